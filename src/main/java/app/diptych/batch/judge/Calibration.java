package app.diptych.batch.judge;

import app.diptych.review.Verdict;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.Kappa;
import app.diptych.review.stats.Wilson;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a judge agrees with people on the same pairs, and whether that is enough to believe it.
 * Agreement that chance alone would bring is none, so it is Cohen's kappa that decides: at least
 * {@value #LEAST_KAPPA} ("moderate", Landis and Koch, Biometrics 33, 1977) with an interval above
 * 0, of at least {@value #LEAST_COMMON} pairs.
 *
 * @param common pairs on which both gave a verdict
 * @param agreement the share of equal verdicts; both bad is a tie, as FastChat has it
 * @param kappa of A, tie and B; empty when all verdicts are alike
 */
public record Calibration(
    long common, Optional<Estimate> agreement, Optional<Estimate> kappa, State state) {
  public static final int LEAST_COMMON = 30;
  public static final double LEAST_KAPPA = 0.4;

  /** Whether a judge is believed. */
  public enum State {
    /** Too few pairs that people judged too. */
    TOO_FEW("not calibrated"),
    /** Enough pairs, and it does not agree with people well enough. */
    DISAGREES("not calibrated"),
    CALIBRATED("calibrated");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Counts pairs. */
  static final class Count {
    private final long[][] table = new long[3][3];
    private long same;
    private long all;

    void add(Verdict people, Verdict judge) {
      table[place(people)][place(judge)]++;
      all++;
      same += place(people) == place(judge) ? 1 : 0;
    }

    private static int place(Verdict verdict) {
      return switch (verdict) {
        case B -> 0;
        case TIE, BOTH_BAD -> 1;
        case A -> 2;
      };
    }

    Calibration result() {
      Optional<Estimate> kappa = Kappa.of(table, Kappa.Weight.NONE).flatMap(Kappa::kappa);
      boolean agrees = kappa.filter(one -> one.value() >= LEAST_KAPPA && one.low() > 0).isPresent();
      return new Calibration(
          all,
          Wilson.share(same, all),
          kappa,
          all < LEAST_COMMON ? State.TOO_FEW : agrees ? State.CALIBRATED : State.DISAGREES);
    }
  }

  public boolean isBelieved() {
    return state == State.CALIBRATED;
  }

  /** What it comes to, as a sentence. */
  public String sentence() {
    return switch (state) {
      case TOO_FEW ->
          "Not calibrated: people judged %,d of its pairs too, and %d are needed, so its numbers are not believed."
              .formatted(common, LEAST_COMMON);
      case DISAGREES ->
          "Not calibrated: on %,d pairs that people judged too %s, so its numbers are not believed."
              .formatted(
                  common,
                  kappa.isEmpty()
                      ? "all verdicts are alike, which chance would bring as well"
                      : String.format(
                          Locale.ROOT,
                          "kappa is %.2f (%.2f to %.2f), and at least %.1f is needed",
                          kappa.get().value(),
                          kappa.get().low(),
                          kappa.get().high(),
                          LEAST_KAPPA));
      case CALIBRATED ->
          String.format(
              Locale.ROOT,
              "Calibrated: on %,d pairs that people judged too it says the same in %.0f %%, kappa %.2f (%.2f to %.2f).",
              common,
              100 * agreement.orElseThrow().value(),
              kappa.orElseThrow().value(),
              kappa.orElseThrow().low(),
              kappa.orElseThrow().high());
    };
  }
}
