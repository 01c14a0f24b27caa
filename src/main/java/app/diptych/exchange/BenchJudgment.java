package app.diptych.exchange;

import app.diptych.review.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A judge's verdict on two answers, given twice with the places swapped; when the two do not agree
 * it is a tie.
 *
 * @param first the model that verdict A is for
 * @param second the other one, empty when the file does not say
 * @param turn which turn it is about, from 1
 */
record BenchJudgment(
    String question,
    String first,
    String second,
    Verdict verdict,
    String note,
    String judge,
    int turn,
    Instant at) {

  /** The verdict of a row; nothing and a loss when the judge gave none. */
  static Optional<BenchJudgment> read(Place row, Instant otherwise, Losses losses)
      throws ExchangeException {
    boolean pair = row.has("g1_winner");
    List<Optional<Verdict>> games = pair ? pair(row) : games(row.at("games"));
    if (games.isEmpty() || games.stream().anyMatch(Optional::isEmpty)) {
      losses.add("judgments without a winner", "The judge's answer could not be read as one.");
      return Optional.empty();
    }
    boolean agreed = games.stream().distinct().count() == 1;
    Place id = row.at(row.has("uid") ? "uid" : "question_id");
    return Optional.of(
        new BenchJudgment(
            id.words(""),
            row.at(pair ? "model_1" : "model").text(),
            row.at(pair ? "model_2" : "baseline").text(""),
            agreed ? games.getFirst().orElseThrow() : Verdict.TIE,
            note(row, agreed),
            BenchFiles.judge(row.at("judge")),
            row.at("turn").count().orElse(1),
            Times.seconds(row.at("tstamp"), otherwise)));
  }

  private static List<Optional<Verdict>> pair(Place row) {
    return List.of(winner(row.at("g1_winner")), winner(row.at("g2_winner")));
  }

  private static Optional<Verdict> winner(Place winner) {
    return Optional.ofNullable(
        switch (winner.text("")) {
          case "model_1" -> Verdict.A;
          case "model_2" -> Verdict.B;
          case "tie" -> Verdict.TIE;
          default -> null;
        });
  }

  /** In the first game the baseline is assistant A, in the second the model. */
  private static List<Optional<Verdict>> games(Place list) throws ExchangeException {
    List<Optional<Verdict>> games = new ArrayList<>();
    for (Place game : list.items()) {
      boolean modelIsA = games.size() % 2 == 1;
      @Nullable Verdict verdict =
          switch (game.object().at("score").text("")) {
            case "A>>B", "A>B" -> modelIsA ? Verdict.A : Verdict.B;
            case "B>>A", "B>A" -> modelIsA ? Verdict.B : Verdict.A;
            case "A=B", "B=A" -> Verdict.TIE;
            default -> null;
          };
      games.add(Optional.ofNullable(verdict));
    }
    return games;
  }

  private static String note(Place row, boolean agreed) {
    String note = row.at("g1_judgment").text("");
    return agreed || note.isEmpty()
        ? note
        : note + "\n\nWith the places swapped:\n" + row.at("g2_judgment").text("");
  }
}
