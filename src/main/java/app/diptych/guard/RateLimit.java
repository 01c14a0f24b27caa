package app.diptych.guard;

import app.diptych.completion.Usage;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one queue before a gateway, for everything that is sent to it: first come, first served, and
 * nobody overtakes. Thread-safe.
 */
public final class RateLimit {
  /** Nobody waits longer than this unasked; the breaker says what a gateway asks beyond it. */
  private static final Duration LONGEST_REST = Backoff.LONGEST_ASKED;

  private final NanoClock clock;
  private final Later later;
  private final ArrayDeque<Ticket> queue = new ArrayDeque<>();
  private final MinuteWindow requests = new MinuteWindow();
  private final MinuteWindow tokens = new MinuteWindow();
  private final QueueForecast forecast = new QueueForecast();
  private Limits limits;
  private int running;
  private @Nullable Long restingUntil;
  private Later.@Nullable Pending alarm;

  public RateLimit(Limits limits, NanoClock clock, Later later) {
    this.limits = limits;
    this.clock = clock;
    this.later = later;
  }

  /** Changes the limits for what waits and what comes. */
  public void change(Limits to) {
    synchronized (this) {
      limits = to;
    }
    goOn();
  }

  /** Sends nothing for that long, because the gateway asked for it. */
  public void rest(Duration pause) {
    if (pause.compareTo(LONGEST_REST) > 0) {
      return;
    }
    synchronized (this) {
      long until = clock.nanos() + pause.toNanos();
      restingUntil = restingUntil == null ? until : Math.max(restingUntil, until);
    }
    goOn();
  }

  public synchronized LimitUse use() {
    long now = clock.nanos();
    Long until = restingUntil;
    return new LimitUse(
        limits,
        queue.size(),
        running,
        requests.total(now),
        tokens.total(now),
        until == null || until <= now ? null : Duration.ofNanos(until - now));
  }

  /** Who waits for its turn; called while no lock is held. */
  interface Turn {
    void waiting(int place, Duration expected);

    void come();
  }

  /**
   * For one request, which is not in the queue before it joins.
   *
   * @param need tokens that prompt and answer may take
   */
  Ticket ticket(long need, Turn turn) {
    return new Ticket(need, turn);
  }

  /**
   * Counts one more request on behalf of a call that is under way, when the minute has room for it.
   * It uses the slot of its call: with a slot of its own, or a place in the queue, it could wait
   * for the very call that waits for it.
   *
   * @return whether it may be sent, which is now or not at all
   */
  public boolean takeAside() {
    synchronized (this) {
      long now = clock.nanos();
      if (earliest(0, now) > now) {
        return false;
      }
      requests.take(1, now);
    }
    goOn();
    return true;
  }

  private void goOn() {
    goOn(null);
  }

  /**
   * Lets in whoever may go, tells the others their place, and comes back when the next may.
   *
   * @param own the one whose thread this is, so that it need not wait for another
   */
  private void goOn(@Nullable Ticket own) {
    List<Ticket> called = new ArrayList<>();
    List<Ticket> moved = new ArrayList<>();
    synchronized (this) {
      long now = clock.nanos();
      for (Ticket head = queue.peekFirst(); head != null; head = queue.peekFirst()) {
        if (!isFree(head, now)) {
          break;
        }
        queue.removeFirst();
        head.admit(now);
        called.add(head);
      }
      if (alarm != null) {
        alarm.cancel();
        alarm = null;
      }
      if (!queue.isEmpty()) {
        tellPlaces(now, moved);
      }
    }
    for (Ticket ticket : called) {
      if (ticket == own) {
        ticket.turn.come();
      } else {
        later.run(Duration.ZERO, ticket.turn::come);
      }
    }
    moved.forEach(ticket -> later.run(Duration.ZERO, ticket::tell));
  }

  private boolean isFree(Ticket head, long now) {
    Integer atOnce = limits.concurrent();
    return (atOnce == null || running < atOnce) && earliest(head.need, now) <= now;
  }

  private long earliest(long need, long now) {
    return forecast.begin(limits, requests, tokens, restingUntil, now).next(need);
  }

  private void tellPlaces(long now, List<Ticket> moved) {
    forecast.begin(limits, requests, tokens, restingUntil, now);
    int place = 0;
    for (Ticket ticket : queue) {
      place++;
      long at = forecast.next(ticket.need);
      if (place == 1 && at > now) {
        alarm = later.run(Duration.ofNanos(at - now), this::goOn);
      }
      long expected = Math.max(at - now, forecast.untilSlots(place, running));
      if (ticket.move(place, expected, now)) {
        moved.add(ticket);
      }
    }
  }

  /** One request, from joining the queue until its answer has ended. */
  final class Ticket {
    /** A forecast that moved by less than this is not worth telling. */
    private static final long NEWS = 1_000_000_000;

    private final long need;
    private final Turn turn;
    private boolean admitted;
    private boolean over;
    private boolean told = true;
    private int place;
    private long expectedAt;
    private long since;
    private MinuteWindow.@Nullable Taken request;
    private MinuteWindow.@Nullable Taken estimate;

    private Ticket(long need, Turn turn) {
      this.need = need;
      this.turn = turn;
    }

    /** Its turn comes before this returns when nothing holds it back. */
    void join() {
      synchronized (RateLimit.this) {
        queue.addLast(this);
      }
      goOn(this);
    }

    private void admit(long now) {
      admitted = true;
      since = now;
      running++;
      request = requests.take(1, now);
      estimate = tokens.take(need, now);
    }

    /** Whether its place, or when its turn is expected, is news. */
    private boolean move(int to, long expected, long now) {
      long at = now + expected;
      boolean news = to != place || Math.abs(at - expectedAt) >= NEWS;
      if (!news) {
        return false;
      }
      place = to;
      expectedAt = at;
      boolean first = told;
      told = false;
      return first;
    }

    private void tell() {
      int at;
      Duration expected;
      synchronized (RateLimit.this) {
        told = true;
        if (admitted || over) {
          return;
        }
        at = place;
        expected = Duration.ofNanos(Math.max(0, expectedAt - clock.nanos()));
      }
      turn.waiting(at, expected);
    }

    /** The gateway was not asked after all. */
    void unsent() {
      synchronized (RateLimit.this) {
        correct(request, requests, 0);
        correct(estimate, tokens, 0);
      }
    }

    /**
     * The answer has ended, or the request left the queue.
     *
     * @param usage what it really took, null when unknown
     */
    void end(@Nullable Usage usage) {
      synchronized (RateLimit.this) {
        if (over) {
          return;
        }
        over = true;
        if (!admitted) {
          queue.remove(this);
        } else {
          running--;
          forecast.ended(clock.nanos() - since);
          if (usage != null) {
            correct(estimate, tokens, (long) usage.inputTokens() + usage.outputTokens());
          }
        }
      }
      goOn();
    }

    private void correct(MinuteWindow.@Nullable Taken taken, MinuteWindow window, long amount) {
      if (taken != null) {
        window.correct(taken, amount, clock.nanos());
      }
    }
  }
}
