package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.report.TradeOff;
import app.diptych.timing.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model among others, by how good, dear and slow it is.
 *
 * @param currency in which costs are compared
 */
record Choice(Series series, TradeOff known, String currency) {
  Optional<Double> quality() {
    return known.won().value().isPresent()
        ? Optional.of(known.won().value().getAsDouble() * 100)
        : Optional.empty();
  }

  /** The 95 % interval of the quality, in percent. */
  Optional<Interval> interval() {
    return known.won().interval().map(one -> new Interval(one.low() * 100, one.high() * 100));
  }

  Optional<Double> cost() {
    return known.cost(currency);
  }

  Optional<Double> latency() {
    return known.medianLatency();
  }

  /** Why it is not on every chart, without its name; empty when nothing is missing. */
  String missing() {
    List<String> why = new ArrayList<>();
    if (quality().isEmpty()) {
      why.add(say("no verdict"));
    }
    if (cost().isEmpty()) {
      why.add(
          !known.cost().isEmpty()
              ? say("priced in %s")
                  .formatted(String.join(", ", known.cost().keySet().stream().sorted().toList()))
              : known.local() ? say("no price applies to this machine") : say("no price is known"));
    }
    if (latency().isEmpty()) {
      why.add(say("fewer than two latencies"));
    }
    return String.join(", ", why);
  }
}
