package app.diptych.ui.fx;

import java.util.List;
import java.util.Optional;

/** How large everything is written. */
public enum Zoom {
  PERCENT_100(100),
  PERCENT_110(110),
  PERCENT_125(125),
  PERCENT_150(150),
  PERCENT_175(175),
  PERCENT_200(200);

  private final int percent;

  Zoom(int percent) {
    this.percent = percent;
  }

  public int percent() {
    return percent;
  }

  /** How many times larger than at 100 per cent. */
  public double factor() {
    return percent / 100.0;
  }

  /** The next larger; the largest stays. */
  public Zoom larger() {
    return step(1);
  }

  /** The next smaller; the smallest stays. */
  public Zoom smaller() {
    return step(-1);
  }

  private Zoom step(int by) {
    List<Zoom> all = List.of(values());
    return all.get(Math.clamp(all.indexOf(this) + (long) by, 0, all.size() - 1));
  }

  static Optional<Zoom> of(String percent) {
    for (Zoom zoom : values()) {
      if (String.valueOf(zoom.percent).equals(percent)) {
        return Optional.of(zoom);
      }
    }
    return Optional.empty();
  }
}
