package app.diptych.app;

import app.diptych.guard.Later;
import app.diptych.guard.Later.Pending;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the memory of a model back a while after its last answer, when that is set. A model that
 * was only got ready stays: whoever got it ready may still wait for the other side. Thread-safe.
 */
final class KeepAlive {
  private final Later later;
  private final Supplier<@Nullable Integer> minutes;
  private final Runnable release;
  private int answering;
  private int uses;
  private @Nullable Pending pending;

  /**
   * @param minutes asked at the end of each answer; null for never
   */
  KeepAlive(Later later, Supplier<@Nullable Integer> minutes, Runnable release) {
    this.later = later;
    this.minutes = minutes;
    this.release = release;
  }

  /** Somebody is going to use it. */
  synchronized void touch() {
    uses++;
    if (pending != null) {
      pending.cancel();
      pending = null;
    }
  }

  /** An answer begins. */
  synchronized void begins() {
    touch();
    answering++;
  }

  /** It has ended. */
  synchronized void ended() {
    answering--;
    Integer wait = minutes.get();
    if (answering == 0 && wait != null) {
      int last = uses;
      pending = later.run(Duration.ofMinutes(wait), () -> unload(last));
    }
  }

  /** Nobody can begin meanwhile. */
  private synchronized void unload(int last) {
    if (uses == last && answering == 0) {
      pending = null;
      release.run();
    }
  }
}
