package app.diptych.cost;

import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops a request before it is sent when it could go over a budget. What a request can cost counts
 * as spent from the moment it is let through until its real cost is known, so that two at once
 * cannot slip through together. Thread-safe.
 *
 * <p>What other programs of the same user spend is seen when they note it in the ledger, which is
 * read again when what is known of it is older than {@link #FRESH}.
 */
public final class BudgetGate {
  /** How long what was read of the ledger is taken for the present. */
  static final Duration FRESH = Duration.ofSeconds(2);

  /** Shares of a budget that are told when they are reached, in hundredths. */
  private static final int[] TOLD = {100, 80, 50};

  private final Supplier<Budgets> settings;
  private final Past past;
  private final NanoClock clock;
  private final Supplier<ZoneId> zone;
  private final BudgetTally tally = new BudgetTally();
  private final Map<String, Told> told = new HashMap<>();
  private final List<Consumer<BudgetAlert>> listeners = new CopyOnWriteArrayList<>();
  private @Nullable Known known;
  private @Nullable String unreadable;

  /** Where the requests of the past stand. */
  @FunctionalInterface
  public interface Past {
    /**
     * Every request that ended at that time or later.
     *
     * @throws LedgerUnreadable when it cannot be told, with why
     */
    List<LedgerEntry> since(Instant from) throws LedgerUnreadable;
  }

  /** What was spent cannot be told; the message is a sentence. */
  public static final class LedgerUnreadable extends Exception {
    private static final long serialVersionUID = 1;

    public LedgerUnreadable(String sentence, Throwable cause) {
      super(sentence, cause);
    }
  }

  /**
   * Why nothing may be sent.
   *
   * @param message what happened, in a sentence
   * @param hint what the user can do, in a sentence
   */
  public record Refused(String message, String hint) {}

  /** For what the ledger was last read, and when. */
  private record Known(Budgets budgets, Set<Instant> starts, ZoneId zone, long atNanos) {}

  /** What was told of a budget last, in hundredths, and of which period. */
  private record Told(Budget budget, Instant since, int reached) {}

  /**
   * @param settings the budgets as they are now; asked often
   * @param zone where the user lives: days and months begin there
   */
  public BudgetGate(Supplier<Budgets> settings, Past past, NanoClock clock, Supplier<ZoneId> zone) {
    this.settings = settings;
    this.past = past;
    this.clock = clock;
    this.zone = zone;
  }

  /** Hears of alerts, on the thread of whoever caused one. */
  public void listen(Consumer<BudgetAlert> listener) {
    listeners.add(listener);
  }

  /** Whether a request has to ask at all. */
  public boolean isAsked() {
    Budgets budgets = settings.get();
    return !budgets.all().isEmpty() || budgets.problem() != null;
  }

  /**
   * Holds what these requests can cost, of all of them or of none. May read the ledger.
   *
   * @return why not, empty when they may be sent; each is then to be {@link #settle settled}
   */
  public Optional<Refused> reserve(Collection<Spending> requests) {
    List<BudgetAlert> alerts = new ArrayList<>();
    Optional<Refused> refused;
    synchronized (this) {
      Budgets budgets = settings.get();
      Instant now = clock.now();
      refresh(budgets, now, alerts);
      refused = requests.isEmpty() ? Optional.empty() : refusal(budgets, requests, now);
      if (refused.isEmpty()) {
        requests.forEach(tally::open);
      }
    }
    tell(alerts);
    return refused;
  }

  /**
   * Holds what these requests can cost without asking: they were let through before, by an earlier
   * run, and are under way whatever the budgets are now. Each is to be {@link #settle settled}.
   */
  public void hold(Collection<Spending> requests) {
    synchronized (this) {
      requests.forEach(tally::open);
    }
  }

  /**
   * Holds what another request can cost, in the place of one of the same name that was let through:
   * another try, or another provider.
   *
   * @param lost whether the one before may be charged although nothing came back; what was held for
   *     it then stays spent
   * @return why the next may not be sent, empty when it may; it is to be {@link #settle settled} in
   *     any case
   */
  public Optional<Refused> replace(Spending next, boolean lost) {
    synchronized (this) {
      if (lost) {
        tally.lose(next.who(), clock.now());
      } else {
        tally.close(next.who(), null, clock.now());
      }
    }
    return reserve(List.of(next));
  }

  /**
   * A request that was let through is over.
   *
   * <p>May read the ledger when a day or a month began since it was read, or the budgets are
   * others.
   *
   * @param cost what it cost; null when nothing is charged for it, because it was never sent or was
   *     refused. What was held stays spent when its price is not known.
   */
  public void settle(Spending.Who who, @Nullable Cost cost) {
    List<BudgetAlert> alerts = new ArrayList<>();
    synchronized (this) {
      Instant now = clock.now();
      tally.close(who, cost, now);
      Budgets budgets = settings.get();
      Known before = known;
      boolean another =
          before != null
              && !(before.budgets().equals(budgets)
                  && before.starts().equals(starts(budgets, now)));
      if (another) {
        // A day or a month began since, or other budgets hold: the sums are of those before.
        refresh(budgets, now, alerts);
      } else {
        noteAlerts(budgets, now, alerts);
      }
    }
    tell(alerts);
  }

  /** It was let through and never sent. */
  public void release(Spending.Who who) {
    settle(who, null);
  }

  /** How each budget stands. May read the ledger. */
  public List<BudgetState> states() {
    List<BudgetAlert> alerts = new ArrayList<>();
    List<BudgetState> states;
    synchronized (this) {
      Budgets budgets = settings.get();
      Instant now = clock.now();
      refresh(budgets, now, alerts);
      states = states(budgets, now);
    }
    tell(alerts);
    return states;
  }

  /** Why what was spent cannot be told, as a sentence; empty when it can. */
  public synchronized Optional<String> problem() {
    String settingsProblem = settings.get().problem();
    return Optional.ofNullable(settingsProblem == null ? unreadable : settingsProblem);
  }

  private List<BudgetState> states(Budgets budgets, Instant now) {
    return budgets.all().stream()
        .map(budget -> tally.state(budget, budgets.rates(), now, zone.get()))
        .toList();
  }

  private void refresh(Budgets budgets, Instant now, List<BudgetAlert> alerts) {
    ZoneId here = zone.get();
    Set<Instant> starts = starts(budgets, now);
    Known before = known;
    boolean fresh =
        before != null
            && unreadable == null
            && before.budgets().equals(budgets)
            && before.starts().equals(starts)
            && before.zone().equals(here)
            && clock.nanos() - before.atNanos() < FRESH.toNanos();
    if (fresh || budgets.all().isEmpty()) {
      return;
    }
    try {
      Instant from = starts.stream().min(Instant::compareTo).orElse(now);
      tally.reload(budgets, past.since(from), now, here);
      known = new Known(budgets, starts, here, clock.nanos());
      unreadable = null;
    } catch (LedgerUnreadable lost) {
      unreadable = Objects.requireNonNullElse(lost.getMessage(), "The ledger cannot be read.");
    }
    noteAlerts(budgets, now, alerts);
  }

  /** When the periods of the budgets began that now is in. */
  private Set<Instant> starts(Budgets budgets, Instant now) {
    Set<Instant> starts = new HashSet<>();
    budgets.all().forEach(budget -> starts.add(budget.period().start(now, zone.get())));
    return starts;
  }

  private Optional<Refused> refusal(Budgets budgets, Collection<Spending> requests, Instant now) {
    String problem = budgets.problem();
    if (problem != null) {
      return Optional.of(
          new Refused(
              problem,
              "Nothing was sent, because a cap that cannot be read cannot be kept: mend that entry in"
                  + " settings.json, or take it out."));
    }
    for (Budget budget : budgets.all()) {
      List<Spending> covered =
          requests.stream()
              .filter(request -> budget.scope().covers(request.gateway(), request.tags()))
              .toList();
      if (!budget.hardCap() || covered.isEmpty()) {
        continue;
      }
      if (unreadable != null) {
        return Optional.of(BudgetRefusal.unreadable(budget, unreadable));
      }
      BudgetState state = tally.state(budget, budgets.rates(), now, zone.get());
      Optional<Refused> refused = BudgetRefusal.of(state, covered, budgets.rates(), zone.get());
      if (refused.isPresent()) {
        return refused;
      }
    }
    return Optional.empty();
  }

  /**
   * What was reached before this program looked at a budget for the first time was told by another;
   * in a period that began since then nothing was.
   */
  private void noteAlerts(Budgets budgets, Instant now, List<BudgetAlert> alerts) {
    if (unreadable != null) {
      return;
    }
    for (BudgetState state : states(budgets, now)) {
      int reached = reached(state);
      Told last = told.get(state.budget().name());
      int before;
      if (last == null || !last.budget().equals(state.budget())) {
        before = reached;
      } else if (state.since().isBefore(last.since())) {
        // The clock was set back: that period was told of.
        continue;
      } else {
        before = state.since().equals(last.since()) ? last.reached() : 0;
      }
      told.put(
          state.budget().name(),
          new Told(state.budget(), state.since(), Math.max(before, reached)));
      if (reached > before) {
        alerts.add(new BudgetAlert(state, reached));
      }
    }
  }

  private static int reached(BudgetState state) {
    int percent = state.percent();
    for (int share : TOLD) {
      if (percent >= share) {
        return share;
      }
    }
    return 0;
  }

  private void tell(List<BudgetAlert> alerts) {
    alerts.forEach(alert -> listeners.forEach(listener -> listener.accept(alert)));
  }
}
