package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.local.SpeedTest.Measured;
import app.diptych.timing.Summary;
import java.util.Locale;

/** What was measured of a model's speed, for people. */
final class SpeedWords {
  private SpeedWords() {}

  /** Mean and deviation. */
  static String rate(Summary rate) {
    if (rate.mean().isEmpty()) {
      return say("not measurable");
    }
    double mean = rate.mean().getAsDouble();
    String digits = mean >= 100 ? "%,.0f" : "%.1f";
    return say("%s tokens/s")
        .formatted(
            String.format(Locale.ROOT, digits, mean)
                + (rate.deviation().isEmpty()
                    ? ""
                    : String.format(
                        Locale.ROOT, " \u00b1 " + digits, rate.deviation().getAsDouble())));
  }

  /** What was measured, and of whom. */
  static String how(Measured measured) {
    String backend = measured.origin().backend();
    return String.format(
        Locale.ROOT,
        say("Mean and deviation of %,d readings of %,d tokens and %,d writings of %,.0f; %s%s."),
        measured.reading().count(),
        measured.promptTokens(),
        measured.writing().count(),
        measured.writtenTokens(),
        measured.origin().engine(),
        backend == null ? "" : ", " + backend);
  }
}
