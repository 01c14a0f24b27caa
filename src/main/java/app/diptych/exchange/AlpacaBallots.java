package app.diptych.exchange;

import app.diptych.review.Verdict;
import app.diptych.review.stats.Ballot;
import app.diptych.review.stats.Style;
import java.util.List;
import java.util.Optional;

/**
 * Annotations of AlpacaEval: 1 prefers the first answer, 2 the second, 1.5 or 0 neither; what lies
 * between leans to one of them (alpaca_eval's annotations.json, read 2026-11).
 */
final class AlpacaBallots {
  private static final double MIDDLE = 1.5;

  private final VoteIntake intake;

  AlpacaBallots(VoteIntake intake) {
    this.intake = intake;
  }

  void take(Place row) throws ExchangeException {
    Optional<Double> preference = row.at("preference").number();
    boolean known =
        preference.filter(value -> value == 0 || (value >= 1 && value <= 2)).isPresent();
    if (!known) {
      intake
          .losses()
          .add(
              "annotations without a preference",
              "It must be a number from 1 (first better) to 2 (second better), or 0 for a tie.");
      return;
    }
    String instruction = row.at("instruction").text("");
    String first = row.at("output_1").text("");
    String second = row.at("output_2").text("");
    String model = row.at("generator_1").text();
    String other = row.at("generator_2").text();
    if (!model.equals(other) && !first.isEmpty() && first.equals(second)) {
      intake.losses().add("pairs of identical answers", "Nobody can prefer one of them.");
      return;
    }
    String dataset = row.at("dataset").text("");
    String item = instruction.isEmpty() ? row.where() : instruction;
    intake.add(
        new Ballot(
            item,
            item,
            row.has("annotator") ? row.at("annotator").words("annotator") : null,
            model,
            other,
            verdict(preference.orElseThrow()),
            new Ballot.Extra(
                null,
                null,
                dataset.isEmpty() ? List.of() : List.of(dataset),
                first.isEmpty() && second.isEmpty()
                    ? null
                    : new Ballot.Looks(Style.of(first), Style.of(second)),
                null,
                Ballot.Texts.of(first, second))));
  }

  private static Verdict verdict(double preference) {
    if (preference == 0 || preference == MIDDLE) {
      return Verdict.TIE;
    }
    return preference < MIDDLE ? Verdict.A : Verdict.B;
  }
}
