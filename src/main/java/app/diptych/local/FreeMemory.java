package app.diptych.local;

import java.util.function.LongSupplier;
import oshi.SystemInfo;

/** How much memory a new process could take. */
final class FreeMemory {
  /** A need that any machine with a window meets; asking takes longer than loading such a model. */
  static final long NOT_WORTH_ASKING = 256L << 20;

  /** Bytes free or freed without swapping. */
  static final LongSupplier OF_THIS_MACHINE =
      () -> new SystemInfo().getHardware().getMemory().getAvailable();

  private FreeMemory() {}
}
