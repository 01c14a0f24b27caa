package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.report.Samples;
import app.diptych.report.SheetCsv;
import app.diptych.timing.MetricName;
import app.diptych.ui.charts.Csv;
import app.diptych.ui.charts.ReadOut;
import app.diptych.ui.charts.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/**
 * The metric by the hour of the day its request was sent in: median, p95, and how many.
 *
 * @param zone whose hours they are, for people
 */
record HoursPlot(MetricName metric, String zone, List<Day> all) implements HistoryPlot {
  /** Room for the bars that say how many answers there are. */
  private static final double COUNTS = 26;

  private static final int LABELLED = 3;
  private static final double WHISKER = 1.2;

  /**
   * A series with its samples hour by hour.
   *
   * @param hours 24 of them, from midnight on
   */
  record Day(Series series, List<Samples> hours) {
    Day {
      hours = List.copyOf(hours);
    }
  }

  @Override
  public String definition() {
    return say("By the hour in which a request was sent (%s): the sign is the median, the line "
            + "above it reaches p95 where there are 20 answers; the bars below say how many there "
            + "are. A click opens the answer closest to the median. %s")
        .formatted(zone, Drawn.definition(metric));
  }

  @Override
  public String nothing() {
    if (all.isEmpty()) {
      return say("No model is chosen.");
    }
    if (counts().stream().allMatch(count -> count == 0)) {
      return say("Every answer is left out: see above why.");
    }
    return greatest() > 0 ? "" : say("No hour has two answers of one model yet.");
  }

  private List<Integer> counts() {
    List<Integer> counts = new ArrayList<>();
    for (int hour = 0; hour < Samples.HOURS; hour++) {
      int at = hour;
      counts.add(all.stream().mapToInt(day -> day.hours.get(at).count()).sum());
    }
    return counts;
  }

  private double greatest() {
    return all.stream()
        .flatMap(day -> day.hours.stream())
        .mapToDouble(hour -> hour.percentile(95).or(() -> hour.percentile(50)).orElse(0.0))
        .max()
        .orElse(0);
  }

  private Axis up(Frame frame) {
    return Axis.around(0, greatest(), false, frame.bottom() - COUNTS, frame.top());
  }

  private static Axis across(Frame frame) {
    return new Axis(0, Samples.HOURS, false, frame.left(), frame.right());
  }

  /** Series stand beside each other within their hour. */
  private double x(Frame frame, int hour, int place) {
    return across(frame).at(hour + 0.2 + 0.6 * (place + 0.5) / all.size());
  }

  @Override
  public void draw(Board board) {
    Frame frame = board.frame();
    Axis up = up(frame);
    board.up(up, frame.left(), frame.right(), Scale::words);
    board.words(metric.unit().sign(), 4, frame.bottom() + 23, TextAlignment.LEFT);
    for (int hour = 0; hour <= Samples.HOURS; hour += LABELLED) {
      board.words(
          String.format(Locale.ROOT, "%02d", hour % Samples.HOURS),
          across(frame).at(hour),
          frame.bottom() + 9,
          TextAlignment.CENTER);
    }
    board.words(
        say("hour of day, %s").formatted(zone),
        (frame.left() + frame.right()) / 2,
        frame.bottom() + 23,
        TextAlignment.CENTER);
    counts(board, frame);
    for (int place = 0; place < all.size(); place++) {
      series(board, frame, up, place);
    }
  }

  private void counts(Board board, Frame frame) {
    List<Integer> counts = counts();
    int most = counts.stream().max(Comparator.naturalOrder()).orElse(1);
    GraphicsContext ink = board.ink();
    Axis across = across(frame);
    double width = across.at(1) - across.at(0);
    board.words("n", frame.left() - 6, frame.bottom() - 5, TextAlignment.RIGHT);
    for (int hour = 0; hour < Samples.HOURS; hour++) {
      int count = counts.get(hour);
      if (count > 0) {
        double height = Math.max(1, 10.0 * count / Math.max(1, most));
        ink.setFill(board.palette().pale());
        ink.fillRect(across.at(hour) + 1, frame.bottom() - height, width - 2, height);
        String number = Scale.words(count);
        if (ReadOut.wide(number) <= width) {
          board.words(
              number, across.at(hour + 0.5), frame.bottom() - height - 6, TextAlignment.CENTER);
        }
      }
    }
  }

  private void series(Board board, Frame frame, Axis up, int place) {
    Day day = all.get(place);
    double[] xs = new double[Samples.HOURS];
    double[] ys = new double[Samples.HOURS];
    int run = 0;
    for (int hour = 0; hour <= Samples.HOURS; hour++) {
      Optional<Double> median =
          hour == Samples.HOURS ? Optional.empty() : day.hours.get(hour).percentile(50);
      if (median.isPresent()) {
        xs[run] = x(frame, hour, place);
        ys[run++] = up.at(median.get());
      } else {
        // An hour without answers is a gap, not a slope.
        board.line(day.series, xs, ys, run);
        run = 0;
      }
    }
    for (int hour = 0; hour < Samples.HOURS; hour++) {
      point(board, up, day, hour, x(frame, hour, place));
    }
  }

  private static void point(Board board, Axis up, Day day, int hour, double x) {
    Samples samples = day.hours.get(hour);
    samples
        .percentile(50)
        .ifPresent(median -> {
          samples
              .percentile(95)
              .ifPresent(high -> {
                // Hundreds of them: rectangles, which are filled far quicker than lines are
                // stroked.
                GraphicsContext ink = board.ink();
                double top = up.at(high);
                ink.setFill(board.color(day.series));
                ink.fillRect(x - WHISKER / 2, top, WHISKER, up.at(median) - top);
                ink.fillRect(x - 3, top - WHISKER / 2, 6, WHISKER);
              });
          board.mark(day.series, x, up.at(median));
        });
  }

  @Override
  public Optional<Spot> at(Frame frame, double x, double y) {
    return spots(frame).stream()
        .min(Comparator.comparingDouble(spot -> spot.distance(x, y)))
        .filter(spot -> Math.abs(spot.x() - x) < across(frame).at(1) - across(frame).at(0));
  }

  @Override
  public List<Spot> spots(Frame frame) {
    Axis up = up(frame);
    List<Spot> spots = new ArrayList<>();
    for (int place = 0; place < all.size(); place++) {
      Day day = all.get(place);
      for (int hour = 0; hour < Samples.HOURS; hour++) {
        Samples samples = day.hours.get(hour);
        double x = x(frame, hour, place);
        String words = words(hour, samples);
        samples
            .percentile(50)
            .ifPresent(median ->
                spots.add(
                    new Spot(
                        day.series,
                        x,
                        up.at(median),
                        words,
                        samples.nearest(median).map(Samples.Sample::answer).orElse(null))));
      }
    }
    return spots;
  }

  private String words(int hour, Samples samples) {
    Drawn drawn = new Drawn(all.getFirst().series, samples);
    return String.format(
        Locale.ROOT,
        say("%02d:00 to %02d:00, median %s, p95 %s, n %,d"),
        hour,
        (hour + 1) % Samples.HOURS,
        drawn.percentileWords(50),
        drawn.percentileWords(95),
        samples.count());
  }

  @Override
  public String summary() {
    StringJoiner words = new StringJoiner(" ");
    for (Day day : all) {
      StringJoiner hours = new StringJoiner("; ");
      for (int hour = 0; hour < Samples.HOURS; hour++) {
        if (day.hours.get(hour).count() > 0) {
          hours.add(words(hour, day.hours.get(hour)));
        }
      }
      words.add(day.series.words() + ": " + hours + ".");
    }
    return words.toString();
  }

  @Override
  public String beside() {
    int lone =
        (int)
            all.stream()
                .flatMap(day -> day.hours.stream())
                .filter(hour -> hour.count() == 1)
                .count();
    return lone == 0
        ? ""
        : lone == 1
            ? say("One hour has a single answer of a model: it is counted, and has no median.")
            : say("%s hours have a single answer of a model: counted, and without a median.")
                .formatted(lone);
  }

  @Override
  public String table() {
    StringBuilder table = new StringBuilder("model,metric,unit,hour,median,p95,samples\r\n");
    for (Day day : all) {
      for (int hour = 0; hour < Samples.HOURS; hour++) {
        Samples samples = day.hours.get(hour);
        table
            .append(SheetCsv.text(day.series.model()))
            .append(',')
            .append(SheetCsv.text(metric.label()))
            .append(',')
            .append(metric.unit().sign())
            .append(',')
            .append(hour)
            .append(',')
            .append(samples.percentile(50).map(Csv::of).orElse(""))
            .append(',')
            .append(samples.percentile(95).map(Csv::of).orElse(""))
            .append(',')
            .append(samples.count())
            .append("\r\n");
      }
    }
    return table.toString();
  }
}
