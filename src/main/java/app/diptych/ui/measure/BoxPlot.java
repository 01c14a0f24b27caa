package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.report.Samples;
import app.diptych.report.Samples.Sample;
import app.diptych.report.SheetCsv;
import app.diptych.timing.MetricName;
import app.diptych.timing.Percentiles;
import app.diptych.ui.charts.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** The middle half of each model's answers as a box, the middle nine tenths as a line. */
record BoxPlot(MetricName metric, boolean log, List<Drawn> all) implements HistoryPlot {
  private static final double[] PERCENTS = {5, 25, 50, 75, 95};

  /** Room for the number of answers at the right. */
  private static final double COUNTS = 52;

  private static final double DOT = 3;
  private static final double THICK = 26;

  @Override
  public String definition() {
    return say("Box: p25 to p75 with the median (p50) in it; line: p5 to p95; dots: answers beyond "
            + "it, or all of them while there are too few for a percentile (p5 and p95 need 20, "
            + "the box 4). A click opens the answer. %s")
        .formatted(Drawn.definition(metric));
  }

  @Override
  public String nothing() {
    return Drawn.nothing(all);
  }

  private Axis across(Frame frame) {
    return Axis.around(
        Drawn.least(all), Drawn.greatest(all), log, frame.left() - 10, frame.right() - COUNTS);
  }

  private double y(Frame frame, int row) {
    return frame.top() + (frame.bottom() - frame.top()) * (row + 0.5) / all.size();
  }

  @Override
  public void draw(Board board) {
    Frame frame = board.frame();
    Axis across = across(frame);
    board.across(across, frame.top(), frame.bottom(), Drawn.axis(metric));
    for (int row = 0; row < all.size(); row++) {
      Drawn one = all.get(row);
      double y = y(frame, row);
      board.sign(one.series(), 12, y);
      board.words("n %,d".formatted(one.samples().count()), across.to() + 8, y, TextAlignment.LEFT);
      row(board, one, across, y);
    }
    board.words(
        across.log() ? say("log") : "", frame.right(), frame.height() - 11, TextAlignment.RIGHT);
  }

  private void row(Board board, Drawn one, Axis across, double y) {
    Frame frame = board.frame();
    GraphicsContext ink = board.ink();
    double half = Math.min(THICK, (frame.bottom() - frame.top()) / all.size() * 0.6) / 2;
    ink.setStroke(board.color(one.series()));
    ink.setFill(board.color(one.series()));
    ink.setLineDashes();
    Optional<Double> low = one.percentile(5);
    Optional<Double> high = one.percentile(95);
    if (low.isPresent() && high.isPresent()) {
      ink.setLineWidth(1.5);
      double left = across.at(low.get());
      double right = across.at(high.get());
      ink.strokeLine(left, y, right, y);
      ink.strokeLine(left, y - half / 2, left, y + half / 2);
      ink.strokeLine(right, y - half / 2, right, y + half / 2);
    }
    Optional<Double> first = one.percentile(25);
    Optional<Double> third = one.percentile(75);
    if (first.isPresent() && third.isPresent()) {
      double left = across.at(first.get());
      double width = Math.max(1, across.at(third.get()) - left);
      ink.setFill(board.color(one.series()).deriveColor(0, 1, 1, 0.35));
      ink.fillRect(left, y - half, width, 2 * half);
      ink.setLineWidth(1.2);
      ink.strokeRect(left, y - half, width, 2 * half);
    }
    one.percentile(50)
        .ifPresent(median -> {
          ink.setLineWidth(3);
          ink.strokeLine(across.at(median), y - half, across.at(median), y + half);
        });
    ink.setFill(board.color(one.series()));
    dots(ink, one.samples(), across, y, low.orElse(Double.MAX_VALUE), high.orElse(0.0));
  }

  /** A dot wherever something lies beyond, but never one on another: of many a row of dots. */
  private static void dots(
      GraphicsContext ink, Samples samples, Axis across, double y, double below, double above) {
    int i = 0;
    while (i < samples.count()) {
      double value = samples.get(i).value();
      double x = across.at(value);
      if (value < below || value > above) {
        ink.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
        double end = across.value(x + DOT);
        i = Math.max(i + 1, end >= across.high() ? samples.count() : samples.upTo(end));
      } else {
        i = samples.upTo(above);
      }
    }
  }

  @Override
  public Optional<Spot> at(Frame frame, double x, double y) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    double part = (y - frame.top()) / (frame.bottom() - frame.top());
    int row = Math.clamp((int) Math.floor(part * all.size()), 0, all.size() - 1);
    Axis across = across(frame);
    return all.get(row)
        .samples()
        .nearest(across.value(x))
        .map(sample -> spot(frame, across, row, sample));
  }

  private Spot spot(Frame frame, Axis across, int row, Sample sample) {
    Drawn one = all.get(row);
    String words =
        "%s; p5 %s, p25 %s, p50 %s, p75 %s, p95 %s"
            .formatted(
                Drawn.words(metric, sample.value()),
                one.percentileWords(5),
                one.percentileWords(25),
                one.percentileWords(50),
                one.percentileWords(75),
                one.percentileWords(95));
    return new Spot(one.series(), across.at(sample.value()), y(frame, row), words, sample.answer());
  }

  @Override
  public List<Spot> spots(Frame frame) {
    Axis across = across(frame);
    List<Spot> spots = new ArrayList<>();
    for (int row = 0; row < all.size(); row++) {
      Drawn one = all.get(row);
      for (double percent : PERCENTS) {
        int place = row;
        one.percentile(percent)
            .flatMap(one.samples()::nearest)
            .ifPresent(sample -> spots.add(spot(frame, across, place, sample)));
      }
    }
    return spots;
  }

  @Override
  public String summary() {
    StringJoiner words = new StringJoiner(" ");
    for (Drawn one : all) {
      words.add(
          say("%s: p5 %s, p25 %s, p50 %s, p75 %s, p95 %s, n %d.")
              .formatted(
                  one.series().words(),
                  one.percentileWords(5),
                  one.percentileWords(25),
                  one.percentileWords(50),
                  one.percentileWords(75),
                  one.percentileWords(95),
                  one.samples().count()));
    }
    return words.toString();
  }

  @Override
  public String beside() {
    if (!nothing().isEmpty()) {
      return "";
    }
    int needed = Percentiles.needed(5);
    List<Drawn> few = all.stream().filter(one -> one.samples().count() < needed).toList();
    if (few.size() == 1) {
      Drawn one = few.getFirst();
      return say("%s has %d of the %d answers that p5 and p95 need.")
          .formatted(one.series().words(), one.samples().count(), needed);
    }
    return few.isEmpty()
        ? ""
        : say("Of the %d answers that p5 and p95 need there are: %s.")
            .formatted(
                needed,
                few.stream()
                    .map(one -> one.series().words() + " " + one.samples().count())
                    .collect(Collectors.joining(", ")));
  }

  @Override
  public String table() {
    StringBuilder table = new StringBuilder("model,metric,unit,p5,p25,p50,p75,p95,samples\r\n");
    for (Drawn one : all) {
      table
          .append(SheetCsv.text(one.series().model()))
          .append(',')
          .append(SheetCsv.text(metric.label()))
          .append(',')
          .append(metric.unit().sign());
      for (double percent : PERCENTS) {
        table.append(',').append(one.percentile(percent).map(Csv::of).orElse(""));
      }
      table.append(',').append(one.samples().count()).append("\r\n");
    }
    return table.toString();
  }
}
