package app.diptych.batch.judge;

import app.diptych.batch.judge.Said.NoVerdict;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.cost.CostTotal;
import app.diptych.session.Judgings.SavedJudging;
import app.diptych.session.SavedTrial;
import app.diptych.session.Sessions;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a judge everything a plan has that it has not said yet. What it said is on the disk and is
 * not asked again, but for what was cut off and may now be longer. Its requests pass budgets and
 * limits as all do, and stand in the ledger with a tag of their own, so that nobody takes them for
 * what the models cost that are compared. Runs on the thread that calls it.
 */
public final class JudgeRunner {
  /** What marks a judge's requests in the ledger. */
  public static final String TAG = "judge";

  /** So many requests in a row that fail mean that something else is wrong. */
  static final int HOPELESS = 10;

  private static final int PATIENCE_SECONDS = 60;
  private static final long LOOK_EVERY_MILLIS = 500;

  private final TrialRunner trials;
  private final Workspace workspace;
  private final NanoClock clock;
  private volatile boolean stopping;

  public JudgeRunner(TrialRunner trials, Workspace workspace, NanoClock clock) {
    this.trials = trials;
    this.workspace = workspace;
    this.clock = clock;
  }

  /** Lets nothing more begin and ends what is under way; it can be resumed. From any thread. */
  public void stop() {
    stopping = true;
  }

  /**
   * How far it is.
   *
   * @param said what the judge said in this run, no verdicts among it
   * @param none replies without a verdict
   * @param waiting requests that failed and are asked again by the next run
   */
  public record Progress(long said, long none, long waiting, CostTotal cost) {}

  /**
   * How it ended.
   *
   * @param judging under which everything it said is kept
   * @param why what ended it early, as a sentence; empty when nothing did
   */
  public record End(SavedJudging judging, Progress last, boolean stopped, String why) {}

  /**
   * Runs to the end, or until it is stopped or makes no sense any more.
   *
   * @param listener hears how far it is, on this thread
   * @throws WorkspaceException when answers cannot be read or verdicts not be kept, or while
   *     another program asks the same
   */
  public End run(JudgeJob job, Consumer<Progress> listener)
      throws WorkspaceException, InterruptedException {
    String key = job.plan().key();
    saved(workspace.judgings().hold(job.session(), key));
    try {
      workspace.judgings().requireHeld(job.session(), key);
      return held(job, listener);
    } finally {
      var _ = workspace.judgings().release(job.session(), key);
    }
  }

  private End held(JudgeJob job, Consumer<Progress> listener)
      throws WorkspaceException, InterruptedException {
    SavedJudging judging = judging(job);
    Run run = new Run(job, judging, JudgeEstimate.there(workspace, job), listener);
    try {
      run.all();
    } finally {
      run.finish();
    }
    return new End(judging, run.progress(), stopping, run.why);
  }

  private SavedJudging judging(JudgeJob job) throws WorkspaceException, InterruptedException {
    String key = job.plan().key();
    Optional<SavedJudging> found = workspace.judgings().find(job.session(), key);
    if (found.isPresent()) {
      return found.get();
    }
    SavedJudging fresh =
        new SavedJudging(Sessions.newId(), job.session(), key, job.plan().json(), clock.now());
    saved(workspace.judgings().create(fresh));
    return fresh;
  }

  private static void saved(CompletableFuture<Void> saving)
      throws WorkspaceException, InterruptedException {
    try {
      saving.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      throw WorkspaceException.refused(refused);
    } catch (TimeoutException slow) {
      throw WorkspaceException.refused(new ExecutionException("the disk does not take it", slow));
    }
  }

  /** One request under way. */
  private static final class Asked implements TrialListener {
    private final Pair pair;
    private final Part part;
    private final String request = TrialRunner.newId();
    private final Queue<Asked> ended;
    private volatile @Nullable RunningTrial running;

    Asked(Pair pair, Part part, Queue<Asked> ended) {
      this.pair = pair;
      this.part = part;
      this.ended = ended;
    }

    @Override
    public void ended(Side side, Answer answer) {
      ended.add(this);
    }
  }

  private final class Run {
    private final JudgeJob job;
    private final SavedJudging judging;
    private final Set<String> there;
    private final Consumer<Progress> listener;
    private final Framing framing;
    private final LinkedBlockingQueue<Asked> ended = new LinkedBlockingQueue<>();
    private final Set<Asked> running = new LinkedHashSet<>();
    private final Queue<CompletableFuture<Void>> unsaved = new ArrayDeque<>();
    private long said;
    private long none;
    private long waiting;
    private int hopeless;
    private CostTotal cost = CostTotal.NOTHING;
    private String why = "";

    Run(JudgeJob job, SavedJudging judging, Set<String> there, Consumer<Progress> listener) {
      this.job = job;
      this.judging = judging;
      this.there = there;
      this.listener = listener;
      this.framing = new Framing(job.plan().rubric());
    }

    void all() throws WorkspaceException, InterruptedException {
      for (String id : job.trials()) {
        SavedTrial trial = workspace.sessions().trial(id).orElse(null);
        if (trial != null
            && Pair.of(trial, job.plan().rubric(), job.references())
                instanceof Pair.Ready(Pair pair)) {
          for (Part part : job.plan().rubric().kind().parts()) {
            if (!there.contains(JudgeEstimate.key(id, part)) && !ask(pair, part)) {
              return;
            }
          }
        }
      }
    }

    /** Asks as soon as there is room; false when nothing more is to be asked. */
    private boolean ask(Pair pair, Part part) throws InterruptedException {
      while (running.size() >= job.concurrency() && !isOver()) {
        take();
      }
      if (isOver()) {
        return false;
      }
      Asked asked = new Asked(pair, part, ended);
      running.add(asked);
      SideSetup setup =
          new SideSetup(
              job.judge().model(),
              job.judge().local(),
              job.judge().provider(),
              new CompletionRequest(
                  job.judge().requestModel(), framing.ask(pair, part), job.plan().sampling()),
              job.judge().price());
      asked.running = trials.start(asked.request, Set.of(TAG), Map.of(Side.A, setup), asked);
      return true;
    }

    private boolean isOver() {
      return stopping || !why.isEmpty();
    }

    private void take() throws InterruptedException {
      Asked asked = ended.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      if (asked == null) {
        return;
      }
      running.remove(asked);
      RunningTrial trial = asked.running;
      if (trial == null) {
        throw new IllegalStateException("A request ended that was never begun");
      }
      Answer answer = trial.await().answer(Side.A);
      if (answer.isCharged()) {
        cost = cost.plus(answer.cost());
      }
      keep(workspace.note(trial.trial(), Set.of(TAG)));
      Said what = said(answer, asked.part);
      if (what == null) {
        waits(answer.failure());
      } else {
        hopeless = 0;
        said++;
        none += what instanceof Said.None ? 1 : 0;
        keep(
            workspace
                .judgings()
                .put(
                    judging.id(),
                    Judgement.save(
                        asked.pair,
                        asked.part,
                        what,
                        asked.request,
                        answer,
                        job.plan().maxTokens())));
      }
      listener.accept(progress());
    }

    /** Null for what was not asked to its end, so that asking again makes sense. */
    private @Nullable Said said(Answer answer, Part part) {
      return switch (answer.failure()) {
        case null -> {
          Said read = Reply.read(answer.text(), part);
          boolean cut =
              FinishReason.LENGTH.equals(answer.finishReason()) && read instanceof Said.None;
          yield cut ? new Said.None(NoVerdict.CUT_OFF) : read;
        }
        case Failure.InvalidRequest _, Failure.ContextExceeded _ ->
            new Said.None(NoVerdict.REFUSED);
        default -> null;
      };
    }

    private void waits(@Nullable Failure failure) {
      waiting++;
      boolean ours = failure instanceof Failure.Cancelled;
      hopeless += ours ? 0 : 1;
      boolean useless =
          failure instanceof Failure.OverBudget
              || failure instanceof Failure.Unauthorized
              || failure instanceof Failure.ModelNotFound
              || hopeless >= HOPELESS;
      if (useless && failure != null && why.isEmpty()) {
        why = failure.sentences();
      }
    }

    /**
     * No more may wait for the disk than can be under way: what waits is paid again after a crash.
     */
    private void keep(CompletableFuture<Void> saving) throws InterruptedException {
      unsaved.add(saving);
      while (unsaved.size() > 2 * job.concurrency()) {
        await(unsaved.remove());
      }
    }

    private void await(CompletableFuture<Void> saving) throws InterruptedException {
      try {
        saving.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException refused) {
        why = why.isEmpty() ? "The disk did not take what the judge said: check its room." : why;
      }
    }

    Progress progress() {
      return new Progress(said, none, waiting, cost);
    }

    void finish() throws InterruptedException {
      boolean cancelled = false;
      while (!running.isEmpty()) {
        if (stopping && !cancelled) {
          cancelled = true;
          running.forEach(asked -> {
            RunningTrial trial = asked.running;
            if (trial != null) {
              trial.cancel();
            }
          });
        }
        take();
      }
      while (!unsaved.isEmpty()) {
        await(unsaved.remove());
      }
    }
  }
}
