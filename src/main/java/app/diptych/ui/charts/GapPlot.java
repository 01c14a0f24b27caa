package app.diptych.ui.charts;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.trial.Side;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;

/** How long it took from one delta to the next: the usual gap, and the long ones, bar by bar. */
final class GapPlot implements Plot {
  private static final double BAR_ROOM = 9;

  /** Of more gaps in one bar an even sample is taken. */
  private static final int MOST_SORTED = 2_000;

  /** What a bar stands for, kept as long as it covers the same deltas. */
  private record Bar(int first, int last, double p50, double p95) {
    boolean covers(int from, int to) {
      return first == from && last == to;
    }
  }

  private final Map<Side, Bar[]> kept = new EnumMap<>(Side.class);

  @Override
  public String title() {
    return toSay("Inter-chunk latency");
  }

  @Override
  public String unit(Map<Side, Trace> traces) {
    return "p50 / p95 ms";
  }

  @Override
  public String definition() {
    return say(
        "ICL: the time from one delta to the next (AIPerf). A bar is the median of its part of"
            + " the answer, the line on it the 95th percentile. A delta is not a token: a server that"
            + " sends several at once has longer gaps and the same speed.");
  }

  @Override
  public String nothing(Map<Side, Trace> traces) {
    if (traces.values().stream().allMatch(trace -> trace.size() < 2)) {
      return say("nothing yet");
    }
    boolean apart = traces.values().stream().anyMatch(trace -> trace.last() > trace.first());
    return apart ? "" : say("it came in one piece");
  }

  @Override
  public void draw(Brush brush, Map<Side, Trace> traces) {
    int count = Math.max(4, (int) (brush.plotWidth() / BAR_ROOM));
    double greatest = 0;
    for (Map.Entry<Side, Trace> each : traces.entrySet()) {
      Bar[] bars = bars(each.getKey(), each.getValue(), brush.window(), count);
      greatest = Math.max(greatest, Arrays.stream(bars).mapToDouble(Bar::p95).max().orElse(0));
    }
    brush.scale(greatest);
    traces.keySet().forEach(side -> paint(brush, side, kept.getOrDefault(side, new Bar[0])));
  }

  private Bar[] bars(Side side, Trace trace, TimeWindow window, int count) {
    Bar[] before = kept.getOrDefault(side, new Bar[0]);
    Bar[] bars = new Bar[count];
    for (int i = 0; i < count; i++) {
      int from = Math.max(1, trace.deltas(window.from() + window.span() * i / count));
      int to = Math.max(from, trace.deltas(window.from() + window.span() * (i + 1) / count));
      bars[i] =
          before.length == count && before[i].covers(from, to) && to < trace.size()
              ? before[i]
              : bar(trace, from, to);
    }
    kept.put(side, bars);
    return bars;
  }

  private static Bar bar(Trace trace, int from, int to) {
    double[] gaps = gaps(trace, from, to);
    return gaps.length == 0
        ? new Bar(from, to, 0, 0)
        : new Bar(from, to, quantile(gaps, 0.5), quantile(gaps, 0.95));
  }

  /** Milliseconds before each of these deltas, in order of size. */
  private static double[] gaps(Trace trace, int from, int to) {
    int last = Math.min(to, trace.size());
    int all = Math.max(0, last - from);
    int taken = Math.min(all, MOST_SORTED);
    double[] gaps = new double[taken];
    for (int i = 0; i < taken; i++) {
      int delta = from + (int) ((long) i * all / taken);
      gaps[i] = (trace.at(delta) - trace.at(delta - 1)) / 1e6;
    }
    Arrays.sort(gaps);
    return gaps;
  }

  /** Linear between neighbours, as numpy does by default. */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    double rest = place - below;
    return rest == 0 ? sorted[below] : sorted[below] * (1 - rest) + sorted[below + 1] * rest;
  }

  private static void paint(Brush brush, Side side, Bar[] bars) {
    GraphicsContext ink = brush.ink();
    ink.setFill(brush.palette().of(side));
    double slot = brush.plotWidth() / bars.length;
    double width = Math.max(1, slot * 0.32);
    for (int i = 0; i < bars.length; i++) {
      double x = Brush.LEFT + slot * i + (side == Side.A ? slot * 0.12 : slot * 0.52);
      double foot = brush.y(0);
      if (bars[i].p95() > 0) {
        double top = brush.y(bars[i].p95());
        ink.fillRect(Math.rint(x + width / 2), top, 1, foot - top);
        ink.fillRect(x, brush.y(bars[i].p50()), width, foot - brush.y(bars[i].p50()));
      }
    }
  }

  @Override
  public String reading(Trace trace, long nanos) {
    int delta = trace.deltas(nanos);
    if (delta < 2 || nanos > trace.now() || trace.last() == trace.first()) {
      return "";
    }
    return Scale.figures((trace.at(delta - 1) - trace.at(delta - 2)) / 1e6) + " ms";
  }

  @Override
  public String table(Map<Side, Trace> traces) {
    StringBuilder table = new StringBuilder("side,delta,ms,gap_ms\n");
    traces.forEach((side, trace) -> {
      for (int i = 1; i < trace.size(); i++) {
        table.append(
            "%s,%d,%s,%s\n"
                .formatted(
                    side, i + 1, Csv.ms(trace.at(i)), Csv.ms(trace.at(i) - trace.at(i - 1))));
      }
    });
    return table.toString();
  }
}
