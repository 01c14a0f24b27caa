package app.diptych.ui.models;

import app.diptych.local.SpeedTest;
import app.diptych.local.shelf.ShelfModel;

/** Measures how quickly a model of this machine reads and writes. */
@FunctionalInterface
public interface SpeedDesk {
  /**
   * Loads the model beside what is loaded, measures it as llama-bench does, and unloads it; blocks.
   * An interrupt ends it.
   */
  SpeedTest.Outcome measure(ShelfModel model, SpeedTest.Progress progress)
      throws InterruptedException;
}
