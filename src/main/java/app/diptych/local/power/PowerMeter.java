package app.diptych.local.power;

import static java.util.stream.Collectors.joining;

import app.diptych.cost.Energy;
import app.diptych.local.power.Sampler.Drawn;
import app.diptych.timing.NanoClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures what this machine draws while an answer is made on it. All that a source tells counts,
 * the idle part and other programs too. Thread-safe.
 */
public final class PowerMeter {
  private final NanoClock clock;
  private final List<Sampler> samplers;
  private final Set<Run> active = new HashSet<>();

  /**
   * Looks at nothing yet.
   *
   * @param threads makes one thread for each source, which lives while somebody measures
   */
  public PowerMeter(Places places, NanoClock clock, ThreadFactory threads) {
    this(sources(places, clock, Child.PATIENCE), clock, threads);
  }

  PowerMeter(List<PowerSource> sources, NanoClock clock, ThreadFactory threads) {
    this.clock = clock;
    samplers = sources.stream().map(source -> new Sampler(source, clock, threads)).toList();
  }

  /**
   * Where a machine tells of its energy.
   *
   * @param powercap the folder of the processor's counters on Linux
   * @param nvidiaSmi the program, null when it is not there
   * @param rocmSmi the program, null when it is not there
   */
  public record Places(Path powercap, @Nullable Path nvidiaSmi, @Nullable Path rocmSmi) {
    /** The usual folder of the counters. */
    public static final Path POWERCAP = Path.of("/sys/class/powercap");
  }

  /**
   * What a source tells now.
   *
   * @param tells whether energy can be measured by it
   * @param words what it tells, or why it tells nothing
   * @param advice how to mend that, empty when nothing is to be done
   */
  public record Report(String source, boolean tells, String words, String advice) {}

  /** Asks each source once; takes as long as the slowest program, and at most some seconds each. */
  public List<Report> look() throws InterruptedException {
    List<Report> reports = new ArrayList<>();
    for (Sampler sampler : samplers) {
      PowerSource source = sampler.source();
      try {
        List<Gauge> gauges = source.read();
        reports.add(
            new Report(
                source.name(),
                gauges.stream().anyMatch(Gauge::tellsEnergy),
                gauges.stream().map(Gauge::words).collect(joining("; ")),
                ""));
      } catch (NoReading refused) {
        reports.add(new Report(source.name(), false, refused.why(), refused.advice()));
      }
    }
    return reports;
  }

  /**
   * What a device told last. Null is what it did not tell.
   *
   * @param watts what it draws
   * @param busy percent of its time it is computing
   * @param celsius its temperature
   * @param memoryUsed bytes of its own memory in use
   * @param memory bytes of its own memory
   */
  public record Sight(
      String device,
      @Nullable Double watts,
      @Nullable Double busy,
      @Nullable Double celsius,
      @Nullable Long memoryUsed,
      @Nullable Long memory) {}

  /** Somebody who looks on; every source is read twice a second until it is closed. */
  public final class Watch implements AutoCloseable {
    private final long begunNanos = clock.nanos();
    private boolean closed;

    private Watch() {
      samplers.forEach(Sampler::begin);
    }

    /** What was told last; empty at first, and where nobody tells anything. */
    public List<Sight> latest() {
      return samplers.stream().flatMap(sampler -> sampler.latest().stream()).toList();
    }

    /** Why sources tell nothing, as part of a sentence; empty when all do or there is none. */
    public String silence() {
      return samplers.stream()
          .map(Sampler::problem)
          .filter(why -> !why.isEmpty())
          .collect(joining("; "));
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        samplers.forEach(sampler -> sampler.end(oldest(begunNanos)));
      }
    }
  }

  /** Looks on from now on. */
  public Watch watch() {
    return new Watch();
  }

  private long oldest(long otherwise) {
    synchronized (active) {
      return active.stream().mapToLong(run -> run.begunNanos).min().orElse(otherwise);
    }
  }

  /** Begins to measure for one answer, before it is asked for. Returns at once. */
  public Run begin() {
    Run run = new Run(clock.nanos());
    synchronized (active) {
      active.add(run);
      if (active.size() > 1) {
        active.forEach(one -> one.together = true);
      }
    }
    samplers.forEach(Sampler::begin);
    return run;
  }

  /** The measuring of one answer. */
  public final class Run {
    private final long begunNanos;
    private volatile boolean together;
    private boolean ended;
    private Optional<Energy> energy = Optional.empty();

    private Run(long begunNanos) {
      this.begunNanos = begunNanos;
    }

    /** The request is sent now: counters that are files are read, in some microseconds. */
    public void mark() {
      try {
        for (Sampler sampler : samplers) {
          sampler.mark();
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    /**
     * Ends it; the first call counts. Waits up to a second for a last reading.
     *
     * @param fromNanos t0, by the clock of the meter
     * @param toNanos the last delta
     * @return empty when a source that tells of this machine's energy did not tell all of it
     */
    public synchronized Optional<Energy> end(long fromNanos, long toNanos) {
      if (!ended) {
        ended = true;
        try {
          energy = toNanos > fromNanos ? measure(fromNanos, toNanos) : Optional.empty();
        } finally {
          leave();
        }
      }
      return energy;
    }

    private Optional<Energy> measure(long from, long to) {
      try {
        for (Sampler sampler : samplers) {
          sampler.catchUp(to);
        }
      } catch (InterruptedException hurry) {
        // What was read up to now may do.
        Thread.currentThread().interrupt();
      }
      List<Drawn> drawn = new ArrayList<>();
      for (Sampler sampler : samplers) {
        Drawn one = sampler.between(from, to);
        if (one == null) {
          return Optional.empty();
        }
        drawn.add(one);
      }
      return sum(drawn, Duration.ofNanos(to - from), together);
    }

    private void leave() {
      long oldest;
      synchronized (active) {
        active.remove(this);
        oldest = active.stream().mapToLong(run -> run.begunNanos).min().orElse(Long.MAX_VALUE);
      }
      samplers.forEach(sampler -> sampler.end(oldest));
    }
  }

  private Optional<Energy> sum(List<Drawn> drawn, Duration time, boolean together) {
    List<String> parts =
        Stream.concat(
                drawn.stream().flatMap(one -> one.counted().stream()).map(d -> d + " (counter)"),
                drawn.stream()
                    .flatMap(one -> one.integrated().stream())
                    .map(device -> device + " (power, integrated)"))
            .toList();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    // A card alone is not the machine, least of all when the processor computes.
    String processor = hasCounters() ? "" : "the processor (no RAPL here)";
    String without =
        Stream.concat(Stream.of(processor), drawn.stream().map(Drawn::without))
            .filter(why -> !why.isEmpty())
            .collect(joining(", "));
    String source = String.join(" + ", parts) + (without.isEmpty() ? "" : Energy.WITHOUT + without);
    long microjoules = Math.round(drawn.stream().mapToDouble(Drawn::microjoules).sum());
    return Optional.of(new Energy(microjoules, time, source, together));
  }

  private boolean hasCounters() {
    return samplers.stream().anyMatch(sampler -> sampler.source() instanceof RaplSource);
  }

  static List<PowerSource> sources(Places places, NanoClock clock, Duration patience) {
    List<PowerSource> sources = new ArrayList<>();
    if (Files.isDirectory(places.powercap())) {
      sources.add(new RaplSource(places.powercap()));
    }
    if (places.nvidiaSmi() != null) {
      sources.add(new NvidiaSource(new Child(places.nvidiaSmi(), clock, patience)));
    }
    if (places.rocmSmi() != null) {
      sources.add(new RocmSource(new Child(places.rocmSmi(), clock, patience)));
    }
    return sources;
  }
}
