package app.diptych.batch;

import app.diptych.batch.check.CheckList;
import app.diptych.completion.Failure;
import app.diptych.cost.CostTotal;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Batches.SettledItem;
import app.diptych.session.SavedTrial;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.Order;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks everything a batch plans, both sides of an item at the same instant, so many items at once.
 * What is settled is on the disk and is never asked again; what was under way when the program was
 * killed is asked once more, but only on the sides that had not answered. Runs on the thread that
 * calls it and holds no more than the items under way.
 */
public final class BatchRunner {
  /** So many items in a row that fail on every side mean that something else is wrong. */
  static final int HOPELESS = 20;

  private static final Duration TELL_EVERY = Duration.ofMillis(500);
  private static final Duration COUNT_EVERY = Duration.ofSeconds(60);

  private final TrialRunner trials;
  private final Workspace workspace;
  private final NanoClock clock;
  private volatile boolean stopping;

  public BatchRunner(TrialRunner trials, Workspace workspace, NanoClock clock) {
    this.trials = trials;
    this.workspace = workspace;
    this.clock = clock;
  }

  /** Lets nothing more begin and ends what is under way; it can be resumed. From any thread. */
  public void stop() {
    stopping = true;
  }

  /** What a run works with. */
  public record Job(
      SavedBatch batch,
      BatchPlan plan,
      Dataset dataset,
      Map<Side, BatchSide> sides,
      Pace pace,
      Set<String> tags,
      long total) {
    public Job {
      sides = Map.copyOf(sides);
      tags = Set.copyOf(tags);
    }
  }

  /**
   * Runs a batch from where it stands to its end, or until it is stopped or makes no sense any
   * more.
   *
   * @throws DatasetException when the data set cannot be read any more
   * @throws WorkspaceException when what was done cannot be read or kept
   */
  public BatchEnd run(Job job, BatchListener listener)
      throws DatasetException, WorkspaceException, InterruptedException {
    Run run = begin(job, listener);
    try (Items items = new Items(job.plan(), job.dataset())) {
      run.warmUp();
      run.all(items);
    } finally {
      run.finish();
    }
    return run.end();
  }

  /** What cannot begin leaves the batch to whoever can go on with it. */
  private Run begin(Job job, BatchListener listener)
      throws DatasetException, WorkspaceException, InterruptedException {
    try {
      BatchStart.requireNobodyElseAsked(workspace, job.batch());
      return new Run(job, listener);
    } catch (DatasetException | WorkspaceException refused) {
      BatchStart.release(workspace, job.batch());
      throw refused;
    }
  }

  /** The id of the trial of an item, the same in every run. */
  static String trialOf(String batch, long item) {
    return UUID.nameUUIDFromBytes((batch + "/" + item).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** One run; on one thread, but for the ends of trials. */
  private final class Run {
    private final Job job;
    private final BatchListener listener;
    private final BitSet settled;
    private final Set<String> begun;
    private final LinkedBlockingQueue<Asking> ended = new LinkedBlockingQueue<>();
    private final Set<Asking> running = new LinkedHashSet<>();
    private final Queue<CompletableFuture<Void>> unsaved = new ArrayDeque<>();
    private final long startedAt = clock.nanos();
    private final Pace.@Nullable Arrivals arrivals;
    private long settledNow;
    private long failures;
    private long broken;
    private long unsent;
    private int hopeless;
    private boolean more = true;
    private CostTotal cost = CostTotal.NOTHING;
    private String why = "";
    private long toldAt = startedAt;
    private long countedAt = startedAt;

    Run(Job job, BatchListener listener) throws WorkspaceException {
      this.job = job;
      this.listener = listener;
      this.settled = workspace.batches().settled(job.batch().id());
      this.begun = workspace.batches().begun(job.batch());
      this.arrivals = job.pace().arrivals();
    }

    /** Asks the first items without keeping anything but what they cost; not in a resumed batch. */
    void warmUp() throws DatasetException, InterruptedException {
      if (job.pace().warmUp() == 0 || !settled.isEmpty() || !begun.isEmpty()) {
        return;
      }
      try (Items items = new Items(job.plan(), job.dataset())) {
        for (int i = 0; i < job.pace().warmUp() && !stopping; i++) {
          Item item = items.next();
          if (item == null) {
            return;
          }
          if (item.problem() == null) {
            var trial =
                trials.start(
                    TrialRunner.newId(),
                    job.tags(),
                    setups(item, Set.of()),
                    TrialListener.NONE,
                    order());
            keep(workspace.note(trial.await(), job.tags()));
          }
        }
      }
    }

    void all(Items items) throws DatasetException, WorkspaceException, InterruptedException {
      for (Item item = items.next(); item != null; item = items.next()) {
        if (isOver()) {
          return;
        }
        if (settled.get((int) item.number())) {
          continue;
        }
        if (item.problem() != null) {
          broken++;
          settle(item, null, ItemJson.broken(item));
          tell(false);
          continue;
        }
        Long at = arrivals == null ? null : startedAt + arrivals.next().toNanos();
        if (!awaitTurn(at)) {
          return;
        }
        ask(item, at);
      }
      more = false;
    }

    private boolean isOver() {
      return stopping || !why.isEmpty();
    }

    /** Waits for a free place and the time to ask; false when nothing more is to be asked. */
    private boolean awaitTurn(@Nullable Long at) throws InterruptedException {
      while (!isOver()) {
        long wait = at == null ? 0 : at - clock.nanos();
        if (running.size() < job.pace().concurrency() && wait <= 0) {
          return true;
        }
        boolean full = running.size() >= job.pace().concurrency();
        take(full ? TELL_EVERY.toNanos() : Math.min(wait, TELL_EVERY.toNanos()));
      }
      return false;
    }

    private void ask(Item item, @Nullable Long at) throws WorkspaceException, InterruptedException {
      String id = trialOf(job.batch().id(), item.number());
      Map<Side, Answer> kept = begun.contains(id) ? answered(id) : Map.of();
      Map<Side, SideSetup> setups = setups(item, kept.keySet());
      Asking asking = new Asking(item, id, kept, setups.size(), ended, clock::nanos, at);
      if (setups.isEmpty()) {
        // It had both its answers when the program was killed, and only that was not noted.
        settle(asking);
        return;
      }
      TrialListener recorder =
          workspace.record(new NewTrial(id, job.batch().session(), null, null, setups, true));
      running.add(asking);
      asking.running(trials.start(id, job.tags(), setups, recorder.and(asking), order()));
      while (ended.peek() != null) {
        take(0);
      }
    }

    /** Good answers that are there from before. */
    private Map<Side, Answer> answered(String id) throws WorkspaceException {
      Map<Side, Answer> good = new EnumMap<>(Side.class);
      SavedTrial trial = workspace.sessions().trial(id).orElse(null);
      if (trial != null) {
        trial
            .answers()
            .forEach((side, answer) -> {
              if (answer.finishReason() != null && answer.failure() == null) {
                good.put(side, answer);
              }
            });
      }
      return good;
    }

    private Map<Side, SideSetup> setups(Item item, Set<Side> without) {
      Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
      job.sides()
          .forEach((side, who) -> {
            if (!without.contains(side)) {
              setups.put(side, who.ask(item.messages(), item.sampling()));
            }
          });
      return setups;
    }

    private Order order() {
      return job.pace().inTurn() ? Order.IN_TURN : Order.TOGETHER;
    }

    /** Takes an item that has ended, waiting for one at most so long. */
    private void take(long nanos) throws InterruptedException {
      Asking asking = nanos > 0 ? ended.poll(nanos, TimeUnit.NANOSECONDS) : ended.poll();
      if (asking != null) {
        running.remove(asking);
        settle(asking);
      }
      tell(false);
    }

    private void settle(Asking asking) throws InterruptedException {
      asking.fresh().stream()
          .filter(Answer::isCharged)
          .forEach(answer -> cost = cost.plus(answer.cost()));
      Failure refused = asking.unsent();
      if (refused != null) {
        unsent++;
        notSent(refused);
        return;
      }
      failures += asking.failures();
      hopeless = asking.allFailed() ? hopeless + 1 : 0;
      if (hopeless >= HOPELESS && why.isEmpty()) {
        why = hopeless + " rows in a row failed, the last: " + lastFailure(asking);
      }
      CheckList checks = job.plan().checks().and(asking.item().row().checks());
      settle(
          asking.item(),
          asking.trial(),
          ItemJson.asked(
              asking.item(), asking.answers(), checks, asking.late(), asking.fromArrival()));
    }

    private void notSent(Failure refused) {
      if (refused instanceof Failure.OverBudget && why.isEmpty()) {
        why = refused.sentences();
      } else if (refused instanceof Failure.BreakerOpen
          && ++hopeless >= HOPELESS
          && why.isEmpty()) {
        why = refused.sentences();
      }
    }

    private static String lastFailure(Asking asking) {
      return asking.answers().values().stream()
          .map(Answer::failure)
          .filter(failure -> failure != null)
          .map(Failure::sentences)
          .findFirst()
          .orElse("");
    }

    private void settle(Item item, @Nullable String trial, String detail)
        throws InterruptedException {
      settled.set((int) item.number());
      settledNow++;
      keep(
          workspace
              .batches()
              .settle(job.batch().id(), new SettledItem(item.number(), trial, detail)));
    }

    /**
     * Lets the disk come after when it is slower than the models: what waits for it when the
     * program is killed is asked, and paid, again, so no more than can be under way may wait.
     */
    private void keep(CompletableFuture<Void> saving) throws InterruptedException {
      unsaved.add(saving);
      while (unsaved.size() > job.pace().concurrency()
          || (unsaved.peek() != null && unsaved.peek().isDone())) {
        await(unsaved.remove());
      }
    }

    private void await(CompletableFuture<Void> saving) throws InterruptedException {
      while (true) {
        try {
          saving.get(1, TimeUnit.SECONDS);
          return;
        } catch (TimeoutException slow) {
          tell(false);
          if (stopping) {
            // The disk takes nothing: what it has not is asked again by the next run.
            return;
          }
        } catch (ExecutionException refused) {
          why = why.isEmpty() ? "The disk did not take what was done: check its room." : why;
          return;
        }
      }
    }

    private void tell(boolean last) {
      long now = clock.nanos();
      if (last || now - toldAt >= TELL_EVERY.toNanos()) {
        toldAt = now;
        listener.progressed(progress());
      }
      if (now - countedAt >= COUNT_EVERY.toNanos()) {
        countedAt = now;
        var _ = workspace.batches().count(job.batch().session());
      }
    }

    private BatchProgress progress() {
      return new BatchProgress(
          settled.cardinality(),
          job.total(),
          settledNow,
          running.size(),
          failures,
          broken,
          cost,
          Duration.ofNanos(clock.nanos() - startedAt));
    }

    /** Waits for what is under way, or ends it, and leaves the batch in good order. */
    void finish() throws InterruptedException {
      if (stopping) {
        running.forEach(Asking::cancel);
      }
      boolean cancelled = stopping;
      while (!running.isEmpty()) {
        take(TELL_EVERY.toNanos());
        if (stopping && !cancelled) {
          cancelled = true;
          running.forEach(Asking::cancel);
        }
      }
      while (!unsaved.isEmpty()) {
        await(unsaved.remove());
      }
      await(workspace.batches().end(job.batch(), isWhole()));
      tell(true);
    }

    private boolean isWhole() {
      return !more && unsent == 0;
    }

    BatchEnd end() {
      return new BatchEnd(isWhole(), stopping, unsent, why, progress());
    }
  }
}
