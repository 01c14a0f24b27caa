package app.diptych.exchange;

import app.diptych.completion.Failure;
import app.diptych.completion.Usage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One result of promptfoo.
 *
 * @param place where the rest of it stands; the two versions agree on most names
 * @param test the same for results that belong side by side
 * @param provider its label, or its id
 * @param prompt as it was sent
 * @param output what the model said
 */
record PromptfooRow(Place place, String test, String provider, String prompt, String output) {
  /** The failure reason of a result that ended in an error; an assertion that failed is none. */
  private static final int ERROR = 2;

  private static final String DIVIDER = "\n---\n";

  /** An answer that is not text is its JSON. */
  static String output(Place output, String otherwise) {
    return output.node().isContainer() ? output.node().toString() : output.words(otherwise);
  }

  /** The text of a cell of version 2, which begins with the reason when an assertion failed. */
  static String shown(Place cell) {
    String text = cell.at("text").text("");
    for (String field : new String[] {"error", "reason"}) {
      Place reason = field.equals("error") ? cell.at(field) : cell.at("gradingResult").at(field);
      String start = reason.text("") + DIVIDER;
      if (!reason.text("").isEmpty() && text.startsWith(start)) {
        return text.substring(start.length());
      }
    }
    return failed(cell) && text.equals(cell.at("error").text("")) ? "" : text;
  }

  private static boolean failed(Place result) {
    Place reason = result.at("failureReason");
    boolean answered =
        !result.at("response").at("output").isMissing() || result.has("gradingResult");
    return reason.isMissing()
        ? result.has("error") && !answered
        : reason.number().orElse(0d) == ERROR;
  }

  /** Why there is no whole answer; nothing when there is one. */
  Optional<Failure> failure() {
    if (!failed(place)) {
      return Optional.empty();
    }
    String message = place.at("error").words("");
    String kind = ours("failure").text("");
    return Optional.of(kind.isEmpty() ? Failures.told(message) : Failures.named(kind, message));
  }

  /** What we wrote there ourselves. */
  Place ours(String field) {
    return place.at("metadata").at("diptych").at(field);
  }

  AnswerDraft answer(AnswerDraft draft) {
    failure().ifPresent(draft::failure);
    return draft
        .text(output)
        .reason(place.at("response").at("finishReason").text(""))
        .usage(usage())
        .timing(null, latency());
  }

  /** Counts of an answer out of promptfoo's own cache are of another day. */
  private @Nullable Usage usage() {
    Place own = place.at("tokenUsage");
    Place tokens = own.has("prompt") ? own : place.at("response").at("tokenUsage");
    Place details = tokens.at("completionDetails");
    return tokens.has("prompt") || tokens.has("completion")
        ? new Usage(
            tokens.at("prompt").count().orElse(0),
            tokens.at("completion").count().orElse(0),
            details.at("reasoning").count().orElse(0),
            details.at("cacheReadInputTokens").count().orElse(0),
            Usage.Source.REPORTED)
        : null;
  }

  private @Nullable Duration latency() {
    return place
        .at("latencyMs")
        .number()
        .filter(millis -> millis > 0 && millis < 1e12)
        .filter(_ -> !place.at("response").at("cached").isTrue())
        .map(millis -> Duration.ofNanos(Math.round(millis * 1e6)))
        .orElse(null);
  }
}
