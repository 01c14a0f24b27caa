package app.diptych.report.decision;

import app.diptych.report.decision.Block.Bar;
import app.diptych.report.decision.Block.Chart;
import app.diptych.report.decision.Block.Whose;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values with intervals as a drawing within a page, and in words for who cannot see it. */
final class ChartSvg {
  private static final int WIDTH = 720;
  private static final int LEFT = 12;
  private static final int RIGHT = 708;
  private static final int ROW = 44;
  private static final int LABEL = 40;

  private final Chart chart;
  private final double low;
  private final double high;
  private final StringBuilder out = new StringBuilder();

  private ChartSvg(Chart chart) {
    this.chart = chart;
    double least = chart.bars().stream().mapToDouble(Bar::low).min().orElse(0);
    double most = chart.bars().stream().mapToDouble(Bar::high).max().orElse(1);
    if (chart.mark() != null) {
      least = Math.min(least, chart.mark());
      most = Math.max(most, chart.mark());
    }
    double room = most > least ? (most - least) * 0.04 : Math.max(1, Math.abs(most) * 0.1);
    low = least >= 0 ? Math.max(0, least - room) : least - room;
    high = most + room;
  }

  static String figure(Chart chart) {
    return new ChartSvg(chart).draw();
  }

  private String draw() {
    int height = chart.bars().size() * ROW + 34;
    String id = chart.id();
    out.append("<figure id=\"").append(id).append("\">\n<figcaption>");
    out.append(Plain.html(chart.caption())).append("</figcaption>\n");
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title %s-desc\">\n"
            .formatted(WIDTH, height, id, id));
    out.append("<title id=\"%s-title\">%s</title>\n".formatted(id, Plain.html(chart.caption())));
    out.append("<desc id=\"%s-desc\">%s</desc>\n".formatted(id, Plain.html(described())));
    axis(height);
    for (int i = 0; i < chart.bars().size(); i++) {
      bar(chart.bars().get(i), i * ROW);
    }
    return out.append("</svg>\n</figure>\n").toString();
  }

  private String described() {
    return chart.bars().stream()
        .map(bar -> bar.label() + ": " + bar.words())
        .collect(Collectors.joining("; ", "", "."));
  }

  private void axis(int height) {
    int bottom = height - 24;
    out.append(line("rule", LEFT, bottom, RIGHT, bottom));
    if (chart.mark() != null) {
      out.append(line("mark", x(chart.mark()), 0, x(chart.mark()), bottom));
    }
    text(LEFT, height - 8, "start", "soft", number(low));
    text((LEFT + RIGHT) / 2.0, height - 8, "middle", "soft", number((low + high) / 2));
    text(RIGHT, height - 8, "end", "soft", (number(high) + " " + chart.unit()).strip());
  }

  private void bar(Bar bar, int top) {
    String look = bar.whose().name().toLowerCase(Locale.ROOT);
    String letter = bar.whose() == Whose.NEITHER ? "" : bar.whose() + "  ";
    text(LEFT, top + 16, "start", "", letter + Plain.cut(bar.label(), LABEL));
    text(RIGHT, top + 16, "end", "soft", Plain.cut(bar.words(), LABEL + 12));
    double middle = top + 30;
    double from = x(bar.low());
    double to = x(bar.high());
    out.append(
        "<line class=\"%s\" stroke-width=\"4\" stroke-linecap=\"round\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
            .formatted(look, at(from), at(middle), at(to), at(middle)));
    if (bar.value() != null) {
      shape(bar.whose(), look, x(bar.value()), middle);
    }
  }

  /** A circle for A, a square on its corner for B. */
  private void shape(Whose whose, String look, double x, double y) {
    switch (whose) {
      case A, NEITHER ->
          out.append(
              "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"6\"/>\n".formatted(look, at(x), at(y)));
      case B ->
          out.append(
              "<path class=\"%s\" d=\"M%s %s l7 7 l-7 7 l-7 -7 z\"/>\n"
                  .formatted(look, at(x), at(y - 7)));
    }
  }

  private void text(double x, double y, String anchor, String look, String words) {
    out.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\"".formatted(at(x), at(y), anchor));
    out.append(look.isEmpty() ? ">" : " class=\"" + look + "\">");
    out.append(Plain.html(words)).append("</text>\n");
  }

  private static String line(String look, double x1, double y1, double x2, double y2) {
    return "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
        .formatted(look, at(x1), at(y1), at(x2), at(y2));
  }

  private double x(double value) {
    return LEFT + (value - low) / (high - low) * (RIGHT - LEFT);
  }

  private String number(double value) {
    double span = high - low;
    int decimals = span >= 20 ? 0 : span >= 2 ? 1 : span >= 0.2 ? 2 : 4;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private static String at(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }
}
