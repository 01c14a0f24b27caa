package app.diptych.cli;

import app.diptych.batch.judge.JudgeRunner;
import java.util.Locale;

/** How a judging goes: one line that changes on a terminal, ten lines in a log. */
final class JudgeProgressText {
  private final Terminal terminal;
  private final long all;
  private final boolean live = Terminal.isInteractive();
  private long tenth;

  JudgeProgressText(Terminal terminal, long all) {
    this.terminal = terminal;
    this.all = Math.max(1, all);
  }

  void progressed(JudgeRunner.Progress progress) {
    long done = progress.said() + progress.waiting();
    String line =
        String.format(Locale.ROOT, "%,d of %,d", progress.said(), all)
            + (progress.none() == 0
                ? ""
                : String.format(Locale.ROOT, " \u00b7 %,d without a verdict", progress.none()))
            + (progress.waiting() == 0
                ? ""
                : String.format(Locale.ROOT, " \u00b7 %,d failed", progress.waiting()))
            + (progress.cost().isNothing() ? "" : " \u00b7 " + progress.cost().words());
    if (live) {
      terminal.live(line);
    } else if (10 * done / all > tenth) {
      tenth = 10 * done / all;
      terminal.tell(line);
    }
  }

  void end() {
    if (live) {
      terminal.endLive();
    }
  }
}
