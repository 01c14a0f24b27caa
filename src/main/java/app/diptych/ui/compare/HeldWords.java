package app.diptych.ui.compare;

import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.Waiting;
import java.time.Duration;
import java.util.Locale;

/** What a pane says while its request is held back in this program. */
final class HeldWords {
  private HeldWords() {}

  static SideNews.Held of(Waiting waiting) {
    String place = waiting.place() == 1 ? "next in the queue" : waiting.place() + " in the queue";
    return new SideNews.Held(
        place + ", about " + seconds(waiting.expected()) + " \u00b7 not part of any latency");
  }

  static SideNews.Held of(Retrying retry) {
    return new SideNews.Held(
        "try %d in %s: %s"
            .formatted(retry.attempt(), seconds(retry.pause()), retry.because().message()));
  }

  static SideNews.Held of(FailedOver other) {
    return new SideNews.Held(
        "asking %s instead: %s".formatted(other.provider(), other.because().message()));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }
}
