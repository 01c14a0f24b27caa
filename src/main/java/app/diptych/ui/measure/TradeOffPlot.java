package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.cost.Money;
import app.diptych.report.About;
import app.diptych.report.CommonCurrency;
import app.diptych.report.Pareto;
import app.diptych.report.SheetCsv;
import app.diptych.timing.Interval;
import app.diptych.timing.MetricName;
import app.diptych.ui.charts.Csv;
import app.diptych.ui.charts.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.canvas.GraphicsContext;

/**
 * Quality, cost and latency of models, each against each, with those that nothing else beats joined
 * by a line.
 *
 * @param latency whose median it is
 * @param common the currency of the axes of cost
 */
record TradeOffPlot(MetricName latency, CommonCurrency common, List<Choice> all)
    implements HistoryPlot {
  private static final double BETWEEN = 56;

  @Override
  public String definition() {
    return say("Quality: the share of your verdicts a model won, of those on trials against "
            + "another model (votes of others are in the results of reviews and in the report); "
            + "ties and \u201cboth bad\u201d are not won; the line is its 95 %% interval "
            + "(Wilson 1927). Cost: of a million output tokens, prompts included. Latency: the "
            + "median %s (%s). The dashed line joins the models that no other beats in one number "
            + "without losing in the other (Pareto front). A click opens the answer closest to the "
            + "median.")
        .formatted(latency.label(), latency.source().words());
  }

  @Override
  public String nothing() {
    if (all.isEmpty()) {
      return say("No model is chosen.");
    }
    return Pair.of(this).stream().anyMatch(pair -> !pair.drawn(all).isEmpty())
        ? ""
        : say("No model has two of quality, cost and latency yet.");
  }

  /** Two of the three against each other. */
  private record Pair(
      String acrossName,
      Function<Choice, Optional<Double>> across,
      String upName,
      Function<Choice, Optional<Double>> up,
      boolean quality) {
    static List<Pair> of(TradeOffPlot plot) {
      String cost = say("cost of 1M output tokens, %s").formatted(plot.common.code());
      String median = say("median %s, ms").formatted(plot.latency.label());
      return List.of(
          new Pair(cost, Choice::cost, say("quality"), Choice::quality, true),
          new Pair(median, Choice::latency, say("quality"), Choice::quality, true),
          new Pair(
              median,
              Choice::latency,
              say("cost, %s").formatted(plot.common.code()),
              Choice::cost,
              false));
    }

    List<Choice> drawn(List<Choice> all) {
      return all.stream()
          .filter(one -> across.apply(one).isPresent() && up.apply(one).isPresent())
          .toList();
    }

    double x(Choice one) {
      return across.apply(one).orElseThrow();
    }

    double y(Choice one) {
      return up.apply(one).orElseThrow();
    }

    /** Less is better across; upwards more is better of quality and less of cost. */
    List<Choice> front(List<Choice> all) {
      return Pareto.front(drawn(all), List.of(this::x, one -> quality ? -y(one) : y(one))).stream()
          .sorted(Comparator.comparingDouble(this::x))
          .toList();
    }
  }

  /** Where one of the three is. */
  private record Place(Pair pair, Frame frame, Axis across, Axis up) {
    double x(Choice one) {
      return across.at(pair.x(one));
    }

    double y(Choice one) {
      return up.at(pair.y(one));
    }
  }

  private List<Place> places(Frame frame) {
    List<Pair> pairs = Pair.of(this);
    double wide = (frame.right() - frame.left() - (pairs.size() - 1) * BETWEEN) / pairs.size();
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      List<Choice> drawn = pair.drawn(all);
      double left = frame.left() + i * (wide + BETWEEN);
      double most = drawn.stream().mapToDouble(pair::x).max().orElse(0);
      double top = pair.quality ? 100 : drawn.stream().mapToDouble(pair::y).max().orElse(0);
      places.add(
          new Place(
              pair,
              frame,
              Axis.around(0, most * 1.05, false, left, Math.max(left + 1, left + wide)),
              Axis.around(0, top, false, frame.bottom(), frame.top() + 14)));
    }
    return places;
  }

  @Override
  public void draw(Board board) {
    for (Place place : places(board.frame())) {
      Frame frame = board.frame();
      board.across(place.across, frame.top() + 14, frame.bottom(), place.pair.acrossName);
      board.up(
          place.up,
          place.across.from(),
          place.across.to(),
          value -> Scale.words(value) + (place.pair.quality ? " %" : ""));
      board.words(
          place.pair.upName,
          place.across.from(),
          frame.top() + 2,
          javafx.scene.text.TextAlignment.LEFT);
      draw(board, place);
    }
  }

  private void draw(Board board, Place place) {
    GraphicsContext ink = board.ink();
    List<Choice> front = place.pair.front(all);
    ink.setStroke(board.palette().words());
    ink.setLineWidth(1.2);
    ink.setLineDashes(4, 3);
    for (int i = 1; i < front.size(); i++) {
      Choice before = front.get(i - 1);
      Choice next = front.get(i);
      // Between two there is nothing known: what the dearer one gives is had from there on.
      ink.strokeLine(place.x(before), place.y(before), place.x(next), place.y(before));
      ink.strokeLine(place.x(next), place.y(before), place.x(next), place.y(next));
    }
    ink.setLineDashes();
    List<Choice> drawn = place.pair.drawn(all);
    for (Choice one : drawn) {
      if (place.pair.quality) {
        Interval interval = one.interval().orElse(new Interval(0, 0));
        ink.setStroke(board.color(one.series()).deriveColor(0, 1, 1, 0.6));
        ink.setLineWidth(1.2);
        ink.strokeLine(
            place.x(one), place.up.at(interval.low()), place.x(one), place.up.at(interval.high()));
      }
      board.sign(one.series(), place.x(one), place.y(one));
    }
    if (drawn.isEmpty()) {
      board.words(
          say("no model has both"),
          (place.across.from() + place.across.to()) / 2,
          (place.up.from() + place.up.to()) / 2,
          javafx.scene.text.TextAlignment.CENTER);
    }
  }

  @Override
  public Optional<Spot> at(Frame frame, double x, double y) {
    return spots(frame).stream()
        .min(Comparator.comparingDouble(spot -> spot.distance(x, y)))
        .filter(spot -> spot.distance(x, y) < BETWEEN);
  }

  @Override
  public List<Spot> spots(Frame frame) {
    List<Spot> spots = new ArrayList<>();
    for (Place place : places(frame)) {
      for (Choice one : place.pair.drawn(all)) {
        spots.add(
            new Spot(
                one.series(),
                place.x(one),
                place.y(one),
                words(one),
                one.known().typical().orElse(null)));
      }
    }
    return spots;
  }

  private String words(Choice one) {
    List<String> words = new ArrayList<>();
    one.quality()
        .ifPresent(quality -> {
          Interval interval = one.interval().orElseThrow();
          words.add(
              String.format(
                  Locale.ROOT,
                  say("won %d of %d (%.0f %%, %.0f to %.0f)"),
                  one.known().won().some(),
                  one.known().won().all(),
                  quality,
                  interval.low(),
                  interval.high()));
        });
    one.cost()
        .ifPresent(cost ->
            words.add(
                cost(one, Scale.figures(cost) + " " + common.code())
                    + (one.known().local() ? say(" local, by your tariff") : "")));
    one.latency().ifPresent(median -> words.add(Drawn.words(latency, median)));
    return String.join(", ", words);
  }

  /** What it cost, and as what it was charged where that is another currency. */
  private String cost(Choice one, String amount) {
    About about = one.about().orElse(null);
    if (about == null) {
      return one.isAtLeast() ? say("at least %s").formatted(amount) : amount;
    }
    return (about.atLeast() ? say("at least about %s") : say("about %s")).formatted(amount)
        + " ("
        + one.charged()
        + ")";
  }

  @Override
  public String summary() {
    StringJoiner words = new StringJoiner(" ");
    for (Choice one : all) {
      String known = words(one);
      words.add(
          one.series().words() + ": " + (known.isEmpty() ? say("nothing known") : known) + ".");
    }
    return words.add(front()).toString();
  }

  /** Those nothing beats in all three together. */
  private String front() {
    List<Choice> whole =
        all.stream()
            .filter(one ->
                one.quality().isPresent() && one.cost().isPresent() && one.latency().isPresent())
            .toList();
    List<Choice> front =
        Pareto.front(
            whole,
            List.of(
                one -> -one.quality().orElseThrow(),
                one -> one.cost().orElseThrow(),
                one -> one.latency().orElseThrow()));
    return whole.isEmpty()
        ? ""
        : say("Not beaten in all three: %s.")
            .formatted(
                front.stream().map(one -> one.series().words()).collect(Collectors.joining(", ")));
  }

  @Override
  public String beside() {
    StringJoiner words = new StringJoiner("; ", say("Not everywhere: "), ".");
    words.setEmptyValue("");
    for (Choice one : all) {
      String missing = one.missing();
      if (!missing.isEmpty()) {
        words.add(one.series().words() + " (" + missing + ")");
      }
    }
    return Stream.of(front(), rates(), words.toString())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** At what costs in other currencies are on the axis, and what keeps some from it. */
  private String rates() {
    StringJoiner words = new StringJoiner(" ");
    if (!common.used().isEmpty()) {
      words.add(
          say("Costs in other currencies are about that, at %s.").formatted(common.rateWords()));
    }
    if (!common.missing().isEmpty()) {
      words.add(
          say("What was charged in %s has no rate to %s and is not on the axes of cost: give one in the settings, under Prices, Rates and tariff.")
              .formatted(String.join(", ", common.missing()), common.code()));
    }
    return words.toString();
  }

  @Override
  public String table() {
    StringBuilder table =
        new StringBuilder(
            "model,won,judged,quality_percent,low,high,cost_per_million,currency,median_"
                + latency.label().toLowerCase(Locale.ROOT)
                + "_ms,about_cost_per_million,about_currency,rate\r\n");
    for (Choice one : all) {
      table
          .append(SheetCsv.text(one.series().model()))
          .append(',')
          .append(one.known().won().some())
          .append(',')
          .append(one.known().won().all())
          .append(',')
          .append(one.quality().map(Csv::of).orElse(""))
          .append(',')
          .append(one.interval().map(interval -> Csv.of(interval.low())).orElse(""))
          .append(',')
          .append(one.interval().map(interval -> Csv.of(interval.high())).orElse(""))
          .append(',')
          .append(one.own().map(own -> own.amount().toPlainString()).orElse(""))
          .append(',')
          .append(one.own().map(Money::currency).orElse(""))
          .append(',')
          .append(one.latency().map(Csv::of).orElse(""))
          .append(',')
          .append(one.about().map(about -> about.money().amount().toPlainString()).orElse(""))
          .append(',')
          .append(one.about().map(about -> about.money().currency()).orElse(""))
          .append(',')
          .append(one.about().map(about -> SheetCsv.text(about.rateWords())).orElse(""))
          .append("\r\n");
    }
    return table.toString();
  }
}
