package app.diptych.exchange;

import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads battles of LMArena and FastChat, as JSON or JSON Lines: clean battles with their
 * conversations, the 55k preference file, and raw vote logs. Field names from FastChat's
 * clean_battle_data.py and the published data sets, read 2026-11.
 */
final class ArenaReader implements Importer {
  /** Fields that say more of a battle than a session can hold. */
  private static final Map<String, String> NOT_TAKEN =
      Map.of(
          "openai_moderation", "moderation results",
          "toxic_chat_tag", "moderation results",
          "conv_metadata", "style measurements",
          "category_tag", "categories",
          "is_code", "categories",
          "is_refusal", "categories",
          "dedup_tag", "categories",
          "ip", "addresses of voters");

  @Override
  public Format format() {
    return Format.ARENA;
  }

  @Override
  public boolean recognises(Source source) {
    Head row = Head.row(source);
    boolean battle =
        row.names("model_a", "model_b")
            && (row.names("conversation_a") || row.names("winner") || row.names("response_a"));
    return battle || Head.of(source).names("models", "states", "tstamp");
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    Losses losses = new Losses();
    Instant changed = source.changedAt();
    Dialogues dialogues = new Dialogues(losses);
    VoteLog log = new VoteLog(losses, changed);
    Battles battles = new Battles(losses, changed);
    Rows.each(
        source,
        losses,
        row -> {
          tellNotTaken(row, losses);
          Optional<Battle> battle =
              row.has("model_a") || !row.has("type")
                  ? Optional.of(battles.read(row))
                  : log.read(row);
          battle.ifPresent(found -> add(found, dialogues, losses));
        });
    return new Imported(
        format(),
        dialogues.isEmpty() ? List.of() : List.of(dialogues.session(source.title(), changed)),
        List.of(),
        losses.list());
  }

  private static void add(Battle battle, Dialogues dialogues, Losses losses) {
    List<Optional<Dialogues.Entry>> turns = dialogues.add(battle.talk());
    if (turns.isEmpty()) {
      losses.add("battles without a conversation", "A comparison needs a prompt and two answers.");
      return;
    }
    int turn = Math.clamp(battle.turn().orElse(turns.size()), 1, turns.size());
    Verdict verdict = battle.verdict();
    if (verdict == null) {
      losses.add("winners that cannot be read", "The answers are taken without a verdict.");
      return;
    }
    Vote vote = new Vote(verdict, "", battle.rater(), battle.talk().at());
    turns.get(turn - 1).ifPresent(entry -> dialogues.vote(entry, vote));
  }

  private static void tellNotTaken(Place row, Losses losses) {
    row.fields((name, value) -> {
      String what = NOT_TAKEN.get(name);
      if (what != null && !value.isMissing()) {
        losses.add(
            what,
            what.startsWith("addresses")
                ? "They are personal and left where they are."
                : "A session has no place for them.");
      }
    });
  }
}
