package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.Waiting;
import java.time.Duration;
import java.util.Locale;

/** What a pane says while its request is held back in this program. */
final class HeldWords {
  private HeldWords() {}

  static SideNews.Held of(Waiting waiting) {
    String place =
        waiting.place() == 1
            ? say("next in the queue")
            : say("%s in the queue").formatted(waiting.place());
    return new SideNews.Held(
        say("%s, about %s \u00b7 not part of any latency")
            .formatted(place, seconds(waiting.expected())));
  }

  static SideNews.Held of(Retrying retry) {
    return new SideNews.Held(
        say("try %d in %s: %s")
            .formatted(retry.attempt(), seconds(retry.pause()), told(retry.because().message())));
  }

  static SideNews.Held of(FailedOver other) {
    return new SideNews.Held(
        say("asking %s instead: %s").formatted(other.provider(), told(other.because().message())));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }
}
