package app.diptych.app;

import app.diptych.report.PastAnswers;
import app.diptych.session.SavedSession;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A ledger as weeks of work would leave it, up to today. */
final class PastSpending {
  private PastSpending() {}

  /**
   * @param days how many, the last of them today
   */
  static void fill(Path home, int days) throws Exception {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    Moving clock = new Moving();
    try (Workspace workspace =
        Workspace.open(new Home(home).workspace(), Workspace.Role.OWNER, writer, clock)) {
      for (int day = 0; day < days; day++) {
        if (day % 7 == 5) {
          continue;
        }
        clock.now = NanoClock.system().now().minus(Duration.ofDays(days - 1L - day));
        SavedSession session = PastAnswers.session(day);
        for (SavedSession.Whole whole : session.trials().subList(0, 12 + 7 * (day % 6))) {
          workspace
              .note(
                  new Trial(whole.trial().id(), whole.trial().startedAt(), whole.trial().answers()),
                  Set.copyOf(session.summary().tags()))
              .get(30, TimeUnit.SECONDS);
        }
      }
    } finally {
      writer.shutdown();
    }
  }

  private static final class Moving implements NanoClock {
    private volatile Instant now = Instant.EPOCH;

    @Override
    public long nanos() {
      return NanoClock.system().nanos();
    }

    @Override
    public Instant now() {
      return now;
    }
  }
}
