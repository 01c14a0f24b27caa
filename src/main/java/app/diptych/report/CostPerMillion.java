package app.diptych.report;

import app.diptych.cost.Cost;
import app.diptych.cost.CostTotal;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.LocalCharge;
import app.diptych.cost.Money;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What answers cost for a million tokens of output: the whole cost of the requests, their prompts
 * included, over the tokens those same requests wrote. Currencies are mixed only when somebody asks
 * for that, at rates.
 *
 * @param total of all, also of those without tokens
 * @param rates one for each currency, by its code
 * @param parts what each rate is made of, by the code of its currency
 * @param priced how many answers are in the rates
 * @param charged how many of these ran on this machine, at the user's own tariff
 * @param withoutTokens how many have a cost and no tokens to divide it by
 * @param local how many ran on this machine, where no price applies and nothing is paid
 * @param partly how many of the priced ones may have cost more, so that the rates are at least this
 * @param partlyLocal the same of those charged by the user's tariff: they drew more than was
 *     measured
 */
public record CostPerMillion(
    CostTotal total,
    Map<String, Money> rates,
    Map<String, Part> parts,
    long priced,
    long charged,
    long withoutTokens,
    long local,
    long partly,
    long partlyLocal) {
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);

  public CostPerMillion {
    rates = Map.copyOf(rates);
    parts = Map.copyOf(parts);
  }

  /** Whether some of it cost more than is known. */
  public boolean isAtLeast() {
    return partly + partlyLocal > 0;
  }

  static CostPerMillion of(List<MeasuredAnswer> answers) {
    Sums sums = new Sums();
    answers.forEach(sums::add);
    return sums.done();
  }

  /**
   * What a million tokens cost in one currency, each amount in another converted and all of them
   * over all the tokens.
   *
   * @return empty when nothing is known, or one of its currencies has no rate
   */
  Optional<Money> in(String currency, ExchangeRates exchange) {
    BigDecimal spent = BigDecimal.ZERO;
    BigDecimal written = BigDecimal.ZERO;
    for (Part part : parts.values()) {
      Money converted = exchange.convert(part.cost(), currency).orElse(null);
      if (converted == null) {
        return Optional.empty();
      }
      spent = spent.add(converted.amount());
      written = written.add(BigDecimal.valueOf(part.tokens()));
    }
    return written.signum() == 0
        ? Optional.empty()
        : Optional.of(
            new Money(spent.multiply(MILLION).divide(written, MathContext.DECIMAL64), currency));
  }

  /**
   * What was charged in one currency, exactly.
   *
   * @param tokens those that were written for it
   */
  public record Part(Money cost, long tokens) {}

  /** What came together in one currency. */
  private static final class InCurrency {
    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal divided = BigDecimal.ZERO;
    private long tokens;
    private boolean paid;

    BigDecimal rate() {
      return divided.multiply(MILLION).divide(new BigDecimal(tokens), MathContext.DECIMAL64);
    }
  }

  /** Adds up, one number for each currency and no value for each answer: there may be many. */
  private static final class Sums {
    private final Map<String, InCurrency> currencies = new TreeMap<>();
    private long known;
    private long unpriced;
    private long estimated;
    private long priced;
    private long charged;
    private long withoutTokens;
    private long local;
    private long partly;
    private long partlyLocal;

    void add(MeasuredAnswer answer) {
      switch (answer.cost()) {
        case Cost.Known cost -> add(cost, answer.metrics().writtenTokens());
        case Cost.Local here -> add(here, answer.metrics().writtenTokens());
        case Cost.Unpriced _ -> unpriced += answer.outcome() == Outcome.NOT_SENT ? 0 : 1;
      }
    }

    private void add(Cost.Known cost, int written) {
      known++;
      partly += cost.isAtLeast() ? 1 : 0;
      estimated += cost.estimated() ? 1 : 0;
      InCurrency sums = in(cost.money().currency());
      sums.spent = sums.spent.add(cost.money().amount());
      sums.paid = true;
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
        partlyLocal += here.isAtLeast() ? 1 : 0;
        divide(charge.total(), written);
      }
    }

    private void divide(Money cost, int written) {
      priced++;
      InCurrency sums = in(cost.currency());
      sums.divided = sums.divided.add(cost.amount());
      sums.tokens = Math.addExact(sums.tokens, written);
    }

    private InCurrency in(String currency) {
      return currencies.computeIfAbsent(currency, _ -> new InCurrency());
    }

    CostPerMillion done() {
      Map<String, Money> totals = new TreeMap<>();
      Map<String, Money> rates = new TreeMap<>();
      Map<String, Part> parts = new TreeMap<>();
      currencies.forEach((currency, sums) -> {
        if (sums.paid) {
          totals.put(currency, new Money(sums.spent, currency));
        }
        if (sums.tokens > 0) {
          rates.put(currency, new Money(sums.rate(), currency));
          parts.put(currency, new Part(new Money(sums.divided, currency), sums.tokens));
        }
      });
      CostTotal total = new CostTotal(totals, known, unpriced + partly, estimated);
      return new CostPerMillion(
          total, rates, parts, priced, charged, withoutTokens, local, partly, partlyLocal);
    }
  }
}
