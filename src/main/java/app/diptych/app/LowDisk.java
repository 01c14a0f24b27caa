package app.diptych.app;

import app.diptych.guard.Later;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells once when there is little room left where the workspace lies, and when that is over. Looked
 * at now and then, and before something begins that saves much.
 */
final class LowDisk implements AutoCloseable {
  /** An evening of batches saves less. */
  static final long LITTLE = 500L << 20;

  /** Well above, so that the notice does not come and go. */
  static final long ENOUGH = 600L << 20;

  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final LongSupplier usable;
  private final Consumer<String> told;
  private boolean low;
  private volatile boolean closed;

  /**
   * @param usable the bytes that are free
   * @param told a sentence when there is little room, an empty one when there is enough again
   */
  LowDisk(LongSupplier usable, Consumer<String> told) {
    this.usable = usable;
    this.told = told;
  }

  /** The room where that folder lies, or will; without end when nobody knows. */
  static LongSupplier at(Path folder) {
    return () -> {
      Path there = folder.toAbsolutePath();
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      try {
        return Files.getFileStore(there).getUsableSpace();
      } catch (IOException | SecurityException unknown) {
        return Long.MAX_VALUE;
      }
    };
  }

  /** Looks from now on until it is closed. */
  void watch(Later later) {
    var _ =
        later.run(
            Duration.ZERO,
            () -> {
              look();
              again(later);
            });
  }

  private void again(Later later) {
    if (!closed) {
      var _ =
          later.run(
              PAUSE,
              () -> {
                look();
                again(later);
              });
    }
  }

  /** Looks now; blocks for as long as the file system takes to tell. */
  synchronized void look() {
    if (closed) {
      return;
    }
    long free = usable.getAsLong();
    if (!low && free < LITTLE) {
      low = true;
      told.accept(
          "Only "
              + (free >> 20)
              + " MB are free where your sessions are saved. Make room soon: when the disk is full,"
              + " answers are kept in memory only.");
    } else if (low && free >= ENOUGH) {
      low = false;
      told.accept("");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
