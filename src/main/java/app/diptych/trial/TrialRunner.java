package app.diptych.trial;

import app.diptych.timing.NanoClock;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;

/** Starts the sides of a trial at the same instant, each on a worker of its own. */
public final class TrialRunner {
  private final Executor workers;
  private final NanoClock clock;
  private final Metering metering;

  /**
   * @param workers must run as many tasks at once as there are sides
   * @param clock the one clock of all sides, the same that the providers stamp with
   */
  public TrialRunner(Executor workers, NanoClock clock) {
    this(workers, clock, Metering.NONE);
  }

  private TrialRunner(Executor workers, NanoClock clock, Metering metering) {
    this.workers = workers;
    this.clock = clock;
    this.metering = metering;
  }

  /** One that also measures what this machine draws for the answers that are made on it. */
  public TrialRunner metered(Metering by) {
    return new TrialRunner(workers, clock, by);
  }

  /** Starts and returns at once. */
  public RunningTrial start(Map<Side, SideSetup> setups, TrialListener listener) {
    return start(newId(), setups, listener);
  }

  /** An id no other trial has. */
  public static String newId() {
    return UUID.randomUUID().toString();
  }

  /**
   * Starts a trial whose id is known before anything can happen, and returns at once.
   *
   * @param id from {@link #newId}
   */
  public RunningTrial start(String id, Map<Side, SideSetup> setups, TrialListener listener) {
    StartGate gate = new StartGate(setups.size(), clock);
    Map<Side, SideRun> runs = new EnumMap<>(Side.class);
    BlockingQueue<Side> ended = new PriorityBlockingQueue<>();
    setups.forEach((side, setup) -> {
      Transcript transcript = new Transcript(side, setup, listener, metering);
      runs.put(side, new SideRun(setup, transcript, gate, clock, () -> ended.add(side)));
    });
    RunningTrial trial = new RunningTrial(id, clock.now(), runs, ended);
    runs.values().forEach(workers::execute);
    return trial;
  }
}
