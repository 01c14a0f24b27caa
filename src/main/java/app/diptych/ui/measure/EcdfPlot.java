package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.report.Samples;
import app.diptych.report.Samples.Sample;
import app.diptych.report.SheetCsv;
import app.diptych.timing.MetricName;
import app.diptych.ui.charts.Csv;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import javafx.scene.text.TextAlignment;

/** The share of answers that had at most so much: one rising line for each model. */
record EcdfPlot(MetricName metric, boolean log, List<Drawn> all) implements HistoryPlot {
  private static final double SIGN_TOP = 0.86;
  private static final double SIGN_STEP = 0.1;
  private static final int SIGNS = 8;
  private static final double[] STOPS = {5, 25, 50, 75, 95};

  @Override
  public String definition() {
    return say("Empirical distribution: the share of answers whose %s is at most so much. A click "
            + "opens the answer. %s")
        .formatted(metric.label(), Drawn.definition(metric));
  }

  @Override
  public String nothing() {
    return Drawn.nothing(all);
  }

  private Axis across(Frame frame) {
    return Axis.around(Drawn.least(all), Drawn.greatest(all), log, frame.left(), frame.right());
  }

  private static Axis up(Frame frame) {
    return new Axis(0, 1, false, frame.bottom(), frame.top());
  }

  @Override
  public void draw(Board board) {
    Frame frame = board.frame();
    Axis across = across(frame);
    Axis up = up(frame);
    board.across(across, frame.top(), frame.bottom(), Drawn.axis(metric));
    board.up(up, frame.left(), frame.right(), EcdfPlot::percent);
    for (Drawn one : all) {
      if (one.samples().count() > 0) {
        line(board, one, across, up);
      }
    }
    for (int i = 0; i < all.size(); i++) {
      sign(board, all.get(i), i, across, up);
    }
    board.words(
        across.log() ? say("log") : "", frame.right(), frame.height() - 11, TextAlignment.RIGHT);
  }

  /** Each at a height of its own: lines that are close to each other keep their names apart. */
  private static void sign(Board board, Drawn one, int place, Axis across, Axis up) {
    int count = one.samples().count();
    if (count > 0) {
      double height = SIGN_TOP - SIGN_STEP * (place % SIGNS);
      double value = one.samples().get((int) (height * (count - 1))).value();
      board.sign(one.series(), across.at(value), up.at(one.samples().share(value)));
    }
  }

  /** A point for each column of pixels, whatever there is behind it. */
  private static void line(Board board, Drawn one, Axis across, Axis up) {
    int columns = (int) Math.ceil(across.to() - across.from()) + 1;
    double[] xs = new double[2 * columns];
    double[] ys = new double[2 * columns];
    int points = 0;
    double before = up.at(0);
    for (int i = 0; i < columns; i++) {
      double x = Math.min(across.from() + i, across.to());
      double y = up.at(one.samples().share(across.value(x)));
      // A step goes up, not across; one of less than a pixel is none to the eye.
      if (Math.abs(y - before) > 1) {
        xs[points] = x;
        ys[points++] = before;
      }
      xs[points] = x;
      ys[points++] = y;
      before = y;
    }
    board.line(one.series(), xs, ys, points);
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  @Override
  public Optional<Spot> at(Frame frame, double x, double y) {
    Axis across = across(frame);
    double value = across.value(x);
    return all.stream()
        .flatMap(one ->
            one.samples().nearest(value).map(sample -> spot(frame, across, one, sample)).stream())
        .min(Comparator.comparingDouble(spot -> spot.distance(x, y)));
  }

  private Spot spot(Frame frame, Axis across, Drawn one, Sample sample) {
    Samples samples = one.samples();
    int upTo = samples.upTo(sample.value());
    String words =
        say("%s: %,d of %,d answers (%.1f %%) had at most that")
            .formatted(
                Drawn.words(metric, sample.value()),
                upTo,
                samples.count(),
                100.0 * upTo / samples.count());
    return new Spot(
        one.series(),
        across.at(sample.value()),
        up(frame).at(samples.share(sample.value())),
        words,
        sample.answer());
  }

  @Override
  public List<Spot> spots(Frame frame) {
    Axis across = across(frame);
    List<Spot> spots = new ArrayList<>();
    for (Drawn one : all) {
      for (double stop : STOPS) {
        one.percentile(stop)
            .flatMap(one.samples()::nearest)
            .ifPresent(sample -> spots.add(spot(frame, across, one, sample)));
      }
    }
    return spots;
  }

  @Override
  public String summary() {
    StringJoiner words = new StringJoiner(" ");
    for (Drawn one : all) {
      words.add(
          say("%s: median %s, p95 %s, n %d.")
              .formatted(
                  one.series().words(),
                  one.percentileWords(50),
                  one.percentileWords(95),
                  one.samples().count()));
    }
    return words.toString();
  }

  @Override
  public String table() {
    StringBuilder table = new StringBuilder("model,metric,unit,value,share,trial,side,sent_at\r\n");
    for (Drawn one : all) {
      Samples samples = one.samples();
      String begin =
          SheetCsv.text(samples.model())
              + ","
              + SheetCsv.text(metric.label())
              + ","
              + metric.unit().sign()
              + ",";
      for (int i = 0; i < samples.count(); i++) {
        Sample sample = samples.get(i);
        table
            .append(begin)
            .append(Csv.of(sample.value()))
            .append(',')
            .append(Csv.of((i + 1.0) / samples.count()))
            .append(',')
            .append(SheetCsv.text(sample.answer().trial()))
            .append(',')
            .append(sample.answer().side())
            .append(',')
            .append(sample.answer().sentAt())
            .append("\r\n");
      }
    }
    return table.toString();
  }
}
