package app.diptych.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is spent and held for each budget: the entries of the ledger, what was settled here and is
 * not in the ledger yet, and what is held for requests under way. The order of anything changes
 * nothing. Not thread-safe.
 */
final class BudgetTally {
  /** What stands between the side and the number of a try that was lost. */
  private static final String LOST = " lost ";

  private final Map<Spending.Who, Spending> open = new LinkedHashMap<>();
  private final Map<Spending.Who, LedgerEntry> settled = new HashMap<>();
  private final Map<Budget, Sum> base = new HashMap<>();
  private long losses;

  /** One budget's share of the ledger. */
  private static final class Sum {
    private final Budget budget;
    private final ExchangeRates rates;
    private Money spent;
    private long unpriced;

    Sum(Budget budget, ExchangeRates rates) {
      this.budget = budget;
      this.rates = rates;
      this.spent = Money.zero(budget.limit().currency());
    }

    Sum(Sum other) {
      this(other.budget, other.rates);
      spent = other.spent;
      unpriced = other.unpriced;
    }

    /** Also what ended later than now: a clock that was set back must not give a budget twice. */
    void add(LedgerEntry entry, Instant since) {
      String gateway = entry.gateway();
      if (gateway == null
          || entry.at().isBefore(since)
          || !budget.scope().covers(gateway, entry.tags())) {
        return;
      }
      switch (entry.cost()) {
        case Cost.Known known when known.most() != null -> add(known.most());
        case Cost.Known known -> {
          unpriced += known.isAtLeast() ? 1 : 0;
          add(known.money());
        }
        case Cost.Unpriced open when open.most() != null -> add(open.most());
        case Cost.Unpriced _ -> unpriced++;
        case Cost.Local _ -> {
          // Nobody charges for it.
        }
        case null -> {
          // Nothing was charged.
        }
      }
    }

    private void add(Money money) {
      rates
          .convert(money, budget.limit().currency())
          .ifPresentOrElse(more -> spent = spent.plus(more), () -> unpriced++);
    }
  }

  /** Takes the ledger's entries in the place of those that were known before. */
  void reload(Budgets budgets, Collection<LedgerEntry> entries, Instant now, ZoneId zone) {
    base.clear();
    Set<Spending.Who> noted = new HashSet<>();
    List<LedgerEntry> counted = new ArrayList<>(entries.size());
    Set<Spending.Who> lost = withLost();
    for (LedgerEntry entry : entries) {
      Spending.Who who = new Spending.Who(entry.trial(), entry.side());
      LedgerEntry here = settled.get(who);
      // What was held for a request without a price still counts when the ledger has no price.
      // Nor is an entry taken for what was lost before it when it does not hold that.
      boolean known =
          here == null
              ? lost.contains(who) && most(entry.cost()) != null
              : here.cost() instanceof Cost.Known;
      boolean better =
          known
              && (entry.cost() instanceof Cost.Unpriced
                  || (entry.cost() instanceof Cost.Known priced && priced.isAtLeast()));
      if (!better) {
        noted.add(who);
        counted.add(entry);
      }
    }
    settled.keySet().removeAll(noted);
    Instant month = Budget.Period.MONTH.start(now, zone);
    settled.values().removeIf(entry -> entry.at().isBefore(month));
    for (Budget budget : budgets.all()) {
      Sum sum = new Sum(budget, budgets.rates());
      Instant since = budget.period().start(now, zone);
      counted.forEach(entry -> sum.add(entry, since));
      base.put(budget, sum);
    }
  }

  void open(Spending spending) {
    open.put(spending.who(), spending);
  }

  /**
   * It is over.
   *
   * @param cost null when nothing is charged; what it can have cost at most is spent when it has no
   *     price, or not all of it has one, and what was held when nobody knows that
   */
  void close(Spending.Who who, @Nullable Cost cost, Instant now) {
    Spending spending = open.remove(who);
    if (spending != null && cost != null) {
      Money most = withoutLost(who, most(cost));
      Cost counted = most == null ? counted(cost, spending.most()) : new Cost.Known(most, true);
      settled.put(who, entry(spending, counted, now));
    }
  }

  private static @Nullable Money most(@Nullable Cost cost) {
    return switch (cost) {
      case null -> null;
      case Cost.Known known -> known.most();
      case Cost.Unpriced unpriced -> unpriced.most();
      case Cost.Local _ -> null;
    };
  }

  /** The requests of which a try was {@link #lose lost}. */
  private Set<Spending.Who> withLost() {
    Set<Spending.Who> all = new HashSet<>();
    for (Spending.Who who : settled.keySet()) {
      int end = who.side().indexOf(LOST);
      if (end >= 0) {
        all.add(new Spending.Who(who.trial(), who.side().substring(0, end)));
      }
    }
    return all;
  }

  /** Tries that were {@link #lose lost} count by themselves, each at the gateway it was sent to. */
  private @Nullable Money withoutLost(Spending.Who who, @Nullable Money most) {
    if (most == null) {
      return null;
    }
    BigDecimal rest = most.amount();
    for (Map.Entry<Spending.Who, LedgerEntry> entry : settled.entrySet()) {
      Spending.Who own = entry.getKey();
      if (own.trial().equals(who.trial())
          && own.side().startsWith(who.side() + LOST)
          && entry.getValue().cost() instanceof Cost.Known(Money money, _, _, _)
          && money.currency().equals(most.currency())) {
        rest = rest.subtract(money.amount());
      }
    }
    return new Money(rest.max(BigDecimal.ZERO), most.currency());
  }

  /**
   * It is over and may be charged, and another one takes its name: the ledger knows one entry of
   * that name, so this one keeps a name of its own.
   */
  void lose(Spending.Who who, Instant now) {
    Spending spending = open.remove(who);
    if (spending != null) {
      Cost none = new Cost.Unpriced("it was sent, and nobody knows whether it was charged");
      Spending.Who own = new Spending.Who(who.trial(), who.side() + LOST + ++losses);
      settled.put(own, entry(spending, counted(none, spending.most()), now));
    }
  }

  private static Cost counted(Cost cost, @Nullable Money most) {
    if (most == null) {
      return cost;
    }
    return switch (cost) {
      case Cost.Unpriced _ -> new Cost.Known(most, true);
      case Cost.Known known when known.isAtLeast() && isLess(known.money(), most) ->
          new Cost.Known(most, true);
      case Cost.Known _, Cost.Local _ -> cost;
    };
  }

  private static boolean isLess(Money money, Money most) {
    return money.currency().equals(most.currency()) && money.amount().compareTo(most.amount()) < 0;
  }

  private static LedgerEntry entry(Spending spending, Cost cost, Instant now) {
    Set<String> tags = spending.tags();
    return new LedgerEntry(
        now,
        spending.who().trial(),
        spending.who().side(),
        spending.model(),
        spending.gateway(),
        tags == null ? List.of() : List.copyOf(tags),
        "",
        cost);
  }

  BudgetState state(Budget budget, ExchangeRates rates, Instant now, ZoneId zone) {
    Instant since = budget.period().start(now, zone);
    Sum known = base.get(budget);
    Sum sum = known == null ? new Sum(budget, rates) : new Sum(known);
    settled.values().forEach(entry -> sum.add(entry, since));
    Money held = Money.zero(budget.limit().currency());
    for (Spending spending : open.values()) {
      Money most = spending.most();
      if (most != null && budget.scope().covers(spending.gateway(), spending.tags())) {
        held = held.plus(rates.convert(most, held.currency()).orElse(Money.zero(held.currency())));
      }
    }
    return new BudgetState(
        budget, since, budget.period().end(now, zone), sum.spent, held, sum.unpriced);
  }
}
