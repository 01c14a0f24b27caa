package app.diptych.guard;

import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which route answers now: the baseline, or another one until somebody rolls back. A change holds
 * for the next call; what is under way ends where it began. Thread-safe.
 */
public final class Routing {
  /** As many lines as anybody will read; the program's log keeps all. */
  private static final int MOST_LINES = 1_000;

  private final NanoClock clock;
  private final Set<String> routes;
  private final String baseline;
  private final ArrayDeque<AuditLine> lines = new ArrayDeque<>();
  private final List<Consumer<AuditLine>> listeners = new CopyOnWriteArrayList<>();
  private String current;
  private int changes;
  private long decidedNanos;

  /**
   * What a call goes by.
   *
   * @param change how many changes there were before it
   */
  record Chosen(String route, int change) {}

  /**
   * @param baseline the route that is known to do, one of the routes
   */
  public Routing(Set<String> routes, String baseline, NanoClock clock) {
    this.routes = Set.copyOf(routes);
    this.baseline = baseline;
    this.current = baseline;
    this.clock = clock;
    require(baseline);
  }

  public String baseline() {
    return baseline;
  }

  public synchronized String current() {
    return current;
  }

  /** Whether another route than the baseline answers. */
  public synchronized boolean isOverridden() {
    return !current.equals(baseline);
  }

  /**
   * Lets another route answer from the next call on.
   *
   * @param decidedAtNanos the clock's reading when that was decided, where the stopwatch starts
   * @throws IllegalArgumentException when there is no such route
   */
  public AuditLine use(String route, String who, String why, long decidedAtNanos) {
    require(route);
    return change(route, who, why, decidedAtNanos);
  }

  /**
   * Returns to the baseline from the next call on, whatever came before.
   *
   * @param decidedAtNanos the clock's reading when that was decided, where the stopwatch starts
   */
  public AuditLine rollBack(String who, String why, long decidedAtNanos) {
    return change(baseline, who, why, decidedAtNanos);
  }

  /**
   * Tells each change once more when the first call after it has been answered, where its stopwatch
   * ends: on the thread of that call, before it ends for anybody else.
   */
  public void listen(Consumer<AuditLine> listener) {
    listeners.add(listener);
  }

  synchronized Chosen choose() {
    return new Chosen(current, changes);
  }

  /** A call that goes by that choice has ended well. */
  void answered(Chosen by, long atNanos) {
    AuditLine line;
    synchronized (this) {
      AuditLine last = lines.peekLast();
      if (last == null || last.answered() != null || by.change() != changes) {
        return;
      }
      line = last.answered(Duration.ofNanos(atNanos - decidedNanos));
      lines.removeLast();
      lines.addLast(line);
    }
    listeners.forEach(listener -> listener.accept(line));
  }

  /** What was changed, oldest first. */
  public synchronized List<AuditLine> audit() {
    return List.copyOf(lines);
  }

  /** The last change; null when there was none. */
  public synchronized @Nullable AuditLine last() {
    return lines.peekLast();
  }

  private synchronized AuditLine change(String to, String who, String why, long decidedAtNanos) {
    String from = current;
    current = to;
    changes++;
    decidedNanos = decidedAtNanos;
    AuditLine line =
        new AuditLine(
            clock.now(), who, from, to, why, Duration.ofNanos(clock.nanos() - decidedAtNanos));
    lines.addLast(line);
    if (lines.size() > MOST_LINES) {
      lines.removeFirst();
    }
    return line;
  }

  private void require(String route) {
    if (!routes.contains(route)) {
      throw new IllegalArgumentException(
          "There is no route " + route + "; there are " + String.join(", ", routes) + ".");
    }
  }
}
