package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.cost.Money;
import app.diptych.report.About;
import app.diptych.report.CommonCurrency;
import app.diptych.report.TradeOff;
import app.diptych.timing.Interval;
import app.diptych.ui.charts.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A model among others, by how good, dear and slow it is.
 *
 * @param common the currency in which costs are compared
 */
record Choice(Series series, TradeOff known, CommonCurrency common) {
  Optional<Double> quality() {
    return known.won().value().isPresent()
        ? Optional.of(known.won().value().getAsDouble() * 100)
        : Optional.empty();
  }

  /** The 95 % interval of the quality, in percent. */
  Optional<Interval> interval() {
    return known.won().interval().map(one -> new Interval(one.low() * 100, one.high() * 100));
  }

  /**
   * In the common currency; empty when some of it has no rate to that: a part is not to be compared
   * with the whole of others.
   */
  Optional<Double> cost() {
    return known.cost(common);
  }

  /** The same when it was charged in another currency; empty when nothing was converted. */
  Optional<About> about() {
    return common.about(known.cost());
  }

  /** Whether some of it may have cost more. */
  boolean isAtLeast() {
    return known.cost().isAtLeast();
  }

  /** What it was charged, as one amount; of several currencies there is none. */
  Optional<Money> own() {
    Map<String, Money> rates = known.cost().rates();
    return rates.size() == 1 ? rates.values().stream().findFirst() : Optional.empty();
  }

  /** What it was charged in, as it was charged. */
  String charged() {
    return known.cost().rates().values().stream()
        .sorted(Comparator.comparing(Money::currency))
        .map(rate -> Scale.figures(rate.amount().doubleValue()) + " " + rate.currency())
        .collect(Collectors.joining(" + "));
  }

  Optional<Double> latency() {
    return known.medianLatency();
  }

  /** Why it is not on every chart, without its name; empty when nothing is missing. */
  String missing() {
    List<String> why = new ArrayList<>();
    if (quality().isEmpty()) {
      why.add(say("no verdict of yours"));
    }
    if (cost().isEmpty()) {
      why.add(withoutCost());
    }
    if (latency().isEmpty()) {
      why.add(say("fewer than two latencies"));
    }
    return String.join(", ", why);
  }

  private String withoutCost() {
    if (!known.cost().rates().isEmpty()) {
      return say("priced in %s")
          .formatted(String.join(", ", known.cost().rates().keySet().stream().sorted().toList()));
    }
    if (known.cost().withoutTokens() > 0) {
      return say("a cost, and no tokens to divide it by");
    }
    return known.local() ? say("no price applies to this machine") : say("no price is known");
  }
}
