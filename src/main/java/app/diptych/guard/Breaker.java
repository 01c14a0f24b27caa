package app.diptych.guard;

import app.diptych.completion.Failure;
import app.diptych.guard.Trip.Rule;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a gateway alone for a while when there is evidence that it does not serve, and tries it
 * again with one call. One for each gateway, shared by everything that asks it. Thread-safe.
 */
public final class Breaker {
  private final String gateway;
  private final BreakerRules rules;
  private final NanoClock clock;
  private final CallWindow window;
  private final CallHistory history;
  private final List<Consumer<Transition>> listeners = new CopyOnWriteArrayList<>();
  private final List<Transition> untold = new ArrayList<>();
  private BreakerState state = BreakerState.CLOSED;
  private Instant since;
  private @Nullable Trip trip;
  private boolean slow;
  private long untilNanos;
  private int epoch;
  private int trials;
  private int inARow;
  private int restsInARow;

  /**
   * @param gateway as the user names it
   */
  public Breaker(String gateway, BreakerRules rules, NanoClock clock) {
    this(gateway, rules, clock, new CallHistory(clock));
  }

  /**
   * @param history goes on where another breaker of the gateway left it
   */
  public Breaker(String gateway, BreakerRules rules, NanoClock clock, CallHistory history) {
    this.gateway = gateway;
    this.rules = rules;
    this.clock = clock;
    this.window = new CallWindow(rules.thresholds(), rules.evidence());
    this.history = history;
    this.since = clock.now();
  }

  /** Whether a call may go out. */
  public sealed interface Admission {}

  /** It may; {@link Breaker#ended} must follow. */
  public static final class Permit implements Admission {
    private final int epoch;
    private final boolean trial;
    private boolean used;

    private Permit(int epoch, boolean trial) {
      this.epoch = epoch;
      this.trial = trial;
    }

    /** Whether this is the call that tries the gateway again. */
    public boolean isTrial() {
      return trial;
    }
  }

  /** It may not. */
  public record Refused(Failure failure) implements Admission {}

  public String gateway() {
    return gateway;
  }

  /** Tells every change from now on, on the thread that caused it: quick, and thread-safe. */
  public void listen(Consumer<Transition> listener) {
    listeners.add(listener);
  }

  /** Asks whether a call may go out now. */
  public Admission ask() {
    Admission answer;
    synchronized (this) {
      boolean rested = clock.nanos() - untilNanos >= 0;
      if (state == BreakerState.RESTING && rested) {
        move(BreakerState.CLOSED, null, null);
      } else if (state == BreakerState.OPEN && rested) {
        trials = 0;
        move(BreakerState.HALF_OPEN, trip, null);
      }
      answer = admission();
    }
    tell();
    return answer;
  }

  private Admission admission() {
    return switch (state) {
      case CLOSED -> new Permit(epoch, false);
      case HALF_OPEN -> {
        if (trials >= rules.trials()) {
          yield new Refused(Refusal.of(gateway, state, trip, Duration.ZERO, clock));
        }
        trials++;
        yield new Permit(epoch, true);
      }
      case RESTING, OPEN ->
          new Refused(
              Refusal.of(
                  gateway, state, trip, Duration.ofNanos(untilNanos - clock.nanos()), clock));
    };
  }

  /** A call that was let out has ended. */
  public void ended(Permit permit, CallOutcome outcome) {
    synchronized (this) {
      if (permit.used) {
        return;
      }
      permit.used = true;
      history.ended(outcome);
      boolean now = permit.epoch == epoch;
      switch (Fault.of(outcome.failure())) {
        case NONE -> {
          if (now) {
            wentWell(permit, outcome);
          }
        }
        case GATEWAY -> {
          if (now) {
            failed(permit, outcome);
          }
        }
        case KEY -> refusedKey(message(outcome));
        case HASTE -> tooMany(permit, now, asked(outcome.failure()));
        case ELSEWHERE -> {
          if (now && permit.trial) {
            trials--;
          }
        }
      }
    }
    tell();
  }

  /** The gateway asked for less haste, and the request is sent again by itself. */
  void retried(Failure because) {
    history.retried(because);
  }

  /** Asks the gateway again at once, for example because its key was changed. */
  public void reset() {
    synchronized (this) {
      close();
    }
    tell();
  }

  /** How it does as of now: a pause that is over is over, also before the next call comes. */
  public synchronized Health health() {
    boolean pauses = state == BreakerState.RESTING || state == BreakerState.OPEN;
    if (!pauses) {
      return new Health(gateway, state, since, trip, null, history.totals());
    }
    if (clock.nanos() - untilNanos < 0) {
      return new Health(gateway, state, since, trip, until(), history.totals());
    }
    return state == BreakerState.RESTING
        ? new Health(gateway, BreakerState.CLOSED, until(), null, null, history.totals())
        : new Health(gateway, BreakerState.HALF_OPEN, until(), trip, null, history.totals());
  }

  private void wentWell(Permit permit, CallOutcome outcome) {
    if (permit.trial) {
      if (slow && window.isSlow(outcome.time(rules.thresholds().time()))) {
        open(new Trip(Rule.TRIED_AGAIN, "the call that tried it again was as slow as before"));
      } else {
        close();
        window.add(outcome, clock.nanos());
      }
      return;
    }
    inARow = 0;
    restsInARow = state == BreakerState.CLOSED ? 0 : restsInARow;
    judge(outcome);
  }

  private void failed(Permit permit, CallOutcome outcome) {
    if (permit.trial) {
      open(new Trip(Rule.TRIED_AGAIN, "the call that tried it again failed: " + message(outcome)));
      return;
    }
    inARow++;
    if (inARow >= rules.inARow()) {
      window.add(outcome, clock.nanos());
      open(
          new Trip(
              Rule.IN_A_ROW,
              (inARow == 1 ? "a call failed: " : inARow + " calls in a row failed, the last: ")
                  + message(outcome)));
    } else {
      judge(outcome);
    }
  }

  private void judge(CallOutcome outcome) {
    window.add(outcome, clock.nanos());
    window.trip().ifPresent(this::open);
  }

  private void refusedKey(String message) {
    boolean already = state == BreakerState.OPEN && trip != null && trip.rule() == Rule.KEY;
    if (!already) {
      open(new Trip(Rule.KEY, message));
    }
  }

  private void tooMany(Permit permit, boolean now, @Nullable Duration asked) {
    boolean resting = state == BreakerState.RESTING;
    Duration rest = asked;
    if (rest == null) {
      if (resting || !now) {
        return;
      }
      long doubled = BreakerRules.FIRST_REST.toNanos() << Math.min(restsInARow, 10);
      rest = Duration.ofNanos(Math.min(doubled, BreakerRules.LONGEST_REST.toNanos()));
      restsInARow++;
    }
    Trip why = new Trip(Rule.RATE_LIMITED, "it got too many requests and needs a pause");
    if (permit.trial && now) {
      open(why, rest);
    } else if (resting) {
      untilNanos = Math.max(untilNanos, clock.nanos() + rest.toNanos());
    } else if (state == BreakerState.CLOSED) {
      untilNanos = clock.nanos() + rest.toNanos();
      move(BreakerState.RESTING, why, until());
    }
  }

  private void open(Trip why) {
    open(why, rules.cooldown());
  }

  private void open(Trip why, Duration pause) {
    slow = why.rule() == Rule.P95 || (slow && why.rule() == Rule.TRIED_AGAIN);
    epoch++;
    untilNanos = clock.nanos() + pause.toNanos();
    move(BreakerState.OPEN, why, until());
  }

  private void close() {
    epoch++;
    inARow = 0;
    restsInARow = 0;
    slow = false;
    window.clear();
    move(BreakerState.CLOSED, null, null);
  }

  private void move(BreakerState to, @Nullable Trip why, @Nullable Instant until) {
    BreakerState from = state;
    if (from == to && why == null) {
      return;
    }
    state = to;
    trip = why;
    since = clock.now();
    untold.add(new Transition(gateway, since, from, to, why, until));
  }

  private Instant until() {
    return clock.now().plusNanos(untilNanos - clock.nanos());
  }

  private void tell() {
    List<Transition> news;
    synchronized (this) {
      if (untold.isEmpty()) {
        return;
      }
      news = List.copyOf(untold);
      untold.clear();
    }
    news.forEach(change -> listeners.forEach(listener -> listener.accept(change)));
  }

  private static @Nullable Duration asked(@Nullable Failure failure) {
    return failure instanceof Failure.RateLimited limited ? limited.retryAfter() : null;
  }

  private static String message(CallOutcome outcome) {
    Failure failure = outcome.failure();
    String said = failure == null ? "" : failure.message();
    return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
  }
}
