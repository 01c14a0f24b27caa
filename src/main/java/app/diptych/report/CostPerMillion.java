package app.diptych.report;

import app.diptych.cost.Cost;
import app.diptych.cost.CostTotal;
import app.diptych.cost.Money;
import app.diptych.trial.MeasuredAnswer;
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
 * @param withoutTokens how many have a cost and no tokens to divide it by
 * @param local how many ran on this machine, where no price applies
 */
public record CostPerMillion(
    CostTotal total, Map<String, Money> rates, long priced, long withoutTokens, long local) {
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);

  public CostPerMillion {
    rates = Map.copyOf(rates);
  }

  /** What was spent and written in one currency. */
  private record Spent(Money money, long tokens) {
    Spent plus(Spent other) {
      return new Spent(money.plus(other.money), tokens + other.tokens);
    }
  }

  static CostPerMillion of(List<MeasuredAnswer> answers) {
    CostTotal total = CostTotal.NOTHING;
    Map<String, Spent> spent = new TreeMap<>();
    long priced = 0;
    long withoutTokens = 0;
    long local = 0;
    for (MeasuredAnswer answer : answers) {
      total = total.plus(answer.cost());
      switch (answer.cost()) {
        case Cost.Known known -> {
          int tokens = answer.metrics().outputTokens().orElse(0);
          if (tokens > 0) {
            spent.merge(
                known.money().currency(), new Spent(known.money(), tokens), Spent::plus);
            priced++;
          } else {
            withoutTokens++;
          }
        }
        case Cost.Local _ -> local++;
        case Cost.Unpriced _ -> {
          // The total counts it.
        }
      }
    }
    Map<String, Money> rates = new TreeMap<>();
    spent.forEach((currency, sum) -> rates.put(currency, perMillion(sum)));
    return new CostPerMillion(total, rates, priced, withoutTokens, local);
  }

  private static Money perMillion(Spent sum) {
    BigDecimal rate =
        sum.money()
            .amount()
            .multiply(MILLION)
            .divide(new BigDecimal(sum.tokens()), MathContext.DECIMAL64);
    return new Money(rate, sum.money().currency());
  }
}
