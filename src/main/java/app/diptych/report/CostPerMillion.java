package app.diptych.report;

import app.diptych.cost.Cost;
import app.diptych.cost.CostTotal;
import app.diptych.cost.LocalCharge;
import app.diptych.cost.Money;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What answers cost for a million tokens of output: the whole cost of the requests, their prompts
 * included, over the tokens those same requests wrote. Currencies are not mixed.
 *
 * @param total of all, also of those without tokens
 * @param rates one for each currency, by its code
 * @param priced how many answers are in the rates
 * @param charged how many of these ran on this machine, at the user's own tariff
 * @param withoutTokens how many have a cost and no tokens to divide it by
 * @param local how many ran on this machine, where no price applies and nothing is paid
 * @param partly how many of the priced ones may have cost more, so that the rates are at least this
 */
public record CostPerMillion(
    CostTotal total,
    Map<String, Money> rates,
    long priced,
    long charged,
    long withoutTokens,
    long local,
    long partly) {
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);

  public CostPerMillion {
    rates = Map.copyOf(rates);
  }

  static CostPerMillion of(List<MeasuredAnswer> answers) {
    Sums sums = new Sums();
    answers.forEach(sums::add);
    return sums.done();
  }

  /** Adds up, one number for each currency and no value for each answer: there may be many. */
  private static final class Sums {
    private final Map<String, BigDecimal> spent = new TreeMap<>();
    private final Map<String, BigDecimal> divided = new TreeMap<>();
    private final Map<String, Long> tokens = new TreeMap<>();
    private long known;
    private long unpriced;
    private long estimated;
    private long priced;
    private long charged;
    private long withoutTokens;
    private long local;
    private long partly;

    void add(MeasuredAnswer answer) {
      switch (answer.cost()) {
        case Cost.Known cost -> add(cost, answer.metrics().outputTokens().orElse(0));
        case Cost.Local here -> add(here, answer.metrics().outputTokens().orElse(0));
        case Cost.Unpriced _ -> unpriced += answer.outcome() == Outcome.NOT_SENT ? 0 : 1;
      }
    }

    private void add(Cost.Known cost, int written) {
      known++;
      partly += cost.isAtLeast() ? 1 : 0;
      estimated += cost.estimated() ? 1 : 0;
      spent.merge(cost.money().currency(), cost.money().amount(), BigDecimal::add);
      if (written > 0) {
        divide(cost.money(), written);
      } else {
        withoutTokens++;
      }
    }

    /** It is on the axis of what is paid, and not in the sum of it: nobody was paid. */
    private void add(Cost.Local here, int written) {
      local++;
      LocalCharge charge = here.charge();
      if (charge != null && written > 0) {
        charged++;
        divide(charge.total(), written);
      }
    }

    private void divide(Money cost, int written) {
      priced++;
      divided.merge(cost.currency(), cost.amount(), BigDecimal::add);
      tokens.merge(cost.currency(), (long) written, Math::addExact);
    }

    CostPerMillion done() {
      Map<String, Money> totals = new TreeMap<>();
      spent.forEach((currency, sum) -> totals.put(currency, new Money(sum, currency)));
      Map<String, Money> rates = new TreeMap<>();
      tokens.forEach((currency, written) -> {
        BigDecimal sum = divided.getOrDefault(currency, BigDecimal.ZERO);
        BigDecimal rate =
            sum.multiply(MILLION).divide(new BigDecimal(written), MathContext.DECIMAL64);
        rates.put(currency, new Money(rate, currency));
      });
      CostTotal total = new CostTotal(totals, known, unpriced + partly, estimated);
      return new CostPerMillion(total, rates, priced, charged, withoutTokens, local, partly);
    }
  }
}
