package app.diptych.cli;

import org.jspecify.annotations.Nullable;

/** What Ctrl+C ends: what runs then, and whatever would run after it. Thread-safe. */
final class BatchStop {
  private boolean stopped;
  private @Nullable Runnable running;

  BatchStop(Rooms rooms) {
    rooms.onInterrupt(this::stop);
  }

  /**
   * Something is about to run; it is ended at once when the user has ended all before.
   *
   * @param end ends it, from any thread
   */
  synchronized void ends(Runnable end) {
    running = end;
    if (stopped) {
      end.run();
    }
  }

  private synchronized void stop() {
    stopped = true;
    if (running != null) {
      running.run();
    }
  }
}
