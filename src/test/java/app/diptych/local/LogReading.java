package app.diptych.local;

import app.diptych.timing.NanoClock;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers out of the engine's log, which is written a moment later than the answer. */
final class LogReading {
  private LogReading() {}

  /** The last number of that kind after the log has come to rest on an idle engine. */
  static int last(Supplier<List<String>> log, Pattern pattern) {
    long giveUp = NanoClock.system().nanos() + 5_000_000_000L;
    List<String> lines = log.get();
    while (!lines.getLast().contains("total time") && !lines.getLast().contains("slots are idle")) {
      if (NanoClock.system().nanos() > giveUp) {
        throw new AssertionError("The log never came to rest: " + lines);
      }
      Thread.onSpinWait();
      lines = log.get();
    }
    int found = -1;
    for (String line : lines) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        found = Integer.parseInt(matcher.group(1));
      }
    }
    return found;
  }
}
