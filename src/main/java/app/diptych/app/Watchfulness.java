package app.diptych.app;

import app.diptych.ui.NoticeModel;
import app.diptych.ui.NoticeModel.About;
import app.diptych.ui.NoticeModel.Notice;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.fx.FxThread;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings what goes wrong beside the user's work to the window: faults, little memory, little disk.
 */
final class Watchfulness implements AutoCloseable {
  static final String MEMORY = "memory";
  static final String DISK = "disk";

  private final Wiring wiring;
  private final NoticeModel notices = new NoticeModel();
  private final LowDisk disk;
  private final Map<String, Integer> faults = new HashMap<>();
  private @Nullable LowMemory memory;
  private boolean closed;

  Watchfulness(Wiring wiring) {
    this(wiring, LowDisk.at(wiring.home().folder()));
  }

  /**
   * @param usable the bytes that are free where sessions are saved
   */
  Watchfulness(Wiring wiring, LongSupplier usable) {
    this.wiring = wiring;
    this.disk = new LowDisk(usable, words -> FxThread.later(() -> show(DISK, About.DISK, words)));
  }

  /** Begins to watch; JavaFX thread only. */
  void begin(CompareModel model) {
    wiring.threads().faults().listen(report -> FxThread.later(() -> show(report)));
    // Its classes are many, and the window may still be drawing its first frame.
    wiring.threads().work().execute(this::watchMemory);
    disk.watch(wiring.threads().later());
    // Before much is saved there is a second look.
    model.runningProperty().addListener((_, _, running) -> look(running));
    model.heldProperty().addListener((_, _, held) -> look(held));
  }

  private synchronized void watchMemory() {
    if (!closed) {
      memory =
          LowMemory.watch(
              wiring.threads().later(),
              words -> FxThread.later(() -> show(MEMORY, About.MEMORY, words)));
    }
  }

  NoticeModel notices() {
    return notices;
  }

  private void look(boolean begun) {
    if (begun) {
      wiring.threads().work().execute(disk::look);
    }
  }

  private void show(FaultReport report) {
    int times = faults.merge(report.code(), 1, Integer::sum);
    notices.show(
        new Notice(
            report.code(),
            About.FAULT,
            "Something went wrong inside Diptych ("
                + report.code()
                + (times > 1 ? ", " + times + " times" : "")
                + "). You can go on. The report has no prompts, answers or keys.",
            report.text()));
  }

  private void show(String id, About about, String words) {
    if (words.isEmpty()) {
      notices.remove(id);
    } else {
      notices.show(new Notice(id, about, words, null));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    wiring.threads().faults().listen(_ -> {});
    disk.close();
    if (memory != null) {
      memory.close();
    }
  }
}
