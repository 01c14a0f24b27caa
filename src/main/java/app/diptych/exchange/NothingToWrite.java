package app.diptych.exchange;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A format has no place for anything in the sessions: an empty file would pass for an export. */
final class NothingToWrite extends IOException {
  private static final long serialVersionUID = 1;

  private final String reasons;

  /**
   * @param losses what was left out, and why
   */
  NothingToWrite(List<Loss> losses) {
    super("Nothing to write");
    reasons =
        losses.isEmpty()
            ? "."
            : losses.stream()
                .map(loss -> loss.count() + " \u00d7 " + loss.what() + ": " + loss.why())
                .collect(Collectors.joining(" ", ". ", ""));
  }

  /** Goes on a sentence. */
  String reasons() {
    return reasons;
  }
}
