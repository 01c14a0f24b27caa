package app.diptych.batch;

import app.diptych.batch.RemoteJob.Step;
import app.diptych.completion.Failure;
import app.diptych.cost.BudgetGate;
import app.diptych.cost.Spending;
import app.diptych.gateway.BatchApi;
import app.diptych.gateway.BatchApi.Got;
import app.diptych.gateway.BatchApi.Refused;
import app.diptych.gateway.BatchApi.Reply;
import app.diptych.gateway.BatchLines;
import app.diptych.gateway.RemoteBatch;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the Batch API of gateways answer a batch: sends it, follows it and takes back what comes, in
 * any order. Each step is on the disk before the gateway hears of it, so that a run that was killed
 * goes on, finds a batch whose name it never learned, and has nothing answered twice.
 */
public final class RemoteRunner {
  /** Larger than 50,000 honest answers; the rest of a larger file is left out. */
  static final long MOST_ANSWERS = 4L << 30;

  private static final int TRIES = 5;

  /** Two and a half minutes in the usual rhythm. */
  private static final int LOOKS = 8;

  private final Workspace workspace;
  private final Map<Side, BatchApi> apis;
  private final BudgetGate spending;
  private final NanoClock clock;
  private final Path folder;
  private final Rhythm rhythm;
  private final CountDownLatch stop = new CountDownLatch(1);

  /**
   * How often it looks.
   *
   * @param first how long it waits after the first look
   * @param longest how long at most; the waits grow by half each time
   */
  public record Rhythm(Duration first, Duration longest) {
    public static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(60));

    Duration after(Duration wait) {
      Duration next = wait.multipliedBy(3).dividedBy(2);
      return next.compareTo(longest) > 0 ? longest : next;
    }
  }

  /**
   * @param folder for files on their way, which only this user may read
   */
  public RemoteRunner(
      Workspace workspace,
      Map<Side, BatchApi> apis,
      BudgetGate spending,
      NanoClock clock,
      Path folder,
      Rhythm rhythm) {
    this.workspace = workspace;
    this.apis = Map.copyOf(apis);
    this.spending = spending;
    this.clock = clock;
    this.folder = folder;
    this.rhythm = rhythm;
  }

  /** Leaves what runs at the gateways to them; it can be resumed. From any thread. */
  public void stop() {
    stop.countDown();
  }

  /**
   * Runs a batch to its end, or until it is stopped.
   *
   * @param cancel whether what runs at the gateways is ended, to take what is there; what was not
   *     sent yet stays unsent
   * @param told hears what happens, a sentence each time
   * @throws DatasetException when the data set cannot be read or the disk takes nothing
   * @throws WorkspaceException when what was done cannot be read
   */
  public BatchEnd run(BatchRunner.Job job, boolean cancel, Consumer<String> told)
      throws DatasetException, WorkspaceException, InterruptedException {
    Run run = new Run(job, told);
    try {
      run.recall();
      if (cancel) {
        run.cancel();
      } else {
        run.plan();
        run.send();
      }
      run.follow();
    } finally {
      run.taking.end();
    }
    return run.end();
  }

  /** One run, on one thread. */
  private final class Run {
    private final BatchRunner.Job job;
    private final Consumer<String> told;
    private final Taking taking;
    private final RemoteJobs jobs;
    private final RemotePlan plan;
    private final long startedAt = clock.nanos();
    private final Map<String, String> lastTold = new HashMap<>();
    private String why = "";
    private boolean cancelling;

    Run(BatchRunner.Job job, Consumer<String> told) throws WorkspaceException {
      this.job = job;
      this.told = told;
      this.taking = new Taking(job, workspace);
      this.jobs = new RemoteJobs(workspace, job.batch().id());
      Map<Side, BatchLines> lines = new EnumMap<>(Side.class);
      apis.forEach((side, api) -> lines.put(side, api.lines()));
      this.plan = new RemotePlan(job, taking, lines);
    }

    private BatchApi api(RemoteJob one) {
      BatchApi api = apis.get(one.side());
      if (api == null) {
        throw new IllegalStateException("No side " + one.side());
      }
      return api;
    }

    /** Learns of every batch whose name never came back to an earlier run. */
    void recall() throws DatasetException, InterruptedException {
      for (RemoteJob one : jobs.open()) {
        if (one.step() == Step.CREATING) {
          find(one, Step.UPLOADED);
        }
      }
    }

    /** Keeps what is to be asked as jobs, if the budgets allow all that was not sent yet. */
    void plan() throws DatasetException, WorkspaceException, InterruptedException {
      List<RemoteJob> fresh = plan.missing(jobs, RemotePlan.Limits.USUAL);
      if (spending.isAsked()) {
        // What may run was allowed when it was sent: it counts, whatever the budgets are now.
        List<RemoteJob> unsent = new ArrayList<>(fresh);
        List<Spending> sent = new ArrayList<>();
        for (RemoteJob one : jobs.open()) {
          if (one.isUnsent()) {
            unsent.add(one);
          } else {
            sent.add(spending(one));
          }
        }
        spending.hold(sent);
        Optional<BudgetGate.Refused> refused =
            spending.reserve(unsent.stream().map(this::spending).toList());
        if (refused.isPresent()) {
          why = refused.get().message() + " " + refused.get().hint();
          return;
        }
      }
      for (RemoteJob one : fresh) {
        jobs.put(one);
      }
    }

    private Spending spending(RemoteJob one) {
      BatchSide who = job.sides().get(one.side());
      return new Spending(
          who(one), api(one).gateway(), who == null ? "" : who.model(), job.tags(), one.most());
    }

    private Spending.Who who(RemoteJob one) {
      return new Spending.Who(one.name(), one.side().name());
    }

    /** Brings every job to its gateway. */
    void send() throws DatasetException, InterruptedException {
      for (RemoteJob one : jobs.open()) {
        RemoteJob now = maySend() && one.step() == Step.PLANNED ? upload(one) : one;
        if (maySend() && now.step() == Step.UPLOADED) {
          now = create(now);
          if (now.step() == Step.CREATING) {
            // Whoever made it may still be at it, so this run makes it no second time.
            find(now, Step.CREATING);
          }
        }
      }
    }

    private boolean maySend() {
      return !isStopped() && why.isEmpty();
    }

    private RemoteJob upload(RemoteJob one) throws DatasetException, InterruptedException {
      Path file = temporary("requests");
      try {
        long count = plan.write(List.of(one), file);
        tell(one, String.format(Locale.ROOT, "sending %,d requests", count));
        return switch (patiently(() -> api(one).upload(file))) {
          case Got<String>(String name) -> put(one.at(Step.UPLOADED, name, ""));
          case Refused<String>(Failure failure, var _) -> {
            why = failure.sentences();
            yield one;
          }
        };
      } finally {
        delete(file);
      }
    }

    private RemoteJob create(RemoteJob one) throws DatasetException, InterruptedException {
      RemoteJob making = put(one.at(Step.CREATING, one.file(), ""));
      return switch (api(one).create(one.file(), one.name())) {
        case Got<RemoteBatch>(RemoteBatch made) -> running(making, made);
        case Refused<RemoteBatch>(Failure failure, var _) -> {
          if (isNo(failure)) {
            why = failure.sentences();
            // The file may be gone by the next run, so that one sends it anew.
            yield put(one.at(Step.PLANNED, "", ""));
          }
          pause(rhythm.first());
          yield making;
        }
      };
    }

    /** Whether the gateway surely made nothing. */
    private static boolean isNo(Failure failure) {
      return switch (failure) {
        case Failure.Unauthorized _,
            Failure.ModelNotFound _,
            Failure.InvalidRequest _,
            Failure.ContextExceeded _,
            Failure.RateLimited _,
            Failure.OverBudget _ ->
            true;
        case Failure.Overloaded _,
            Failure.TimedOut _,
            Failure.ConnectionLost _,
            Failure.BrokenStream _,
            Failure.BreakerOpen _,
            Failure.EngineFault _,
            Failure.Interrupted _,
            Failure.Cancelled _,
            Failure.ProviderError _ ->
            false;
      };
    }

    /**
     * Looks for a batch whose name never came back, several times: lists lag, and who made it may
     * still be at it.
     *
     * @param otherwise where the job is when the gateway surely lists none
     */
    private RemoteJob find(RemoteJob one, Step otherwise)
        throws DatasetException, InterruptedException {
      Duration wait = rhythm.first();
      for (int looks = 1; !isStopped(); looks++) {
        switch (patiently(() -> api(one).find(one.name(), one.file()))) {
          case Got<Optional<RemoteBatch>>(Optional<RemoteBatch> found) -> {
            if (found.isPresent()) {
              return running(one, found.get());
            }
          }
          case Refused<Optional<RemoteBatch>>(Failure failure, var _) -> {
            why =
                api(one).gateway()
                    + " may have the batch already and does not tell, so it was not sent again: "
                    + failure.sentences();
            return one;
          }
        }
        if (looks == LOOKS) {
          return absent(one, otherwise);
        }
        pause(wait);
        wait = rhythm.after(wait);
      }
      return one;
    }

    private RemoteJob absent(RemoteJob one, Step otherwise)
        throws DatasetException, InterruptedException {
      if (otherwise == Step.CREATING) {
        why =
            api(one).gateway()
                + " did not say whether it took the batch and does not list it, so it was not sent"
                + " again: wait a while, then go on with --resume, which looks once more first.";
      }
      return put(one.at(otherwise, one.file(), ""));
    }

    private RemoteJob running(RemoteJob one, RemoteBatch made)
        throws DatasetException, InterruptedException {
      tell(one, "the gateway has it as " + made.id());
      return put(one.at(Step.RUNNING, one.file(), made.id()));
    }

    private RemoteJob put(RemoteJob one) throws DatasetException, InterruptedException {
      jobs.put(one);
      return one;
    }

    /** Ends what runs, and leaves unsent what is: its rows wait. */
    void cancel() throws DatasetException, InterruptedException {
      cancelling = true;
      for (RemoteJob one : jobs.open()) {
        if (one.isUnsent()) {
          put(one.at(Step.REFUSED, one.file(), ""));
        } else if (one.step() == Step.RUNNING
            && patiently(() -> api(one).cancel(one.remote()))
                instanceof Refused<RemoteBatch>(Failure failure, boolean gone)
            && !gone) {
          tell(one, "was not cancelled: " + failure.sentences());
        }
      }
    }

    /** Looks at the jobs that run, ever less often, and takes what is over. */
    void follow() throws DatasetException, WorkspaceException, InterruptedException {
      Duration wait = rhythm.first();
      while (!isStopped()) {
        List<RemoteJob> running =
            jobs.open().stream().filter(one -> one.step() == Step.RUNNING).toList();
        boolean unreadable = false;
        for (RemoteJob one : running) {
          unreadable |= !look(one);
        }
        boolean more = jobs.open().stream().anyMatch(one -> one.step() == Step.RUNNING);
        if (!more || unreadable) {
          return;
        }
        pause(wait);
        wait = rhythm.after(wait);
      }
    }

    /** False when looking makes no sense any more. */
    private boolean look(RemoteJob one)
        throws DatasetException, WorkspaceException, InterruptedException {
      return switch (api(one).get(one.remote())) {
        case Got<RemoteBatch>(RemoteBatch now) -> {
          tell(
              one,
              String.format(
                  Locale.ROOT,
                  "%s, %,d of %,d answered, %,d failed",
                  now.state().words(),
                  now.completed(),
                  now.total(),
                  now.failed()));
          yield !now.isOver() || take(one, now);
        }
        case Refused<RemoteBatch>(Failure failure, boolean gone) -> {
          if (gone) {
            yield lookElsewhere(one, failure);
          }
          if (!failure.retryable()) {
            why = failure.sentences();
            yield false;
          }
          tell(one, failure.message());
          yield true;
        }
      };
    }

    /**
     * The gateway says that it has no such batch. Its list has to agree, because a wrong address
     * knows no batch either; who cancels gives it up anyway.
     */
    private boolean lookElsewhere(RemoteJob one, Failure failure)
        throws DatasetException, WorkspaceException, InterruptedException {
      if (!cancelling) {
        switch (patiently(() -> api(one).find(one.name(), one.file()))) {
          case Got<Optional<RemoteBatch>>(Optional<RemoteBatch> found) -> {
            if (found.isPresent()) {
              return !found.get().isOver() || take(one, found.get());
            }
          }
          case Refused<Optional<RemoteBatch>> _ -> {
            why = failure.sentences();
            return false;
          }
        }
      }
      forgotten(one);
      RemoteBatch nothing =
          new RemoteBatch(one.remote(), RemoteBatch.State.COMPLETED, "", "", 0, 0, 0, null);
      return take(one, nothing, RemotePlan.RemoteState.FORGOTTEN);
    }

    private void forgotten(RemoteJob one) {
      tell(
          one,
          "it no longer has the batch or its answers: the rows without one can be asked again with"
              + " --resume --retry-failed");
    }

    /** False when its answers cannot be had now; the next run asks for them again. */
    private boolean take(RemoteJob one, RemoteBatch over)
        throws DatasetException, WorkspaceException, InterruptedException {
      if (over.refusal() != null) {
        why = over.refusal().sentences();
        put(one.at(Step.REFUSED, one.file(), one.remote()));
        spending.release(who(one));
        return true;
      }
      return take(one, over, without(over));
    }

    private boolean take(RemoteJob one, RemoteBatch over, RemotePlan.RemoteState ended)
        throws DatasetException, WorkspaceException, InterruptedException {
      RemotePlan.RemoteState without = ended;
      List<Path> files = new ArrayList<>();
      try (AnswerFiles answers = new AnswerFiles(job.batch().id())) {
        for (String name : List.of(over.output(), over.errors())) {
          if (!name.isEmpty()) {
            Path file = temporary("answers");
            files.add(file);
            switch (patiently(() -> api(one).download(name, file, MOST_ANSWERS))) {
              case Got<Boolean>(Boolean whole) ->
                  without = whole ? without : RemotePlan.RemoteState.CUT;
              case Refused<Boolean>(Failure failure, boolean gone) -> {
                if (gone) {
                  forgotten(one);
                  without = RemotePlan.RemoteState.FORGOTTEN;
                  continue;
                }
                why = failure.sentences();
                return false;
              }
            }
            answers.add(file);
          }
        }
        keep(one, answers, without);
      } catch (IOException unreadable) {
        throw new DatasetException(
            "The answers cannot be kept for a moment in " + folder + ": check its room.",
            unreadable);
      } finally {
        files.forEach(RemoteRunner::delete);
      }
      put(one.at(Step.TAKEN, one.file(), one.remote()));
      spending.release(who(one));
      return true;
    }

    /** What a row is told that a batch which ended so has no line for. */
    private static RemotePlan.RemoteState without(RemoteBatch over) {
      return switch (over.state()) {
        case EXPIRED -> RemotePlan.RemoteState.EXPIRED;
        case CANCELLED -> RemotePlan.RemoteState.CANCELLED;
        case COMPLETED, FAILED, VALIDATING, IN_PROGRESS, FINALIZING, CANCELLING ->
            RemotePlan.RemoteState.LOST;
      };
    }

    private void keep(RemoteJob one, AnswerFiles answers, RemotePlan.RemoteState without)
        throws DatasetException, WorkspaceException, InterruptedException, IOException {
      BatchLines lines = api(one).lines();
      try (Items items = new Items(job.plan(), job.dataset())) {
        for (Item item = items.next(); item != null; item = items.next()) {
          if (!one.asks(item.number()) || item.problem() != null) {
            continue;
          }
          String model = taking.request(item, one.side()).model();
          BatchLines.Result came = answers.result(item.number(), one.side(), lines, model);
          BatchLines.Result result =
              came == null ? RemotePlan.without(api(one).gateway(), without) : came;
          long number = item.number();
          taking.take(
              item,
              Map.of(one.side(), result),
              false,
              side -> side != one.side() && jobs.awaits(number, side));
        }
      }
      taking.drain(0);
      String oddities = answers.oddities();
      if (!oddities.isEmpty()) {
        told.accept(one.side() + " " + api(one).gateway() + ": " + oddities);
      }
    }

    /** The same thing is told once. */
    private void tell(RemoteJob one, String what) {
      String line = one.side() + " " + api(one).gateway() + ": " + what;
      if (!line.equals(lastTold.put(one.name(), line))) {
        told.accept(line);
      }
    }

    /** Tries what costs nothing again while that can help. */
    private <T> Reply<T> patiently(Supplier<Reply<T>> call) throws InterruptedException {
      Duration wait = rhythm.first();
      for (int tries = 1; ; tries++) {
        Reply<T> reply = call.get();
        boolean again = reply instanceof Refused<T>(Failure failure, var _) && failure.retryable();
        if (!again || tries == TRIES || isStopped()) {
          return reply;
        }
        pause(wait);
        wait = rhythm.after(wait);
      }
    }

    private void pause(Duration time) throws InterruptedException {
      var _ = stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean isStopped() {
      return stop.getCount() == 0;
    }

    BatchEnd end() {
      long unsent = Math.max(0, job.total() - taking.settled());
      Duration elapsed = Duration.ofNanos(clock.nanos() - startedAt);
      BatchProgress last = taking.progress(elapsed, jobs.open().size());
      return new BatchEnd(unsent == 0, isStopped() && unsent > 0, unsent, why, last);
    }
  }

  private Path temporary(String what) throws DatasetException {
    try {
      return Files.createTempFile(folder, what, ".jsonl");
    } catch (IOException refused) {
      throw new DatasetException(
          folder + " cannot be written: check its rights and its room.", refused);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException left) {
      // It lies among the temporary files, which this user alone may read.
    }
  }
}
