package app.diptych.local.worker;

import java.util.List;

/**
 * Cuts an answer at the first stop text. Done here and not by the engine, because the engine drops
 * text it held back for a stop text that never came, and does not say why it stopped.
 */
final class StopScanner {
  private final List<String> stops;
  private final StringBuilder held = new StringBuilder();
  private boolean stopped;

  StopScanner(List<String> stops) {
    this.stops = stops;
  }

  /** Takes the next piece; returns what is certainly part of the answer, maybe nothing. */
  String accept(String piece) {
    held.append(piece);
    int cut = firstStop();
    stopped = cut >= 0;
    int free = stopped ? cut : held.length() - undecided();
    String text = held.substring(0, free);
    held.delete(0, free);
    return text;
  }

  /** Whether a stop text has come; nothing after it belongs to the answer. */
  boolean stopped() {
    return stopped;
  }

  /** What was held back and turned out to be no stop text, once the model has ended. */
  String rest() {
    return stopped ? "" : held.toString();
  }

  private int firstStop() {
    int first = -1;
    for (String stop : stops) {
      int at = held.indexOf(stop);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    }
    return first;
  }

  /** Length of the longest end of the held text that a stop text begins with. */
  private int undecided() {
    int longest = 0;
    for (String stop : stops) {
      for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
        if (stop.startsWith(held.substring(held.length() - length))) {
          longest = length;
        }
      }
    }
    return longest;
  }
}
