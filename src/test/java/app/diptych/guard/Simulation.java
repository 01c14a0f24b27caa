package app.diptych.guard;

import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/**
 * Time that passes only when a test lets it, and whatever is to be done later, in exact order on
 * the test's own thread.
 */
public final class Simulation implements NanoClock, Later {
  public static final Instant BEGIN = Instant.parse("2026-11-26T10:00:00Z");

  /** Not zero, so that nobody takes it for "never". */
  private static final long FIRST = -5_000_000_000_000L;

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long now = FIRST;
  private long number;

  private record Task(long at, long number, Runnable work) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
    }
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Instant now() {
    return BEGIN.plusNanos(now - FIRST);
  }

  /** How long it runs. */
  public Duration elapsed() {
    return Duration.ofNanos(now - FIRST);
  }

  @Override
  public Pending run(Duration pause, Runnable work) {
    Task task = new Task(now + Math.max(0, pause.toNanos()), number++, work);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  /** Does what is due now. */
  public void settle() {
    pass(Duration.ZERO);
  }

  /** Lets that much time pass, doing everything at its instant. */
  public void pass(Duration time) {
    long end = now + time.toNanos();
    while (!tasks.isEmpty() && tasks.peek().at() <= end) {
      next();
    }
    now = end;
  }

  /** Goes on until nothing is left to do. */
  public void finish() {
    while (!tasks.isEmpty()) {
      next();
    }
  }

  private void next() {
    Task task = tasks.remove();
    now = Math.max(now, task.at());
    task.work().run();
  }
}
