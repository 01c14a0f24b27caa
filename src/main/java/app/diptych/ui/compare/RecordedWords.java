package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.completion.Origin;
import app.diptych.trial.Answer;
import app.diptych.trial.RecordedAnswer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a side whose answer is not simply that of the model asked for: a recording, or
 * another model's.
 *
 * @param words empty for a model that answers
 * @param elsewhere whether the answer shown was made for another prompt, or by another model
 * @param swapped whether another model answered
 */
record RecordedWords(String words, boolean elsewhere, boolean swapped) {
  static final RecordedWords NONE = new RecordedWords("", false, false);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ROOT);
  private static final int LONGEST_PROMPT = 80;

  private RecordedWords(String words, boolean elsewhere) {
    this(words, elsewhere, false);
  }

  /** Before anything was asked. */
  static RecordedWords ready(RecordedAnswer recorded) {
    return new RecordedWords(
        say("Recorded: what %s said to %s on %s%s. It says this whatever is asked.")
            .formatted(
                recorded.answeredBy(),
                prompt(recorded),
                DAY.format(recorded.at().atZone(ZoneId.systemDefault())),
                contended(recorded)),
        false);
  }

  /**
   * Of an answer.
   *
   * @param recorded what is on the side, null when that is not known (any more)
   */
  static RecordedWords of(Answer answer, @Nullable RecordedAnswer recorded) {
    Origin origin = answer.origin();
    if (origin != null && answer.swapped()) {
      return new RecordedWords(
          answer.failedOver()
              ? say("Diptych asked %s instead: %s")
                  .formatted(origin.answeredBy(), answer.delivery().failedOver())
              : say("Not the model that was asked for: the gateway says %s answered.")
                  .formatted(origin.answeredBy()),
          true,
          true);
    }
    if (!answer.recorded()) {
      return NONE;
    }
    String said = say("Recorded: %s said this to ").formatted(RecordedAnswer.answeredBy(answer));
    if (!answer.recordedElsewhere()) {
      return new RecordedWords(
          say("%sthe same prompt%s. Its speeds are of then.").formatted(said, contended(recorded)),
          false);
    }
    return new RecordedWords(
        say("%sanother prompt%s%s. Its words and speeds are of then.")
            .formatted(said, recorded == null ? "" : ", " + prompt(recorded), contended(recorded)),
        true);
  }

  private static String contended(@Nullable RecordedAnswer recorded) {
    return recorded != null && recorded.contended() ? " (contended)" : "";
  }

  private static String prompt(RecordedAnswer recorded) {
    String line = recorded.prompt().strip().lines().findFirst().orElse("");
    int end = Math.min(LONGEST_PROMPT, line.codePointCount(0, line.length()));
    String cut = line.substring(0, line.offsetByCodePoints(0, end));
    return '\u201c' + (cut.length() < line.length() ? cut + "\u2026" : cut) + '\u201d';
  }
}
