package app.diptych.app;

import app.diptych.ui.NoticeModel;
import app.diptych.ui.NoticeModel.About;
import app.diptych.ui.NoticeModel.Notice;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.fx.FxThread;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Brings what goes wrong beside the user's work to the window: faults, little memory, little disk. */
final class Watchfulness implements AutoCloseable {
  static final String MEMORY = "memory";
  static final String DISK = "disk";

  private final Wiring wiring;
  private final NoticeModel notices = new NoticeModel();
  private final LowMemory memory;
  private final LowDisk disk;
  private final Map<String, Integer> faults = new HashMap<>();

  Watchfulness(Wiring wiring) {
    this(wiring, LowDisk.at(wiring.home().folder()));
  }

  /**
   * @param usable the bytes that are free where sessions are saved
   */
  Watchfulness(Wiring wiring, LongSupplier usable) {
    this.wiring = wiring;
    this.memory =
        LowMemory.watch(words -> FxThread.later(() -> show(MEMORY, About.MEMORY, words)));
    this.disk = new LowDisk(usable, words -> FxThread.later(() -> show(DISK, About.DISK, words)));
  }

  /** Begins to watch; JavaFX thread only. */
  void begin(CompareModel model) {
    wiring.threads().faults().listen(report -> FxThread.later(() -> show(report)));
    disk.watch(wiring.threads().later());
    // Before much is saved there is a second look.
    model.runningProperty().addListener((_, _, running) -> look(running));
    model.heldProperty().addListener((_, _, held) -> look(held));
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
                + "). Your work is kept and you can go on. The report has no prompts, answers or"
                + " keys.",
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
  public void close() {
    wiring.threads().faults().listen(_ -> {});
    memory.close();
    disk.close();
  }
}
