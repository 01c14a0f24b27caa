package app.diptych.local.shelf;

import java.time.Duration;

/**
 * How far a look at the shelf goes, so that it ends soon wherever it is pointed at.
 *
 * @param depth folders below the one that was named
 * @param entries files and folders looked at in each place
 * @param models found in all
 * @param time for all of it
 */
record ScanLimits(int depth, int entries, int models, Duration time) {
  static final ScanLimits USUAL = new ScanLimits(8, 100_000, 2_000, Duration.ofSeconds(60));
}
