package app.diptych.cli;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.Waiting;
import app.diptych.trial.Side;
import app.diptych.trial.TrialListener;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Says on the terminal why nothing comes yet: a line for each new place in a queue or new try. */
final class HeldText implements TrialListener {
  private final Terminal terminal;
  private final Map<Side, Integer> places = new EnumMap<>(Side.class);

  HeldText(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void happened(Side side, CompletionEvent event, long atNanos) {
    String words =
        switch (event) {
          case Waiting waiting -> waiting(side, waiting);
          case Retrying retry ->
              "try %d in %s, because %s"
                  .formatted(retry.attempt(), seconds(retry.pause()), retry.because().message());
          case FailedOver other ->
              "asking %s instead, because %s"
                  .formatted(other.provider(), other.because().message());
          default -> "";
        };
    if (!words.isEmpty()) {
      terminal.tell("Side " + side + ": " + words);
    }
  }

  /** The place alone is news; how long it takes is told with it. */
  private synchronized String waiting(Side side, Waiting waiting) {
    Integer before = places.put(side, waiting.place());
    return before != null && before == waiting.place()
        ? ""
        : "waits for the gateway's limit, place %d, about %s"
            .formatted(waiting.place(), seconds(waiting.expected()));
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }
}
