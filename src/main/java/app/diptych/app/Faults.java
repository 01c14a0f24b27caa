package app.diptych.app;

import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where everything ends up that nobody caught, from whatever thread: it is logged, gets a code, and
 * whoever listens tells the user. Nothing else ends with it.
 */
final class Faults implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = System.getLogger("diptych");

  /** One that comes with every frame must not fill the log. */
  private static final int LOGGED = 5;

  private static final int MOST_KINDS = 1_000;

  private final NanoClock clock;
  private final Map<String, Integer> seen = new HashMap<>();
  private volatile Supplier<List<String>> log = List::of;
  private volatile Consumer<FaultReport> listener = _ -> {};
  private volatile Discretion discretion = Discretion.here();

  Faults(NanoClock clock) {
    this.clock = clock;
  }

  /**
   * @param told on the thread of the fault, which may be any
   */
  void listen(Consumer<FaultReport> told) {
    listener = told;
  }

  /** Puts the last lines of the log into reports. */
  void withLog(Supplier<List<String>> lines) {
    log = lines;
  }

  /** What is left out of reports. */
  void withDiscretion(Discretion other) {
    discretion = other;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable fault) {
    try {
      FaultReport report = report(thread, fault);
      int times = count(report.code());
      if (times <= LOGGED) {
        LOG.log(
            Logger.Level.ERROR, "Uncaught on " + thread.getName() + ": " + report.code(), fault);
      }
      listener.accept(report);
    } catch (Throwable worse) {
      // Without memory, say: the thread goes on or ends, the program stays.
      LOG.log(Logger.Level.ERROR, "A fault could not be told: " + worse.getClass().getName());
    }
  }

  private FaultReport report(Thread thread, Throwable fault) {
    return FaultReport.of(fault, thread.getName(), clock.now(), log.get(), discretion);
  }

  private int count(String code) {
    synchronized (seen) {
      return seen.size() >= MOST_KINDS ? LOGGED + 1 : seen.merge(code, 1, Integer::sum);
    }
  }

  /**
   * What the command line says of a fault: its code and where the report lies.
   *
   * @param home the folder for the user's data
   */
  static String sentence(Home home, Throwable fault, NanoClock clock) {
    FaultReport report =
        FaultReport.of(
            fault, Thread.currentThread().getName(), clock.now(), List.of(), Discretion.here());
    String words = "Something unexpected went wrong (" + report.code() + "). ";
    try {
      Path file = report.write(home.reports());
      return words + "A report without prompts, answers and keys is in " + file + ".";
    } catch (IOException refused) {
      return words + "Its report could not be written to " + home.reports() + ".";
    }
  }
}
