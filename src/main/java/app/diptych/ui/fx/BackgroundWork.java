package app.diptych.ui.fx;

import org.jspecify.annotations.Nullable;

/** Work handed to the background, which can be told that nobody wants its result any more. */
public final class BackgroundWork {
  private @Nullable Thread worker;
  private boolean cancelled;

  BackgroundWork() {}

  /** Interrupts the work, or keeps it from beginning; nothing when it has ended. */
  public synchronized void cancel() {
    cancelled = true;
    if (worker != null) {
      worker.interrupt();
    }
  }

  void run(Runnable work) {
    if (begin()) {
      try {
        work.run();
      } finally {
        end();
      }
    }
  }

  private synchronized boolean begin() {
    if (!cancelled) {
      worker = Thread.currentThread();
    }
    return !cancelled;
  }

  /** From here on an interrupt would hit whatever the thread does next. */
  private synchronized void end() {
    worker = null;
  }
}
