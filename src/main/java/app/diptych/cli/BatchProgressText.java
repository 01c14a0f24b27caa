package app.diptych.cli;

import app.diptych.batch.BatchListener;
import app.diptych.batch.BatchProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a batch goes: one line that changes on a terminal, a line now and then in a log. */
final class BatchProgressText implements BatchListener {
  private static final Duration LOG_EVERY = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final String place;
  private final boolean live;
  private @Nullable Duration told;

  BatchProgressText(Terminal terminal, String place) {
    this(terminal, place, Terminal.isInteractive());
  }

  /**
   * @param place comes before each line; empty for nothing
   */
  BatchProgressText(Terminal terminal, String place, boolean live) {
    this.terminal = terminal;
    this.place = place;
    this.live = live;
  }

  @Override
  public void progressed(BatchProgress progress) {
    if (live) {
      terminal.live(place + line(progress));
      return;
    }
    Duration before = told;
    boolean last = progress.total() > 0 && progress.settled() >= progress.total();
    if (before == null || last || progress.elapsed().minus(before).compareTo(LOG_EVERY) >= 0) {
      told = progress.elapsed();
      terminal.tell(place + line(progress));
    }
  }

  void end() {
    if (live) {
      terminal.endLive();
    }
  }

  static String line(BatchProgress progress) {
    List<String> parts = new ArrayList<>();
    parts.add(
        progress.total() > 0
            ? String.format(
                Locale.ROOT,
                "%,d of %,d (%d %%)",
                progress.settled(),
                progress.total(),
                100 * progress.settled() / progress.total())
            : String.format(Locale.ROOT, "%,d", progress.settled()));
    parts.add(String.format(Locale.ROOT, "%.1f rows/s", progress.perSecond()));
    if (progress.failures() + progress.broken() > 0) {
      parts.add(String.format(Locale.ROOT, "%,d failed", progress.failures() + progress.broken()));
    }
    if (!progress.cost().isNothing()) {
      parts.add(progress.cost().words());
    }
    progress.left().ifPresent(left -> parts.add(words(left) + " left"));
    return String.join(" \u00b7 ", parts);
  }

  private static String words(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 100
        ? seconds + " s"
        : seconds < 6000
            ? (seconds + 30) / 60 + " min"
            : String.format(Locale.ROOT, "%.1f h", seconds / 3600.0);
  }
}
