package app.diptych.batch;

import app.diptych.batch.check.CheckList;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.Failure;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.CostTotal;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.gateway.BatchLines;
import app.diptych.session.Batches.SettledItem;
import app.diptych.session.SavedTrial;
import app.diptych.session.TrialRecorder;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Charge;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.SideState;
import app.diptych.trial.TokenEstimate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts answers that were made elsewhere into the workspace, and settles the items that have both.
 * They have no times: when a batch is answered says nothing about the model's speed.
 */
final class Taking {
  private static final int UNSAVED = 64;
  private static final int PATIENCE_SECONDS = 120;

  private final BatchRunner.Job job;
  private final Workspace workspace;
  private final BitSet settled;
  private final Set<String> begun;
  private final Queue<CompletableFuture<Void>> unsaved = new ArrayDeque<>();
  private CostTotal cost = CostTotal.NOTHING;
  private long settledNow;
  private long failures;
  private long broken;

  Taking(BatchRunner.Job job, Workspace workspace) throws WorkspaceException {
    this.job = job;
    this.workspace = workspace;
    this.settled = workspace.batches().settled(job.batch().id());
    this.begun = workspace.batches().begun(job.batch());
  }

  boolean isSettled(Item item) {
    return settled.get((int) item.number());
  }

  /** What is known of the sides of an item that is not settled, failures too. */
  Map<Side, Answer> known(Item item) throws WorkspaceException {
    Map<Side, Answer> known = new EnumMap<>(Side.class);
    String id = trial(item);
    SavedTrial saved = begun.contains(id) ? workspace.sessions().trial(id).orElse(null) : null;
    if (saved != null) {
      saved
          .answers()
          .forEach((side, answer) -> {
            if (answer.state().isLast() && !isOpen(answer.failure())) {
              known.put(side, answer);
            }
          });
    }
    return known;
  }

  /** Whether it is no end that counts. */
  private static boolean isOpen(@Nullable Failure failure) {
    return failure instanceof Failure.Cancelled || failure instanceof Failure.Interrupted;
  }

  private String trial(Item item) {
    return BatchRunner.trialOf(job.batch().id(), item.number());
  }

  CompletionRequest request(Item item, Side side) {
    return new CompletionRequest(who(side).requestModel(), item.messages(), item.sampling());
  }

  private BatchSide who(Side side) {
    BatchSide who = job.sides().get(side);
    if (who == null) {
      throw new IllegalStateException("No side " + side);
    }
    return who;
  }

  /** An item that cannot be asked. */
  void broken(Item item) throws DatasetException, InterruptedException {
    broken++;
    settle(item, null, ItemJson.broken(item));
  }

  /**
   * Keeps what came of an item, but for sides with a good answer, and settles it when nothing is
   * missing and nothing more is awaited.
   *
   * @param elsewhere whether an engine answered that nobody here pays for
   * @param awaited whether another answer of a side may come
   * @return how many were left out because their sides were done with before
   */
  int take(
      Item item, Map<Side, BatchLines.Result> results, boolean elsewhere, Predicate<Side> awaited)
      throws DatasetException, InterruptedException, WorkspaceException {
    if (isSettled(item) || results.isEmpty()) {
      return results.size();
    }
    int left = 0;
    Map<Side, Answer> known = known(item);
    for (Map.Entry<Side, BatchLines.Result> result : results.entrySet()) {
      Answer before = known.get(result.getKey());
      boolean open = isOpen(result.getValue().failure());
      if (before != null && before.failure() == null) {
        left++;
      } else if (!open) {
        Answer answer = answer(item, result.getKey(), result.getValue(), elsewhere);
        record(item, result.getKey(), answer);
        known.put(result.getKey(), answer);
      } else {
        known.remove(result.getKey());
      }
    }
    Set<Side> sides = job.sides().keySet();
    if (known.keySet().containsAll(sides) && sides.stream().noneMatch(awaited)) {
      noted(item, known);
    }
    return left;
  }

  /** Opens a settled item again when a good answer came of a side that had failed. */
  void reopen(Item item, Map<Side, BatchLines.Result> results)
      throws DatasetException, InterruptedException, WorkspaceException {
    SavedTrial saved = workspace.sessions().trial(trial(item)).orElse(null);
    boolean better =
        saved != null
            && results.entrySet().stream()
                .anyMatch(result ->
                    result.getValue().failure() == null
                        && saved.answer(result.getKey()).map(Answer::failure).isPresent());
    if (better) {
      settled.clear((int) item.number());
      begun.add(trial(item));
      keep(workspace.batches().reopen(job.batch().id(), item.number()));
    }
  }

  private void record(Item item, Side side, Answer answer)
      throws DatasetException, InterruptedException {
    SideSetup setup = who(side).ask(item.messages(), item.sampling());
    var recorder =
        workspace.record(
            new NewTrial(
                trial(item), job.batch().session(), null, null, Map.of(side, setup), true));
    recorder.ended(side, answer);
    begun.add(trial(item));
    failures += answer.failure() == null ? 0 : 1;
    cost = answer.isCharged() ? cost.plus(answer.cost()) : cost;
    if (recorder instanceof TrialRecorder saving) {
      keep(saving.saved());
    }
  }

  private Answer answer(Item item, Side side, BatchLines.Result result, boolean elsewhere) {
    Failure failure = result.failure();
    return new Answer(
        who(side).model(),
        false,
        request(item, side),
        failure == null ? SideState.FINISHED : SideState.FAILED,
        result.origin(),
        result.text(),
        result.reasoning(),
        result.usage(),
        failure == null ? result.finishReason() : null,
        failure,
        Timeline.EMPTY,
        Duration.ZERO,
        Delivery.PLAIN,
        cost(item, side, result, elsewhere));
  }

  private Cost cost(Item item, Side side, BatchLines.Result result, boolean elsewhere) {
    BatchSide who = who(side);
    if (elsewhere) {
      return new Cost.Unpriced("it was answered by an engine elsewhere");
    }
    Cost cost =
        who.price() == null
            ? Cost.Unpriced.UNKNOWN
            : result.usage() == null
                ? new Cost.Unpriced("the gateway reported no tokens")
                : charged(who.price(), request(item, side), result, result.usage());
    Money most = BatchPrice.most(request(item, side), who.price());
    return switch (cost) {
      case Cost.Unpriced(String why, var _) -> new Cost.Unpriced(why, most);
      case Cost.Known known when known.isAtLeast() && most != null ->
          new Cost.Known(
              known.money(),
              known.estimated(),
              known.open(),
              new Money(most.amount().max(known.money().amount()), most.currency()));
      case Cost.Known _, Cost.Local _ -> cost;
    };
  }

  /** Tokens that cannot be those of the answer are believed no more than those of a stream. */
  private static Cost charged(
      Price price, CompletionRequest request, BatchLines.Result result, Usage usage) {
    int written = result.text().length() + result.reasoning().length();
    Charge charge = new Charge(price::batchCost, request, written);
    Usage counted =
        charge.isTooMuch(usage)
            ? TokenEstimate.of(request, result.reasoning(), result.text())
            : null;
    return charge.of(usage, counted);
  }

  /** Settles an item whose answers are all there from before. */
  void noted(Item item, Map<Side, Answer> known) throws DatasetException, InterruptedException {
    CheckList checks = job.plan().checks().and(item.row().checks());
    settle(item, trial(item), ItemJson.asked(item, known, checks, null, Map.of()));
  }

  private void settle(Item item, @Nullable String trial, String detail)
      throws DatasetException, InterruptedException {
    settled.set((int) item.number());
    settledNow++;
    keep(
        workspace
            .batches()
            .settle(job.batch().id(), new SettledItem(item.number(), trial, detail)));
  }

  private void keep(CompletableFuture<Void> saving) throws DatasetException, InterruptedException {
    unsaved.add(saving);
    drain(UNSAVED);
  }

  /** Waits until no more than so many writes wait for the disk. */
  void drain(int most) throws DatasetException, InterruptedException {
    try {
      while (unsaved.size() > most) {
        unsaved.remove().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException refused) {
      throw new DatasetException("The disk does not take the answers: check its room.", refused);
    }
  }

  long settled() {
    return settled.cardinality();
  }

  BatchProgress progress(Duration elapsed, int running) {
    return new BatchProgress(
        settled(), job.total(), settledNow, running, failures, broken, cost, elapsed);
  }

  /** Leaves the batch in good order. */
  void end() throws DatasetException, InterruptedException {
    drain(0);
    keep(workspace.batches().end(job.batch(), settled() >= job.total()));
    drain(0);
  }
}
