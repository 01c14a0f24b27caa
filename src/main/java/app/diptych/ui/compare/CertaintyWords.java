package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.completion.Origin;
import app.diptych.completion.TokenCertainty;
import app.diptych.local.LocalProvider;
import app.diptych.trial.Answer;
import app.diptych.trial.WeighedText;
import java.util.Locale;

/** What is said of probabilities, and of their absence. */
final class CertaintyWords {
  private static final int LONGEST = 24;

  private CertaintyWords() {}

  /**
   * Why an answer has no probabilities, in a sentence.
   *
   * @param saved whether it was saved and opened again
   */
  static String missing(Answer answer, boolean saved) {
    if (answer.recorded()) {
      return say("A recording has no probabilities.");
    }
    Origin origin = answer.origin();
    if (origin != null && LocalProvider.ENGINE.equals(origin.engine())) {
      return say(
          "The embedded engine tells no probabilities; llama-server does, and can be chosen in"
              + " the settings.");
    }
    if (saved) {
      return say("Probabilities are not saved with an answer: run the prompt again to see them.");
    }
    if (!answer.request().weighed()) {
      return say("This answer was asked for without probabilities; the next one comes with them.");
    }
    return answer.text().isEmpty()
        ? ""
        : say("%s told no probabilities, though it was asked for them.").formatted(answer.model());
  }

  /** One token with what else might have come. */
  static String of(WeighedText piece) {
    TokenCertainty certainty = piece.certainty();
    if (certainty == null) {
      return say("%s came without a probability.").formatted(quoted(piece.text()));
    }
    StringBuilder words =
        new StringBuilder(quoted(piece.text()) + "  " + percent(certainty.probability()));
    String before = say("   instead: ");
    for (TokenCertainty.Alternative other : certainty.alternatives()) {
      if (!other.token().equals(piece.text())) {
        words.append(before).append(quoted(other.token())).append("  ");
        words.append(percent(other.probability()));
        before = "   ";
      }
    }
    return words.toString();
  }

  /** Spaces and line ends can be seen. */
  static String quoted(String token) {
    String shown =
        token.replace("\n", "\u21b5").replace("\t", "\u21e5").replaceAll("\\p{Cntrl}", "\ufffd");
    return "\u201c"
        + (shown.length() <= LONGEST
            ? shown
            : shown.substring(0, shown.offsetByCodePoints(0, codePoints(shown))) + "\u2026")
        + "\u201d";
  }

  private static int codePoints(String shown) {
    return shown.codePointCount(0, LONGEST);
  }

  static String percent(double probability) {
    double percent = probability * 100;
    if (percent > 0 && percent < 0.01) {
      return say("under 0.01 %");
    }
    return percent >= 99.95
        ? "100 %"
        : String.format(Locale.ROOT, percent < 10 ? "%.2f %%" : "%.1f %%", percent);
  }
}
