package app.diptych.ui.charts;

/** Which part of the time axis is shown. All charts of a page share one. JavaFX thread only. */
final class TimeWindow {
  /** Closer there is nothing to see. */
  private static final long LEAST = 1_000_000;

  private static final double[] STEPS = {1, 1.5, 2, 3, 4, 5, 6, 8};

  private long end = LEAST;
  private long from;
  private long to = LEAST;
  private boolean zoomed;

  /**
   * The whole axis reaches so far.
   *
   * @param running whether it goes on: then it grows in steps, so that nothing moves meanwhile
   */
  void reach(long nanos, boolean running) {
    end = Math.max(LEAST, running ? step(nanos) : nanos);
    if (!zoomed) {
      from = 0;
      to = end;
    }
  }

  private static long step(long nanos) {
    double power = Math.pow(10, Math.floor(Math.log10((double) Math.max(nanos, LEAST))));
    for (double step : STEPS) {
      if (step * power >= nanos) {
        return (long) (step * power);
      }
    }
    return (long) (10 * power);
  }

  /**
   * Shows less or more of it.
   *
   * @param factor how much of what is shown stays, below 1 to see closer
   * @param around this moment stays where it is
   */
  void zoom(double factor, long around) {
    double span = Math.clamp((to - from) * factor, (double) LEAST, (double) end);
    double share = to == from ? 0.5 : (double) (around - from) / (to - from);
    zoomed = span < end;
    move(Math.round(around - share * span), Math.round(span));
  }

  /** Shows what is earlier or later by that much. */
  void pan(long nanos) {
    move(from + nanos, to - from);
  }

  /** Shows all of it again. */
  void reset() {
    zoomed = false;
    from = 0;
    to = end;
  }

  private void move(long wanted, long span) {
    from = Math.clamp(wanted, 0, Math.max(0, end - span));
    to = from + span;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  long span() {
    return to - from;
  }

  boolean isZoomed() {
    return zoomed;
  }
}
