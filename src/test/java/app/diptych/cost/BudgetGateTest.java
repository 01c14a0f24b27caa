package app.diptych.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import app.diptych.cost.Budget.Period;
import app.diptych.cost.Budget.Scope;
import app.diptych.cost.BudgetGate.LedgerUnreadable;
import app.diptych.cost.BudgetGate.Refused;
import app.diptych.cost.Spending.Who;
import app.diptych.timing.NanoClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hard cap holds whatever happens at once, and never pretends to know what it does not. */
@Timeout(60)
class BudgetGateTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final Clock clock = new Clock();
  private final List<LedgerEntry> ledger = Collections.synchronizedList(new ArrayList<>());
  private volatile Budgets budgets = Budgets.NONE;
  private volatile @Nullable String unreadable;
  private final BudgetGate gate = new BudgetGate(() -> budgets, this::past, clock, () -> BERLIN);

  private static final class Clock implements NanoClock {
    private volatile Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long nanos() {
      return nanos.get();
    }

    @Override
    public Instant now() {
      return now;
    }

    void set(String instant) {
      now = Instant.parse(instant);
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    }
  }

  private List<LedgerEntry> past(Instant from) throws LedgerUnreadable {
    if (unreadable != null) {
      throw new LedgerUnreadable(unreadable, new IllegalStateException());
    }
    synchronized (ledger) {
      return ledger.stream().filter(entry -> !entry.at().isBefore(from)).toList();
    }
  }

  @Test
  void refusesWhatCouldGoOverAndSaysWhy() {
    have(budget("day", Scope.ALL, Period.DAY, "5 USD"));
    assertThat(gate.reserve(List.of(spending("1", "groq", "4.99")))).isEmpty();
    gate.settle(who("1"), known("4.5"));
    Refused refused = gate.reserve(List.of(spending("2", "groq", "0.51"))).orElseThrow();
    assertThat(refused.message())
        .isEqualTo(
            "The budget \"day\" (all gateways) allows 5 USD a day: 4.5 USD are spent, and this request could"
                + " cost up to 0.51 USD more.");
    assertThat(refused.hint()).contains("Nothing was sent.", "27 November 2026, 00:00");
    assertThat(gate.reserve(List.of(spending("3", "groq", "0.5")))).isEmpty();
    gate.release(who("3"));
    assertThat(only().held()).isEqualTo(Money.zero("USD"));
  }

  @Test
  void whatIsUnderWayAlreadyCountsEvenBeyondACap() {
    have(budget("day", Scope.ALL, Period.DAY, "5 USD"));
    gate.hold(List.of(spending("1", "groq", "6")));
    assertThat(gate.reserve(List.of(spending("2", "groq", "0.01")))).isPresent();
    gate.release(who("1"));
    assertThat(gate.reserve(List.of(spending("2", "groq", "0.01")))).isEmpty();
  }

  @Test
  void twoAtOnceCannotSlipThroughTogether() {
    have(budget("day", Scope.ALL, Period.DAY, "1 USD"));
    assertThat(gate.reserve(List.of(spending("1", "x", "0.6")))).isEmpty();
    assertThat(gate.reserve(List.of(spending("2", "x", "0.6"))).orElseThrow().message())
        .contains("0.6 USD are held for requests under way");
    assertThat(gate.reserve(List.of(spending("3", "x", "0.2"), spending("4", "x", "0.3"))))
        .isPresent();
    assertThat(only().held()).isEqualTo(Money.of("0.6", "USD"));
  }

  @Test
  void countsOnlyWhatABudgetIsFor() {
    have(
        budget("gateway", new Scope(Scope.Kind.GATEWAY, "groq"), Period.DAY, "1 USD"),
        budget("tag", new Scope(Scope.Kind.TAG, "talk"), Period.MONTH, "2 USD"));
    note("1", "groq", "0.9", "talk");
    note("2", "other", "50");
    assertThat(gate.reserve(List.of(spending("3", "other", "9")))).isEmpty();
    assertThat(gate.reserve(List.of(spending("4", "groq", "0.2")))).isPresent();
    assertThat(gate.reserve(List.of(spending("5", "other", "1.2", "talk")))).isPresent();
    assertThat(gate.reserve(List.of(spending("6", "other", "1.1", "talk")))).isEmpty();
  }

  @Test
  void anUnknownPriceIsABreachUnlessTheBudgetAllowsIt() {
    have(budget("day", Scope.ALL, Period.DAY, "1 USD"));
    assertThat(gate.reserve(List.of(spending("1", "x", null))).orElseThrow().message())
        .contains("Nobody knows what x/m costs");
    have(new Budget("day", Scope.ALL, Period.DAY, Money.of("1", "USD"), true, true));
    assertThat(gate.reserve(List.of(spending("1", "x", null)))).isEmpty();
    gate.settle(who("1"), Cost.Unpriced.UNKNOWN);
    assertThat(only().words()).isEqualTo("at least 0 of 1 USD");
  }

  @Test
  void aCurrencyWithoutARateCountsAsAnUnknownPrice() {
    have(budget("day", Scope.ALL, Period.DAY, "1 USD"));
    Spending yuan = new Spending(who("1"), "x", "x/m", Set.of(), Money.of("5", "CNY"));
    assertThat(gate.reserve(List.of(yuan)).orElseThrow().message())
        .contains("charged in CNY", "counts in USD", "without a rate");
    ledger.add(entry("0", "x", new Cost.Known(Money.of("2", "CNY"), false)));
    clock.set("2026-11-26T12:01:00Z");
    assertThat(only().words()).isEqualTo("at least 0 of 1 USD");
    budgets = budgets.with(ExchangeRates.NONE.with(rate("USD", "CNY", "8")));
    assertThat(only().spent()).isEqualTo(Money.of("0.25", "USD"));
    assertThat(gate.reserve(List.of(yuan))).isEmpty();
    assertThat(only().held()).isEqualTo(Money.of("0.625", "USD"));
  }

  @Test
  void whatHasNoPriceInTheEndStaysSpentAsItWasHeld() {
    have(budget("day", Scope.ALL, Period.DAY, "1 USD"));
    assertThat(gate.reserve(List.of(spending("1", "x", "0.7")))).isEmpty();
    gate.settle(who("1"), new Cost.Unpriced("nobody knows how many tokens it took"));
    ledger.add(entry("1", "x", new Cost.Unpriced("nobody knows how many tokens it took")));
    clock.set("2026-11-26T12:01:00Z");
    assertThat(only().spent()).isEqualTo(Money.of("0.7", "USD"));
  }

  /** The ledger has one entry for all tries of a request, and nothing of it counts twice. */
  @Test
  void countsEachTryOnceWhicheverIsRead() {
    have(budget("day", Scope.ALL, Period.DAY, "1 USD"));
    Cost open =
        new Cost.Known(
            Money.of("0.1", "USD"), false, "an earlier try was sent", Money.of("0.5", "USD"));
    gate.reserve(List.of(spending("1", "x", "0.4")));
    gate.replace(spending("1", "x", "0.4"), true);
    gate.settle(who("1"), open);
    assertThat(only().words()).isEqualTo("0.5 of 1 USD");
    Cost refused = new Cost.Unpriced("it was sent", Money.of("0.4", "USD"));
    gate.reserve(List.of(spending("2", "x", "0.4")));
    assertThat(gate.replace(spending("2", "x", "0.4"), true)).isPresent();
    gate.settle(who("2"), refused);
    assertThat(only().words()).isEqualTo("0.9 of 1 USD");
    ledger.add(entry("1", "x", open));
    ledger.add(entry("2", "x", refused));
    clock.set("2026-11-26T12:01:00Z");
    assertThat(only().words()).as("with the ledger").isEqualTo("0.9 of 1 USD");
    BudgetGate later = new BudgetGate(() -> budgets, this::past, clock, () -> BERLIN);
    assertThat(later.states().getFirst().words())
        .as("after the end of this program")
        .isEqualTo("0.9 of 1 USD");
  }

  /** Its try before had a price; it has none, and that stays said. */
  @Test
  void anAnswerWithoutAPriceStaysToldBesideATryThatWasLost() {
    have(new Budget("day", Scope.ALL, Period.DAY, Money.of("1", "USD"), true, true));
    gate.reserve(List.of(spending("1", "x", "0.4")));
    gate.replace(spending("1", "x", null), true);
    Cost unpriced = new Cost.Unpriced("no price is known");
    gate.settle(who("1"), unpriced);
    String told = only().words();
    ledger.add(entry("1", "x", unpriced));
    for (int minute = 1; minute < 4; minute++) {
      clock.set("2026-11-26T12:0" + minute + ":00Z");
      assertThat(only().words()).as("reading " + minute).isEqualTo(told);
    }
    assertThat(told).contains("0.4");
  }

  @Test
  void seesWhatAnotherProgramSpendsAndCountsNothingTwice() {
    have(budget("day", Scope.ALL, Period.DAY, "1 USD"));
    assertThat(gate.reserve(List.of(spending("1", "x", "0.5")))).isEmpty();
    gate.settle(who("1"), known("0.3"));
    assertThat(only().spent()).isEqualTo(Money.of("0.3", "USD"));
    note("1", "x", "0.3");
    note("of another program", "x", "0.4");
    clock.set("2026-11-26T12:01:00Z");
    assertThat(only().spent()).isEqualTo(Money.of("0.7", "USD"));
    assertThat(gate.reserve(List.of(spending("2", "x", "0.31")))).isPresent();
  }

  @Test
  void beginsAnewWithTheDayOfTheUserAndNotOfTheWorld() {
    have(budget("day", Scope.ALL, Period.DAY, "1 USD"));
    clock.set("2026-11-26T22:59:00Z");
    note("1", "x", "0.9");
    assertThat(gate.reserve(List.of(spending("2", "x", "0.2")))).isPresent();
    clock.set("2026-11-26T23:00:00Z");
    assertThat(gate.reserve(List.of(spending("2", "x", "0.2")))).isEmpty();
  }

  @Test
  void aDayOfTwentyThreeOrTwentyFiveHoursIsOneDay() {
    assertThat(hours("2026-03-29T12:00:00Z")).isEqualTo(23);
    assertThat(hours("2026-10-25T12:00:00Z")).isEqualTo(25);
    assertThat(hours("2026-11-26T12:00:00Z")).isEqualTo(24);
    assertThat(Period.MONTH.start(Instant.parse("2026-11-30T23:30:00Z"), BERLIN))
        .isEqualTo("2026-11-30T23:00:00Z");
  }

  private static long hours(String noon) {
    Instant now = Instant.parse(noon);
    return Duration.between(Period.DAY.start(now, BERLIN), Period.DAY.end(now, BERLIN)).toHours();
  }

  @Test
  void aClockThatGoesBackOverMidnightGivesNothingTwice() {
    have(budget("day", Scope.ALL, Period.DAY, "1 USD"));
    clock.set("2026-11-26T23:10:00Z");
    assertThat(gate.reserve(List.of(spending("1", "x", "0.9")))).isEmpty();
    gate.settle(who("1"), known("0.9"));
    note("1", "x", "0.9");
    clock.set("2026-11-26T22:50:00Z");
    assertThat(only().spent()).isEqualTo(Money.of("0.9", "USD"));
    assertThat(gate.reserve(List.of(spending("2", "x", "0.2")))).isPresent();
  }

  @Test
  void tellsHalfFourFifthsAndAllOnceInEachPeriod() {
    have(new Budget("day", Scope.ALL, Period.DAY, Money.of("1", "USD"), false, false));
    List<Integer> heard = new ArrayList<>();
    gate.listen(alert -> heard.add(alert.percent()));
    for (int i = 0; i < 12; i++) {
      assertThat(gate.reserve(List.of(spending("a" + i, "x", "0.1")))).isEmpty();
      gate.settle(who("a" + i), known("0.1"));
    }
    assertThat(heard).containsExactly(50, 80, 100);
    clock.set("2026-11-27T12:00:00Z");
    assertThat(gate.reserve(List.of(spending("b", "x", "2")))).isEmpty();
    gate.settle(who("b"), known("0.85"));
    assertThat(heard).containsExactly(50, 80, 100, 80);
  }

  /** A batch over midnight: what was under way ends before anything new is asked for. */
  @Test
  void tellsOfANewDayWhatThatDayCosts() {
    have(new Budget("day", Scope.ALL, Period.DAY, Money.of("5", "USD"), false, false));
    List<String> heard = new ArrayList<>();
    gate.listen(alert -> heard.add(alert.sentence()));
    assertThat(gate.reserve(List.of(spending("a", "x", "2.4"), spending("b", "x", "0.1"))))
        .isEmpty();
    gate.settle(who("a"), known("2.4"));
    note("a", "x", "2.4");
    clock.set("2026-11-26T12:01:00Z");
    assertThat(gate.reserve(List.of(spending("c", "x", "3")))).isEmpty();

    clock.set("2026-11-27T12:00:00Z");
    gate.settle(who("b"), known("0.15"));
    assertThat(heard).as("0.15 of 5 is no half of it").isEmpty();
    gate.settle(who("c"), known("2.5"));
    assertThat(heard)
        .containsExactly("More than 50 % of the budget \"day\" is spent: 2.65 of 5 USD this day.");
  }

  @Test
  void doesNotTellAgainWhatWasReachedBeforeTheProgramBegan() {
    have(budget("day", Scope.ALL, Period.DAY, "1 USD"));
    note("1", "x", "0.6");
    List<String> heard = new ArrayList<>();
    gate.listen(alert -> heard.add(alert.sentence()));
    gate.states();
    note("2", "x", "0.25");
    clock.set("2026-11-26T12:01:00Z");
    gate.states();
    assertThat(heard)
        .containsExactly("More than 80 % of the budget \"day\" is spent: 0.85 of 1 USD this day.");
  }

  @Test
  void sendsNothingUnderACapWhenTheLedgerOrTheBudgetsCannotBeRead() {
    have(budget("day", Scope.ALL, Period.DAY, "1 USD"));
    unreadable = "The workspace is damaged.";
    assertThat(gate.reserve(List.of(spending("1", "x", "0.1"))).orElseThrow().message())
        .isEqualTo(
            "What was spent cannot be told, so the budget \"day\" cannot be kept. The workspace is damaged.");
    assertThat(gate.problem()).contains("The workspace is damaged.");
    unreadable = null;
    assertThat(gate.reserve(List.of(spending("1", "x", "0.1")))).isEmpty();
    assertThat(gate.problem()).isEmpty();
    budgets =
        new Budgets(List.of(), ExchangeRates.NONE, "Budget 1 in the settings cannot be read.");
    assertThat(gate.reserve(List.of(spending("2", "x", "0.1"))).orElseThrow().message())
        .isEqualTo("Budget 1 in the settings cannot be read.");
  }

  @Test
  void aHardCapIsNeverOverrunByMoreThanTheEstimatesWereWrong() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      overrun(seed, 1, true);
      overrun(seed, 1, false);
      overrun(seed, 8, true);
      overrun(seed, 8, false);
    }
  }

  /**
   * A request that was sent, between two ticks: the first before the gate was asked, the second
   * after it was settled, so that the time between holds the time in which the gate held it.
   *
   * @param error by how much it cost more than was estimated
   */
  private record Flight(long from, long to, BigDecimal cost, BigDecimal error) {}

  /**
   * The most that requests which were under way together cost more than was estimated. That is the
   * bound: when the gate let the last one through, what was spent was known to it, and what was
   * held was the estimates of those under way.
   */
  private static BigDecimal errorsTogether(List<Flight> flights) {
    BigDecimal most = BigDecimal.ZERO;
    for (Flight begun : flights) {
      BigDecimal together =
          flights.stream()
              .filter(other -> other.from() <= begun.from() && begun.from() < other.to())
              .map(Flight::error)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      most = most.max(together);
    }
    return most;
  }

  /**
   * Many at once reserve, wait, and settle in whatever order they come.
   *
   * @param exact whether no request costs more than was estimated
   */
  private void overrun(int seed, int threads, boolean exact) throws Exception {
    String name = "seed " + seed;
    have(budget(name, Scope.ALL, Period.DAY, "1 USD"));
    ledger.clear();
    BudgetGate own = new BudgetGate(() -> budgets, this::past, clock, () -> BERLIN);
    BigDecimal worst = new BigDecimal(exact ? "0" : "0.03");
    AtomicLong ticks = new AtomicLong();
    List<Callable<List<Flight>>> workers = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      Random random = new Random(seed * 100L + thread);
      String who = name + " " + thread + " ";
      workers.add(() -> spend(own, random, who, worst, ticks));
    }
    List<Flight> flights = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<List<Flight>> one : pool.invokeAll(workers)) {
        flights.addAll(one.get(30, TimeUnit.SECONDS));
      }
    }
    BigDecimal spent = flights.stream().map(Flight::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal errors = errorsTogether(flights);
    assertThat(errors)
        .as("with one at a time it is the error of one")
        .isLessThanOrEqualTo(worst.multiply(BigDecimal.valueOf(threads)));
    BigDecimal most = BigDecimal.ONE.add(errors);
    assertThat(spent).as(name).isLessThanOrEqualTo(most).isGreaterThan(new BigDecimal("0.8"));
    assertThat(own.states().getFirst().spent()).as(name).isEqualTo(new Money(spent, "USD"));
    assertThat(own.states().getFirst().held()).as(name).isEqualTo(Money.zero("USD"));
  }

  private List<Flight> spend(
      BudgetGate own, Random random, String name, BigDecimal worst, AtomicLong ticks) {
    List<Flight> flights = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      BigDecimal most = new BigDecimal(1 + random.nextInt(90)).movePointLeft(3);
      Spending spending = spending(name + i, "x", most.toPlainString());
      long from = ticks.incrementAndGet();
      if (own.reserve(List.of(spending)).isPresent()) {
        continue;
      }
      if (random.nextInt(4) == 0) {
        // Takes the lock again, so that others come between.
        own.states();
      }
      if (random.nextInt(5) == 0) {
        own.release(spending.who());
        continue;
      }
      BigDecimal cost =
          random.nextInt(3) == 0 ? most.add(worst) : most.multiply(new BigDecimal("0.7"));
      if (random.nextBoolean()) {
        // The ledger may be quicker or slower than the gate.
        ledger.add(entry(spending.who().trial(), "x", known(cost.toPlainString())));
      }
      own.settle(spending.who(), known(cost.toPlainString()));
      BigDecimal error = cost.subtract(most).max(BigDecimal.ZERO);
      flights.add(new Flight(from, ticks.incrementAndGet(), cost, error));
    }
    return flights;
  }

  @Test
  void totalsDoNotDependOnTheOrderOfTheEntries() {
    have(
        budget("day", Scope.ALL, Period.DAY, "1 USD"),
        budget("tag", new Scope(Scope.Kind.TAG, "t"), Period.MONTH, "1 CNY"));
    budgets = budgets.with(ExchangeRates.NONE.with(rate("CNY", "USD", "0.14")));
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      Money money =
          Money.of("0.000" + random.nextInt(1, 9999), random.nextBoolean() ? "USD" : "CNY");
      Cost cost = random.nextInt(9) == 0 ? Cost.Unpriced.UNKNOWN : new Cost.Known(money, false);
      ledger.add(entry(String.valueOf(i), "g" + i % 3, cost, i % 2 == 0 ? "t" : "team:search"));
    }
    List<BudgetState> first = gate.states();
    assertThat(LedgerGroup.TEAM.totals(ledger, BERLIN))
        .extracting(LedgerGroup.Total::name, LedgerGroup.Total::requests)
        .containsExactly(tuple(LedgerGroup.NO_TEAM, 150L), tuple("search", 150L));
    List<LedgerGroup.Total> totals = LedgerGroup.TAG.totals(ledger, BERLIN);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(ledger, random);
      clock.set("2026-11-26T12:00:00Z");
      assertThat(gate.states()).isEqualTo(first);
      assertThat(LedgerGroup.TAG.totals(ledger, BERLIN)).isEqualTo(totals);
    }
  }

  /** 22:59:59 UTC is a second before midnight in winter; 22:00 UTC is midnight in summer. */
  @Test
  void aDayOfTheLedgerBeginsAtMidnightWhereTheUserLives() {
    for (String at :
        List.of(
            "2026-07-01T21:59:59Z",
            "2026-07-01T22:00:00Z",
            "2026-11-26T22:59:59Z",
            "2026-11-26T23:00:00Z",
            "2026-11-27T00:00:00Z")) {
      clock.set(at);
      note(at, "x", "0.1");
    }
    assertThat(LedgerGroup.DAY.totals(ledger, BERLIN))
        .extracting(LedgerGroup.Total::name, total -> total.cost().words())
        .containsExactly(
            tuple("2026-07-01", "0.1 USD"),
            tuple("2026-07-02", "0.1 USD"),
            tuple("2026-11-26", "0.1 USD"),
            tuple("2026-11-27", "0.2 USD"));
  }

  @Test
  void saysWhatIsNoBudget() {
    assertWrong(() -> budget("x", Scope.ALL, Period.DAY, "-5 USD"), "more than nothing");
    assertWrong(() -> budget("x", Scope.ALL, Period.DAY, "0 USD"), "more than nothing");
    assertWrong(() -> budget("x", Scope.ALL, Period.DAY, "9999999999999 USD"), "no limit");
    assertWrong(() -> budget("x", Scope.ALL, Period.DAY, "5 DOGE"), "is no currency");
    assertWrong(() -> budget("x", Scope.ALL, Period.DAY, "5 XAU"), "Nobody pays in");
    assertWrong(() -> budget(" ", Scope.ALL, Period.DAY, "5 USD"), "has no name");
    assertWrong(() -> new Scope(Scope.Kind.TAG, ""), "has no name");
    assertWrong(
        () ->
            new Budgets(
                List.of(
                    budget("Team", Scope.ALL, Period.DAY, "5 USD"),
                    budget("team ", Scope.ALL, Period.DAY, "6 USD")),
                ExchangeRates.NONE,
                null),
        "two budgets with the name");
    assertWrong(() -> rate("USD", "USD", "1"), "two currencies");
    assertWrong(() -> rate("USD", "CNY", "-1"), "cannot be right");
  }

  private static void assertWrong(Runnable make, String sentence) {
    assertThatThrownBy(make::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  private BudgetState only() {
    return gate.states().getFirst();
  }

  private void have(Budget... all) {
    budgets = new Budgets(List.of(all), ExchangeRates.NONE, null);
  }

  private static Budget budget(String name, Scope scope, Period period, String limit) {
    String[] words = limit.split(" ");
    return new Budget(name, scope, period, Money.of(words[0], words[1]), true, false);
  }

  private static ExchangeRate rate(String from, String to, String rate) {
    return new ExchangeRate(from, to, new BigDecimal(rate), "test", LocalDate.of(2026, 11, 26));
  }

  private static Who who(String name) {
    return new Who(name, "A");
  }

  private static Spending spending(
      String name, String gateway, @Nullable String most, String... tags) {
    Money money = Optional.ofNullable(most).map(amount -> Money.of(amount, "USD")).orElse(null);
    return new Spending(who(name), gateway, gateway + "/m", Set.of(tags), money);
  }

  private static Cost known(String amount) {
    return new Cost.Known(Money.of(amount, "USD"), false);
  }

  private void note(String name, String gateway, String amount, String... tags) {
    ledger.add(entry(name, gateway, known(amount), tags));
  }

  private LedgerEntry entry(String name, String gateway, Cost cost, String... tags) {
    return new LedgerEntry(
        clock.now(), name, "A", gateway + "/m", gateway, List.of(tags), "Finished", cost);
  }
}
