package app.diptych.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A bucket whose tokens come back a minute after they were taken, so that no 60 seconds, wherever
 * they begin, see more taken than it holds. A bucket that fills at a steady rate would let twice as
 * much through in its first minute. Not thread-safe.
 */
final class MinuteWindow {
  static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final ArrayDeque<Taken> taken = new ArrayDeque<>();
  private long total;

  /** What one request took. */
  static final class Taken {
    private final long atNanos;
    private long amount;

    private Taken(long atNanos, long amount) {
      this.atNanos = atNanos;
      this.amount = amount;
    }
  }

  Taken take(long amount, long now) {
    expire(now);
    Taken entry = new Taken(now, amount);
    taken.addLast(entry);
    total += amount;
    return entry;
  }

  /** It was another amount after all. What is older than a minute does not matter any more. */
  void correct(Taken entry, long amount, long now) {
    expire(now);
    if (now - entry.atNanos < MINUTE) {
      total += amount - entry.amount;
      entry.amount = amount;
    }
  }

  long total(long now) {
    expire(now);
    return total;
  }

  /** Tells for one request after the other when each could take what it needs. */
  Forecast forecast(long now) {
    expire(now);
    return new Forecast(now);
  }

  private void expire(long now) {
    for (Taken oldest = taken.peekFirst();
        oldest != null && now - oldest.atNanos >= MINUTE;
        oldest = taken.peekFirst()) {
      total -= oldest.amount;
      taken.removeFirst();
    }
  }

  /** A look ahead that changes nothing. */
  final class Forecast {
    private final Iterator<Taken> recorded = taken.iterator();
    private final ArrayDeque<Taken> foreseen = new ArrayDeque<>();
    private long left = total;
    private long time;

    private Forecast(long now) {
      this.time = now;
    }

    /** The first instant from that one on at which so much can be taken. */
    long free(long amount, long limit, long from) {
      time = Math.max(time, from);
      while (left > 0 && left + amount > limit) {
        Taken next = next();
        if (next == null) {
          break;
        }
        left -= next.amount;
        time = Math.max(time, next.atNanos + MINUTE);
      }
      return time;
    }

    /** Takes it then, for what comes after. */
    void take(long amount, long at) {
      foreseen.addLast(new Taken(at, amount));
      left += amount;
    }

    private @Nullable Taken next() {
      return recorded.hasNext() ? recorded.next() : foreseen.pollFirst();
    }
  }
}
