package app.diptych.session;

import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.completion.Sampling;
import app.diptych.trial.Answer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What is compared of an answer, as short texts; a dash for what is not known. */
final class AnswerWords {
  static final String NONE = "\u2013";

  /** For what was measured and means nothing: an answer that came in one burst. */
  static final String NOT_APPLICABLE = "n/a";

  private AnswerWords() {}

  static String system(Answer answer) {
    return answer.request().messages().stream()
        .filter(message -> message.role() == Role.SYSTEM)
        .map(Message::content)
        .findFirst()
        .orElse(NONE);
  }

  static String sampling(Answer answer) {
    Sampling sampling = answer.request().sampling();
    StringJoiner words = new StringJoiner(" \u00b7 ");
    add(words, "T", sampling.temperature());
    add(words, "top-p", sampling.topP());
    add(words, "max", sampling.maxTokens());
    add(words, "seed", sampling.seed());
    sampling.stop().forEach(stop -> words.add("stop \u201c" + stop + "\u201d"));
    return words.length() == 0 ? "provider's own" : words.toString();
  }

  private static void add(StringJoiner words, String name, @Nullable Number value) {
    if (value != null) {
      words.add(name + " " + value);
    }
  }

  static String failure(Answer answer) {
    Failure failure = answer.failure();
    return failure == null ? NONE : failure.kind();
  }

  static String tokens(Answer answer) {
    return answer.usage() == null ? NONE : Integer.toString(answer.usage().outputTokens());
  }

  static String timeToFirstToken(Answer answer) {
    return answer.buffered() ? NOT_APPLICABLE : millis(answer.metrics().timeToFirstToken());
  }

  static String endToEnd(Answer answer) {
    return millis(answer.metrics().endToEnd());
  }

  static String rate(Answer answer) {
    return answer.buffered()
        ? NOT_APPLICABLE
        : answer.metrics().outputTokensPerSecond().map(AnswerWords::rate).orElse(NONE);
  }

  private static String millis(Optional<Duration> duration) {
    return duration.map(d -> millis(d.toNanos() / 1e6)).orElse(NONE);
  }

  static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  static String rate(double rate) {
    return String.format(Locale.ROOT, "%.1f", rate);
  }
}
