package app.diptych.local.power;

import static java.util.stream.Collectors.joining;

import app.diptych.local.power.PowerMeter.Sight;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one source twice a second while anybody measures, and once more at the end of each answer.
 * Thread-safe.
 */
final class Sampler {
  private static final Duration PERIOD = Duration.ofMillis(500);

  /** A source that fails is not asked again at once: starting its program costs something too. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Duration LAST_READING = Duration.ofSeconds(1);

  private final PowerSource source;
  private final NanoClock clock;
  private final ThreadFactory threads;

  private final Map<String, Series> series = new LinkedHashMap<>();
  private final Set<String> silent = new TreeSet<>();
  private List<Gauge> last = List.of();
  private final Object reading = new Object();
  private int users;
  private boolean running;
  private boolean hurried;
  private boolean everTold;
  private @Nullable NoReading problem;

  Sampler(PowerSource source, NanoClock clock, ThreadFactory threads) {
    this.source = source;
    this.clock = clock;
    this.threads = threads;
  }

  /** From now on somebody measures. */
  synchronized void begin() {
    if (users++ == 0) {
      series.clear();
      last = List.of();
      silent.clear();
      // One that never told anything is taken for absent until it does.
      problem = everTold ? null : problem;
    }
    if (!running) {
      running = true;
      threads.newThread(this::loop).start();
    }
  }

  synchronized void end(long oldestNanos) {
    users--;
    series.values().forEach(one -> one.forget(oldestNanos));
    notifyAll();
  }

  /** Reads at once when that is quick: this is the moment that counts. */
  void mark() throws InterruptedException {
    if (source.isQuick()) {
      read();
    }
  }

  /** Waits a moment for a reading of that time or later. */
  void catchUp(long nanos) throws InterruptedException {
    if (source.isQuick()) {
      read();
      return;
    }
    long deadline = clock.nanos() + LAST_READING.toNanos();
    synchronized (this) {
      hurried = true;
      notifyAll();
      while (problem == null && !reaches(nanos) && clock.nanos() < deadline) {
        TimeUnit.NANOSECONDS.timedWait(this, deadline - clock.nanos());
      }
    }
  }

  /**
   * What its devices drew between two moments.
   *
   * @param counted the devices whose counter was read
   * @param integrated the devices whose power was integrated
   * @param without what it could not tell, for people; empty when nothing is missing
   */
  record Drawn(double microjoules, List<String> counted, List<String> integrated, String without) {}

  /** Null when it tells of this machine's energy, but not of all of that time. */
  synchronized @Nullable Drawn between(long fromNanos, long toNanos) {
    if (series.isEmpty()) {
      return everTold || (problem == null && silent.isEmpty())
          ? null
          : new Drawn(0, List.of(), List.of(), without());
    }
    double sum = 0;
    List<String> counted = new ArrayList<>();
    List<String> integrated = new ArrayList<>();
    for (Map.Entry<String, Series> one : series.entrySet()) {
      OptionalDouble drawn = one.getValue().between(fromNanos, toNanos);
      if (drawn.isEmpty()) {
        return null;
      }
      sum += drawn.getAsDouble();
      (one.getValue().counted() ? counted : integrated).add(one.getKey());
    }
    return new Drawn(sum, counted, integrated, without());
  }

  private String without() {
    return problem != null
        ? problem.why()
        : silent.stream().map(device -> device + " tells no power").collect(joining(", "));
  }

  /** What its devices told last; the power of one with a counter is what it counted since then. */
  synchronized List<Sight> latest() {
    return problem != null
        ? List.of()
        : last.stream()
            .map(gauge ->
                new Sight(
                    gauge.device(),
                    watts(gauge),
                    gauge.busy(),
                    gauge.celsius(),
                    gauge.memoryUsed(),
                    gauge.memory()))
            .toList();
  }

  private @Nullable Double watts(Gauge gauge) {
    Series counted = series.get(gauge.device());
    return gauge.watts() != null || counted == null ? gauge.watts() : counted.lastWatts();
  }

  /** Why nothing could be read; empty when something was. */
  synchronized String problem() {
    return problem == null ? "" : problem.why();
  }

  PowerSource source() {
    return source;
  }

  private boolean reaches(long nanos) {
    return !series.isEmpty() && series.values().stream().allMatch(one -> one.lastAt() >= nanos);
  }

  private void loop() {
    try {
      while (goesOn()) {
        boolean told = read();
        rest(told ? PERIOD : PAUSE, told);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        running = false;
      }
    }
  }

  private synchronized boolean goesOn() {
    hurried = false;
    running = users > 0;
    return running;
  }

  private synchronized void rest(Duration longest, boolean canHurry) throws InterruptedException {
    long until = clock.nanos() + longest.toNanos();
    for (long left = longest.toNanos();
        left > 0 && users > 0 && !(canHurry && hurried);
        left = until - clock.nanos()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private boolean read() throws InterruptedException {
    try {
      // One after the other: what was read first must not be taken for the later one.
      synchronized (reading) {
        long before = clock.nanos();
        List<Gauge> gauges = source.read();
        long after = clock.nanos();
        // A program looks some time between its start and its end.
        take(gauges, source.isQuick() ? after : before + (after - before) / 2);
      }
      return true;
    } catch (NoReading refused) {
      synchronized (this) {
        problem = refused;
        notifyAll();
      }
      return false;
    }
  }

  private synchronized void take(List<Gauge> gauges, long atNanos) {
    problem = null;
    last = List.copyOf(gauges);
    for (Gauge gauge : gauges) {
      Series known = series.get(gauge.device());
      if (known != null) {
        known.add(gauge, atNanos);
      } else if (gauge.tellsEnergy()) {
        series.put(gauge.device(), new Series(gauge, atNanos));
        everTold = true;
      } else {
        silent.add(gauge.device());
      }
    }
    notifyAll();
  }
}
