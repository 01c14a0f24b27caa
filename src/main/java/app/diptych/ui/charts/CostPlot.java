package app.diptych.ui.charts;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.report.SheetCsv;
import app.diptych.trial.Side;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What had been spent by then. */
final class CostPlot implements Plot {
  private static final Map<Integer, String> SMALL =
      Map.of(0, "", 3, "10\u207b\u00b3 ", 6, "10\u207b\u2076 ");

  @Override
  public String title() {
    return toSay("Cumulative cost");
  }

  @Override
  public String unit(Map<Side, Trace> traces) {
    List<String> currencies = currencies(traces);
    return currencies.size() == 1
        ? SMALL.get(exponent(traces)) + currencies.getFirst() + rates(traces)
        : "";
  }

  /** At what the side in another currency is on the axis; empty where both are in the same. */
  private static String rates(Map<Side, Trace> traces) {
    for (Trace trace : traces.values()) {
      InCommon common = trace.common();
      if (common != null) {
        return say(", about at %s").formatted(common.rate().words());
      }
    }
    return "";
  }

  @Override
  public String definition() {
    return say(
        "The prompt is charged at once, the answer in proportion to its deltas; the sum at the"
            + " end is exact when the provider reported its tokens. A model on this machine"
            + " costs its electricity (measured) and your share of the hardware, by your tariff, when the"
            + " answer has ended: \"local\". Where more may have been charged it is at"
            + " least that (\u2265). Without a tariff it has no line, and neither has an"
            + " unpriced one, which is not free. Another currency than that of A (of B, while A has"
            + " no price) is drawn in that, about, at your rate (Settings, Prices).");
  }

  @Override
  public String nothing(Map<Side, Trace> traces) {
    List<String> currencies = currencies(traces);
    if (currencies.isEmpty()) {
      return say("nothing is paid, or no price is known");
    }
    return currencies.size() > 1
        ? say("%s have no common axis without a rate")
            .formatted(String.join(say(" and "), currencies))
        : "";
  }

  /** Sums far below one are told in thousandths or millionths, so that the axis can be read. */
  private static int exponent(Map<Side, Trace> traces) {
    double greatest = greatest(traces);
    return greatest <= 0 || greatest >= 0.01 ? 0 : greatest >= 0.001 ? 3 : 6;
  }

  private static double greatest(Map<Side, Trace> traces) {
    return traces.values().stream()
        .filter(trace -> trace.currency() != null)
        .mapToDouble(trace -> trace.drawn(trace.size()))
        .max()
        .orElse(0);
  }

  private static List<String> currencies(Map<Side, Trace> traces) {
    return traces.values().stream().map(Trace::axis).filter(Objects::nonNull).distinct().toList();
  }

  @Override
  public void draw(Brush brush, Map<Side, Trace> traces) {
    double factor = Math.pow(10, exponent(traces));
    brush.scale(greatest(traces) * factor);
    traces.forEach((side, trace) -> {
      if (trace.currency() != null) {
        brush.line(side, 0, trace.now(), at -> trace.drawn(trace.deltas(at)) * factor);
      }
    });
  }

  @Override
  public String reading(Trace trace, long nanos) {
    String currency = trace.currency();
    if (currency == null) {
      return "";
    }
    int deltas = trace.deltas(nanos);
    boolean whole = trace.hasEnded() && deltas == trace.size() && trace.tokensKnown();
    return (trace.isLocal() ? say("local ") : "")
        + (trace.isAtLeast() ? "\u2265 " : "")
        + (whole ? "" : "~")
        + Scale.figures(trace.spent(deltas))
        + " "
        + currency
        + about(trace, deltas);
  }

  /** The same on the axis of the other side, at which rate; empty where both are in the same. */
  private static String about(Trace trace, int deltas) {
    InCommon common = trace.common();
    return common == null
        ? ""
        : say(", about %s at %s")
            .formatted(Scale.figures(trace.drawn(deltas)) + " " + common.currency(), common.bare());
  }

  @Override
  public String table(Map<Side, Trace> traces) {
    StringBuilder table =
        new StringBuilder("side,delta,ms,spent,currency,about,about_currency,rate\n");
    traces.forEach((side, trace) -> {
      String currency = trace.currency();
      InCommon common = trace.common();
      String rate = common == null ? "" : SheetCsv.text(common.rate().words());
      for (int i = 0; currency != null && i < trace.size(); i++) {
        table.append(
            "%s,%d,%s,%s,%s,%s,%s,%s\n"
                .formatted(
                    side,
                    i + 1,
                    Csv.ms(trace.at(i)),
                    Csv.of(trace.spent(i + 1)),
                    currency,
                    common == null ? "" : Csv.of(trace.drawn(i + 1)),
                    common == null ? "" : common.currency(),
                    rate));
      }
    });
    return table.toString();
  }
}
