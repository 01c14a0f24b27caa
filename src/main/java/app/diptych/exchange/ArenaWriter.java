package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes each verdict as a clean battle, one a line. A prompt without a verdict, or with an answer
 * that failed, is no battle.
 */
final class ArenaWriter implements Exporter {
  static final Set<Part> KEPT =
      Set.of(Part.ANSWERS, Part.EARLIER_TURNS, Part.VERDICTS, Part.OTHER_RATERS, Part.VOTE_TIMES);

  @Override
  public Format format() {
    return Format.ARENA;
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException {
    Losses losses = new Losses();
    for (SavedSession session : sessions) {
      Map<String, SavedTrial> trials = new HashMap<>();
      session.trials().forEach(whole -> trials.put(whole.trial().id(), whole.trial()));
      Set<String> written = new HashSet<>();
      for (Whole whole : session.trials()) {
        if (isBattle(whole)) {
          mark(whole.trial(), trials, written);
          for (Vote vote : whole.votes()) {
            out.write(battle(whole.trial(), vote, root(whole.trial(), trials)));
            out.write('\n');
          }
        }
      }
      losses.add(
          "prompts without a verdict on two whole answers",
          session.trials().size() - written.size(),
          "An arena knows a prompt by its battles.");
    }
    new Leftovers(format(), KEPT).tellJoined(sessions, losses);
    return losses.list();
  }

  private static boolean isBattle(Whole whole) {
    Map<Side, Answer> answers = whole.trial().answers();
    return !whole.votes().isEmpty()
        && answers.size() == 2
        && answers.values().stream().allMatch(answer -> answer.failure() == null);
  }

  /** A battle holds every turn that led to it. */
  private static void mark(SavedTrial trial, Map<String, SavedTrial> trials, Set<String> written) {
    for (@Nullable SavedTrial each = trial;
        each != null && written.add(each.id());
        each = parent(each, trials)) {}
  }

  private static String root(SavedTrial trial, Map<String, SavedTrial> trials) {
    SavedTrial root = trial;
    Set<String> seen = new HashSet<>();
    for (@Nullable SavedTrial each = trial;
        each != null && seen.add(each.id());
        each = parent(each, trials)) {
      root = each;
    }
    return root.id();
  }

  private static @Nullable SavedTrial parent(SavedTrial trial, Map<String, SavedTrial> trials) {
    return trial.parent() == null ? null : trials.get(trial.parent());
  }

  private static String battle(SavedTrial trial, Vote vote, String question) {
    Answer a = trial.answer(Side.A).orElseThrow();
    Answer b = trial.answer(Side.B).orElseThrow();
    ObjectNode battle = Json.mapper().createObjectNode();
    battle.put("question_id", question);
    battle.put("model_a", a.model());
    battle.put("model_b", b.model());
    battle.put("winner", Battle.winner(vote.verdict()));
    battle.put("judge", vote.rater().isEmpty() ? Battle.OWNER : vote.rater());
    ArrayNode left = battle.putArray("conversation_a");
    talk(a, left);
    talk(b, battle.putArray("conversation_b"));
    battle.put("turn", left.size() / 2);
    battle.put("anony", false);
    battle.put("language", "unknown");
    battle.put("tstamp", Times.seconds(vote.at()));
    return Json.mapper().writeValueAsString(battle);
  }

  private static void talk(Answer answer, ArrayNode messages) {
    for (Message message : answer.request().messages()) {
      if (message.role() != Role.SYSTEM) {
        message(messages, message.role(), message.content());
      }
    }
    message(messages, Role.ASSISTANT, answer.text());
  }

  private static void message(ArrayNode messages, Role role, String content) {
    messages.addObject().put("role", role.wire()).put("content", content);
  }
}
