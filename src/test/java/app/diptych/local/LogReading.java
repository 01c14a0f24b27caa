package app.diptych.local;

import app.diptych.timing.NanoClock;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers out of the engine's log, which is written a moment later than the answer. */
final class LogReading {
  private static final long PATIENCE = 30_000_000_000L;

  private LogReading() {}

  /**
   * The last number of that kind, once the log has it; a log that never agrees gives what it has.
   */
  static int last(Supplier<List<String>> log, Pattern pattern, IntPredicate caughtUp) {
    long giveUp = NanoClock.system().nanos() + PATIENCE;
    int found = last(log.get(), pattern);
    while (!caughtUp.test(found) && NanoClock.system().nanos() < giveUp) {
      Thread.onSpinWait();
      found = last(log.get(), pattern);
    }
    return found;
  }

  private static int last(List<String> lines, Pattern pattern) {
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
