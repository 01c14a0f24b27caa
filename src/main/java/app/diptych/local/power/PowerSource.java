package app.diptych.local.power;

import java.util.List;

/** Something that tells what devices of this machine draw. */
interface PowerSource {
  /** For people, for example {@code nvidia-smi}. */
  String name();

  /** Whether a reading takes no longer than reading a few small files. */
  boolean isQuick();

  /**
   * Every device it knows, now. Ends within a few seconds.
   *
   * @throws NoReading when it tells nothing, with why
   */
  List<Gauge> read() throws NoReading, InterruptedException;
}
