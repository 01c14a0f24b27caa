package app.diptych.ui.decide;

import app.diptych.report.decision.Gathered;

/** Tells of a hundred thousand trials a hundred times that they are being read. */
final class ReadTrials implements Gathered.Progress {
  private final Gathered.Progress told;
  private int percent = -1;

  /**
   * @param told hears of the first, of each per cent, and of the last
   */
  ReadTrials(Gathered.Progress told) {
    this.told = told;
  }

  @Override
  public void read(int trials, int of) {
    int now = (int) (100L * trials / Math.max(1, of));
    if (now != percent) {
      percent = now;
      told.read(trials, of);
    }
  }
}
