package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.completion.TokenCertainty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How sure a model was of a token, in the steps that are told apart by eye; the same on both sides.
 */
enum CertaintyLevel {
  CERTAIN(0.9, "90 %"),
  LIKELY(0.5, "50 %"),
  OPEN(0.2, "20 %"),
  DOUBTFUL(0.05, "5 %"),
  UNLIKELY(0, toSay("less"));

  private final double least;
  private final String words;

  CertaintyLevel(double least, String words) {
    this.least = least;
    this.words = words;
  }

  /** The step of that probability, from 0 to 1. */
  static CertaintyLevel of(double probability) {
    for (CertaintyLevel level : values()) {
      if (probability >= level.least) {
        return level;
      }
    }
    return UNLIKELY;
  }

  /** The style of a token in a text. */
  static String styleOf(@Nullable TokenCertainty certainty) {
    return certainty == null ? "token-unknown" : of(certainty.probability()).style();
  }

  String style() {
    return "token-" + name().toLowerCase(Locale.ROOT);
  }

  /** From which probability on, for the legend. */
  String words() {
    return say(words);
  }
}
