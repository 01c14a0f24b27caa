package app.diptych.ui.charts;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.trial.Side;
import java.util.Map;

/** Tokens per second, over the short while before each moment. */
final class RatePlot implements Plot {
  private static final int PARTS = 20;
  private static final long LEAST_WHILE = 5_000_000;
  private static final long MOST_WHILE = 1_000_000_000;
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
        "Output tokens per second over the last while: a twentieth of the answer, between 5 ms"
            + " and 1 s. Until the provider tells its tokens each delta is taken for one (~), afterwards"
            + " every delta for its share of them. Another tokenizer cuts differently: characters per"
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
   * The line of one side. It rises when a delta comes and falls when one is a while ago, so between
   * two moments those are the places to look at, one after the other.
   */
  record Rate(Trace trace) implements Curve {
    @Override
    public double at(long nanos) {
      return rate(trace, nanos);
    }

    @Override
    public double least(long from, long to) {
      long span = span(trace);
      int least = RatePlot.deltas(trace, from);
      int come = trace.deltas(from);
      for (int gone = trace.deltas(from - span);
          gone < trace.size() && trace.at(gone) + span <= to;
          gone++) {
        while (come < trace.size() && trace.at(come) <= trace.at(gone) + span) {
          come++;
        }
        least = Math.min(least, come - gone - 1);
      }
      return perSecond(trace, least);
    }

    @Override
    public double most(long from, long to) {
      long span = span(trace);
      int most = RatePlot.deltas(trace, from);
      int gone = trace.deltas(from - span);
      for (int come = trace.deltas(from); come < trace.size() && trace.at(come) <= to; come++) {
        while (trace.at(gone) <= trace.at(come) - span) {
          gone++;
        }
        most = Math.max(most, come + 1 - gone);
      }
      return perSecond(trace, most);
    }
  }

  /** Tokens per second in the while before that moment. */
  static double rate(Trace trace, long nanos) {
    return perSecond(trace, deltas(trace, nanos));
  }

  private static double perSecond(Trace trace, int deltas) {
    return trace.tokensPerDelta() * deltas * 1e9 / span(trace);
  }

  private static double characterRate(Trace trace, long nanos) {
    int from = trace.characters(trace.deltas(nanos - span(trace)));
    return (trace.characters(trace.deltas(nanos)) - from) * 1e9 / span(trace);
  }

  private static int deltas(Trace trace, long nanos) {
    return trace.deltas(nanos) - trace.deltas(nanos - span(trace));
  }

  /** How long the while is. */
  static long span(Trace trace) {
    return Math.clamp(trace.now() / PARTS, LEAST_WHILE, MOST_WHILE);
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
