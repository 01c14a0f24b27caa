package app.diptych.local.power;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The energy of one device over time: by its counter when it has one, else the power it tells,
 * integrated by trapezoids. Not thread-safe.
 */
final class Series {
  /** No device of this kind draws as much, so the counter was set to something else. */
  private static final double MOST_WATTS = 20_000;

  /** How far beyond its first and last reading a series is believed. */
  private static final long EDGE = 1_500_000_000L;

  /** How long the power between two readings is believed to be between them. */
  private static final long GAP = 5_000_000_000L;

  private static final double NANOJOULES = 1000;

  private final List<Point> points = new ArrayList<>();
  private final boolean counted;
  private Gauge last;

  /**
   * @param first tells by having a counter whether the others are taken by theirs
   */
  Series(Gauge first, long atNanos) {
    counted = first.microjoules() != null;
    last = first;
    points.add(new Point(atNanos, 0, watts(first)));
  }

  /**
   * @param sum microjoules since the first reading
   * @param watts at that moment; of a counter, on the way to it
   */
  private record Point(long at, double sum, double watts) {}

  boolean counted() {
    return counted;
  }

  /** Adds a later reading. One that lacks what this series is made of is left out. */
  void add(Gauge gauge, long atNanos) {
    Point before = points.getLast();
    double nanos = atNanos - before.at();
    if (nanos <= 0 || (counted ? gauge.microjoules() == null : gauge.watts() == null)) {
      return;
    }
    if (counted) {
      double delta = delta(last, gauge, nanos);
      points.add(new Point(atNanos, before.sum() + delta, delta * NANOJOULES / nanos));
    } else {
      double mean = (before.watts() + watts(gauge)) / 2;
      points.add(new Point(atNanos, before.sum() + mean * nanos / NANOJOULES, watts(gauge)));
    }
    last = gauge;
  }

  /** Takes away what ended before that moment. */
  void forget(long beforeNanos) {
    while (points.size() > 2 && points.get(1).at() <= beforeNanos) {
      points.removeFirst();
    }
  }

  /** What it drew between its last two readings, or at the last; null while that is unknown. */
  @Nullable Double lastWatts() {
    return counted && points.size() < 2 ? null : Double.valueOf(points.getLast().watts());
  }

  /** When the last reading was. */
  long lastAt() {
    return points.getLast().at();
  }

  /** Microjoules between two moments; empty when it was not read around them. */
  OptionalDouble between(long fromNanos, long toNanos) {
    boolean near =
        points.getFirst().at() - fromNanos <= EDGE && toNanos - points.getLast().at() <= EDGE;
    if (!near || (counted ? points.size() < 2 : hasGap(fromNanos, toNanos))) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.max(0, at(toNanos) - at(fromNanos)));
  }

  private boolean hasGap(long from, long to) {
    for (int i = 1; i < points.size(); i++) {
      Point one = points.get(i - 1);
      Point next = points.get(i);
      if (next.at() - one.at() > GAP && next.at() > from && one.at() < to) {
        return true;
      }
    }
    return false;
  }

  /** Microjoules up to that moment; outside of the readings the nearest power goes on. */
  private double at(long nanos) {
    int next = 0;
    while (next < points.size() && points.get(next).at() < nanos) {
      next++;
    }
    if (next == 0) {
      Point first = points.getFirst();
      double watts = counted ? points.get(1).watts() : first.watts();
      return first.sum() - watts * (first.at() - nanos) / NANOJOULES;
    }
    Point a = points.get(next - 1);
    double since = nanos - a.at();
    if (next == points.size()) {
      return a.sum() + a.watts() * since / NANOJOULES;
    }
    Point b = points.get(next);
    double start = counted ? b.watts() : a.watts();
    double rise = (b.watts() - start) * since / (b.at() - a.at());
    return a.sum() + (start + rise / 2) * since / NANOJOULES;
  }

  /** Of a counter that starts again by itself the way over its end; of one that was reset 0. */
  private static double delta(Gauge before, Gauge after, double nanos) {
    long one = before.microjoules() == null ? 0 : before.microjoules();
    long other = after.microjoules() == null ? 0 : after.microjoules();
    long delta =
        other >= one ? other - one : after.wrapsAt() > 0 ? other - one + after.wrapsAt() : 0;
    return delta < 0 || delta * NANOJOULES / nanos > MOST_WATTS ? 0 : delta;
  }

  private static double watts(Gauge gauge) {
    return gauge.watts() == null ? 0 : gauge.watts();
  }
}
