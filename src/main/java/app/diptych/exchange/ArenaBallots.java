package app.diptych.exchange;

import app.diptych.review.Verdict;
import app.diptych.review.stats.Ballot;
import app.diptych.review.stats.Style;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Battles of LMArena and FastChat, MT-Bench votes of people, which have the same fields, the 55k
 * preference file, and raw vote logs.
 */
final class ArenaBallots {
  private final VoteIntake intake;
  private final Source source;
  private final VoteLog log;

  ArenaBallots(VoteIntake intake, Source source) {
    this.intake = intake;
    this.source = source;
    this.log = new VoteLog(intake.losses(), Instant.EPOCH);
  }

  void take(Place row) throws ExchangeException {
    if (row.has("model_a")) {
      battle(row);
    } else {
      Optional<Battle> read = log.read(row);
      if (read.isPresent()) {
        logged(read.get());
      }
    }
  }

  private void battle(Place row) throws ExchangeException {
    Verdict verdict = Battles.verdict(row);
    if (verdict == null) {
      intake
          .losses()
          .add(
              "battles without a winner",
              "It must be model_a, model_b, tie, tie (bothbad) or both_bad.");
      return;
    }
    String model = row.at("model_a").words("");
    String other = row.at("model_b").words("");
    String answerA = said(row, "a");
    String answerB = said(row, "b");
    if (!model.equals(other) && !answerA.isEmpty() && answerA.equals(answerB)) {
      intake.losses().add("pairs of identical answers", "Nobody can prefer one of them.");
      return;
    }
    String own = "row " + intake.rows() + " of " + source.name();
    String question = row.at(row.has("question_id") ? "question_id" : "id").words("");
    String turn = row.at("turn").words("");
    String item = question.isEmpty() ? own : question + (turn.isEmpty() ? "" : "/" + turn);
    String judge = row.has("judge") ? Battles.rater(row.at("judge")) : Battle.SOMEBODY;
    intake.add(
        new Ballot(
            item,
            question.isEmpty() ? own : question,
            judge.equals(Battle.SOMEBODY) ? null : (judge.isEmpty() ? Battle.OWNER : judge),
            model,
            other,
            verdict,
            new Ballot.Extra(
                (row.has("anony") || judge.startsWith("arena_user")) ? Boolean.TRUE : null,
                at(row),
                tags(row),
                looks(row, answerA, answerB),
                null,
                answerA.isEmpty() ? null : Ballot.Texts.of(answerA, answerB))));
  }

  private void logged(Battle battle) throws ExchangeException {
    Verdict verdict = battle.verdict();
    if (verdict == null) {
      return;
    }
    String own = "row " + intake.rows() + " of " + source.name();
    String conversation = battle.talk().question();
    String item = conversation.isEmpty() ? own : conversation;
    Instant at = battle.talk().at();
    intake.add(
        new Ballot(
            item,
            item,
            battle.rater().equals(Battle.SOMEBODY) ? null : battle.rater(),
            model(battle, Side.A),
            model(battle, Side.B),
            verdict,
            new Ballot.Extra(
                true, at.equals(Instant.EPOCH) ? null : at, List.of(), null, null, null)));
  }

  private static String model(Battle battle, Side side) {
    return Objects.requireNonNull(battle.talk().sides().get(side)).model();
  }

  private static @Nullable Instant at(Place row) {
    Instant at = Times.seconds(row.at("tstamp"), Instant.EPOCH);
    return at.equals(Instant.EPOCH) ? null : at;
  }

  private static List<String> tags(Place row) {
    List<String> tags = new ArrayList<>();
    String language = row.at("language").text("");
    if (!language.isEmpty()) {
      tags.add(language);
    }
    if (row.at("is_code").isTrue()) {
      tags.add("code");
    }
    if (row.has("turn") && row.has("judge")) {
      tags.add("turn " + row.at("turn").words("?"));
    }
    return tags;
  }

  /** As the arena measured it, else as it can be measured here. */
  private static Ballot.@Nullable Looks looks(Place row, String answerA, String answerB) {
    Place measured = row.at("conv_metadata");
    if (measured.has("sum_assistant_a_tokens") || measured.has("sum_assistant_tokens_a")) {
      return new Ballot.Looks(measured(measured, "a"), measured(measured, "b"));
    }
    return answerA.isEmpty() && answerB.isEmpty()
        ? null
        : new Ballot.Looks(Style.of(answerA), Style.of(answerB));
  }

  private static Style measured(Place measured, String side) {
    double tokens =
        measured
            .at("sum_assistant_" + side + "_tokens")
            .number()
            .or(() -> measured.at("sum_assistant_tokens_" + side).number())
            .orElse(0d);
    return new Style(
        Math.max(0, tokens),
        sum(measured.at("list_count_" + side)),
        sum(measured.at("header_count_" + side)),
        sum(measured.at("bold_count_" + side)));
  }

  private static double sum(Place counts) {
    double[] sum = {Math.max(0, counts.number().orElse(0d))};
    counts.fields((_, count) -> sum[0] += Math.max(0, count.number().orElse(0d)));
    return sum[0];
  }

  /** The answers of one side, one after the other; empty when the row does not hold them. */
  private static String said(Place row, String side) throws ExchangeException {
    Place packed = row.at("response_" + side);
    if (packed.isText()) {
      return packed.text();
    }
    StringBuilder said = new StringBuilder();
    Place conversation = row.at("conversation_" + side);
    if (conversation.node().isArray()) {
      for (Place message : conversation.items()) {
        if (message.at("role").text("").equals("assistant")) {
          said.append(message.at("content").text("")).append("\n\n");
        }
      }
    }
    return said.toString();
  }
}
