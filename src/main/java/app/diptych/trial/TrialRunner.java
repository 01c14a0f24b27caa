package app.diptych.trial;

import app.diptych.timing.NanoClock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Starts the sides of a trial at the same instant, each on a worker of its own. */
public final class TrialRunner {
  private final Executor workers;
  private final NanoClock clock;
  private final @Nullable SpendingCheck spending;
  private final Metering metering;
  private final PriceFinder prices;

  /** Without budgets. */
  public TrialRunner(Executor workers, NanoClock clock) {
    this(workers, clock, null);
  }

  /**
   * @param workers must run as many tasks at once as there are sides
   * @param clock the one clock of all sides, the same that the providers stamp with
   * @param spending asked before anything is sent; null when there are no budgets
   */
  public TrialRunner(Executor workers, NanoClock clock, @Nullable SpendingCheck spending) {
    this(workers, clock, spending, Metering.NONE, PriceFinder.NONE);
  }

  private TrialRunner(
      Executor workers,
      NanoClock clock,
      @Nullable SpendingCheck spending,
      Metering metering,
      PriceFinder prices) {
    this.workers = workers;
    this.clock = clock;
    this.spending = spending;
    this.metering = metering;
    this.prices = prices;
  }

  /** One that also measures what this machine draws for the answers that are made on it. */
  public TrialRunner metered(Metering by) {
    return new TrialRunner(workers, clock, spending, by, prices);
  }

  /** One that also knows what a model costs that answers in the place of another. */
  public TrialRunner priced(PriceFinder by) {
    return new TrialRunner(workers, clock, spending, metering, by);
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
    return start(id, Set.of(), setups, listener);
  }

  /**
   * The same.
   *
   * @param tags whom it is for, besides the tags of its session
   */
  public RunningTrial start(
      String id, Set<String> tags, Map<Side, SideSetup> setups, TrialListener listener) {
    return start(id, tags, setups, listener, Order.TOGETHER);
  }

  /**
   * The same.
   *
   * @param order in turn, side A is asked first
   */
  public RunningTrial start(
      String id,
      Set<String> tags,
      Map<Side, SideSetup> setups,
      TrialListener listener,
      Order order) {
    boolean inTurn = order == Order.IN_TURN && setups.size() > 1;
    StartGate shared = new StartGate(setups.size(), clock);
    Map<Side, SideRun> runs = new EnumMap<>(Side.class);
    BlockingQueue<Side> ended = new PriorityBlockingQueue<>();
    SpendingCheck.OfTrial check = spending == null ? null : spending.of(id, tags, setups, prices);
    Queue<SideRun> waiting = new ConcurrentLinkedQueue<>();
    setups.forEach((side, setup) -> {
      Transcript transcript = new Transcript(side, setup, listener, metering, prices);
      StartGate gate = inTurn ? new StartGate(1, clock) : shared;
      Runnable room = inTurn ? () -> release(side, setups) : null;
      Runnable whenDone =
          () -> {
            ended.add(side);
            next(waiting);
          };
      runs.put(side, new SideRun(setup, transcript, gate, clock, check, room, whenDone));
      if (inTurn) {
        transcript.waitForTurn(clock.nanos());
      }
    });
    if (inTurn) {
      waiting.addAll(runs.values());
    }
    RunningTrial trial =
        new RunningTrial(
            id,
            clock.now(),
            runs,
            ended,
            run -> {
              if (waiting.remove(run)) {
                workers.execute(run);
              }
            });
    if (inTurn) {
      next(waiting);
    } else {
      runs.values().forEach(workers::execute);
    }
    return trial;
  }

  private void next(Queue<SideRun> waiting) {
    SideRun run = waiting.poll();
    if (run != null) {
      workers.execute(run);
    }
  }

  /** Makes room for that side. */
  private static void release(Side side, Map<Side, SideSetup> setups) {
    setups.forEach((other, setup) -> {
      if (other != side) {
        setup.provider().release();
      }
    });
  }
}
