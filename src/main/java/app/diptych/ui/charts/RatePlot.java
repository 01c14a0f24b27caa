package app.diptych.ui.charts;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.trial.Side;
import java.util.Map;

/**
 * Tokens per second, over the short while before each moment. What came in the middle of the while
 * counts most, and what came at its ends not at all: where every delta counts the same, the line of
 * an even stream jumps by a whole delta up and down.
 */
final class RatePlot implements Plot {
  private static final int PARTS = 30;
  private static final long LEAST_HALF = 5_000_000;
  private static final long MOST_HALF = 1_000_000_000;
  private static final int SAMPLES = 200;

  @Override
  public String title() {
    return toSay("Throughput");
  }

  @Override
  public String unit(Map<Side, Trace> traces) {
    return traces.values().stream().allMatch(Trace::tokensKnown) ? "tok/s" : "~tok/s";
  }

  @Override
  public String definition() {
    return say(
        "Output tokens per second over the last while, its middle counted most: a fifteenth of the"
            + " answer, between 10 ms and 2 s. Every delta is taken for its share of the tokens,"
            + " which are estimated (~) until the provider tells them."
            + " Another tokenizer cuts differently: characters per"
            + " second are told beside it.");
  }

  @Override
  public void draw(Brush brush, Map<Side, Trace> traces) {
    double greatest = 0;
    for (Trace trace : traces.values()) {
      greatest = Math.max(greatest, new Rate(trace).most(0, trace.now()));
    }
    brush.scale(greatest);
    traces.forEach((side, trace) -> {
      if (trace.size() > 0) {
        brush.line(side, 0, trace.now(), new Rate(trace));
      }
    });
  }

  /**
   * The line of one side. It bends only where a delta comes, is half a while ago, and leaves the
   * while: between two moments it can be lowest at the first and the last of these, and highest at
   * the one between.
   */
  record Rate(Trace trace) implements Curve {
    @Override
    public double at(long nanos) {
      return rate(trace, nanos);
    }

    @Override
    public double least(long from, long to) {
      While come = new While(trace, from);
      long least = Math.min(come.weight(from), new While(trace, to).weight(to));
      for (int i = come.first(0, from); come.isWithin(i, 0, to); i++) {
        least = Math.min(least, come.weight(trace.at(i)));
      }
      While gone = new While(trace, from);
      long whole = 2 * half(trace);
      for (int i = gone.first(whole, from); gone.isWithin(i, whole, to); i++) {
        least = Math.min(least, gone.weight(trace.at(i) + whole));
      }
      return perSecond(trace, least);
    }

    @Override
    public double most(long from, long to) {
      While middle = new While(trace, from);
      long most = Math.max(middle.weight(from), new While(trace, to).weight(to));
      long half = half(trace);
      for (int i = middle.first(half, from); middle.isWithin(i, half, to); i++) {
        most = Math.max(most, middle.weight(trace.at(i) + half));
      }
      return perSecond(trace, most);
    }
  }

  /** The while before a moment that goes forward, and the deltas in it. */
  private static final class While {
    private final Trace trace;
    private final long half;
    private int come;
    private int middle;
    private int gone;

    While(Trace trace, long from) {
      this.trace = trace;
      this.half = half(trace);
      this.come = trace.deltas(from);
      this.middle = trace.deltas(from - half);
      this.gone = trace.deltas(from - 2 * half);
    }

    /** The first delta that is so old at that moment, or less. */
    int first(long age, long moment) {
      return trace.deltas(moment - age - 1);
    }

    /** Whether there is such a delta, and it is so old before the moment is over. */
    boolean isWithin(int delta, long age, long moment) {
      return delta < trace.size() && trace.at(delta) + age <= moment;
    }

    /**
     * What the deltas in the while before that moment weigh together, in nanoseconds: one in its
     * middle half of it, one at its ends nothing.
     *
     * @param moment none before the one asked for last
     */
    long weight(long moment) {
      come = past(come, moment);
      middle = past(middle, moment - half);
      gone = past(gone, moment - 2 * half);
      long rising = (come - middle) * moment - (trace.moments(come) - trace.moments(middle));
      long falling =
          (middle - gone) * (2 * half - moment) + (trace.moments(middle) - trace.moments(gone));
      return rising + falling;
    }

    private int past(int deltas, long moment) {
      int now = deltas;
      while (now < trace.size() && trace.at(now) <= moment) {
        now++;
      }
      return now;
    }
  }

  /** Tokens per second in the while before that moment. */
  static double rate(Trace trace, long nanos) {
    return perSecond(trace, new While(trace, nanos).weight(nanos));
  }

  private static double perSecond(Trace trace, long weight) {
    double half = half(trace);
    return trace.tokensPerDelta() * (double) weight * 1e9 / half / half;
  }

  private static double characterRate(Trace trace, long nanos) {
    long half = half(trace);
    double sum = 0;
    int end = trace.deltas(nanos);
    for (int i = trace.deltas(nanos - 2 * half); i < end; i++) {
      long weight = half - Math.abs(nanos - half - trace.at(i));
      sum += (double) weight * (trace.characters(i + 1) - trace.characters(i));
    }
    return sum * 1e9 / half / half;
  }

  /** Half of the while, in nanoseconds. */
  static long half(Trace trace) {
    return Math.clamp(trace.now() / PARTS, LEAST_HALF, MOST_HALF);
  }

  @Override
  public String reading(Trace trace, long nanos) {
    if (trace.size() == 0 || nanos > trace.now()) {
      return "";
    }
    return say("%s tok/s (%s char/s)")
        .formatted(
            (trace.tokensKnown() ? "" : "~") + Scale.figures(rate(trace, nanos)),
            Scale.figures(characterRate(trace, nanos)));
  }

  @Override
  public String table(Map<Side, Trace> traces) {
    StringBuilder table = new StringBuilder("side,ms,tokens_per_second,characters_per_second\n");
    traces.forEach((side, trace) -> {
      long step = Math.max(1, trace.now() / SAMPLES);
      for (long at = step; trace.size() > 0 && at <= trace.now(); at += step) {
        table.append(
            "%s,%s,%s,%s\n"
                .formatted(
                    side, Csv.ms(at), Csv.of(rate(trace, at)), Csv.of(characterRate(trace, at))));
      }
    });
    return table.toString();
  }
}
