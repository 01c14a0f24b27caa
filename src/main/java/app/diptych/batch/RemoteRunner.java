package app.diptych.batch;

import app.diptych.cost.BudgetGate;
import app.diptych.gateway.BatchApi;
import app.diptych.gateway.BatchLines;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Lets the Batch API of gateways answer a batch: sends it, follows it and takes back what comes, in
 * any order. Each step is on the disk before the gateway hears of it, so that a run that was killed
 * goes on, finds a batch whose name it never learned, and has nothing answered twice.
 */
public final class RemoteRunner {
  /** Larger than 50,000 honest answers; the rest of a larger file is left out. */
  static final long MOST_ANSWERS = 4L << 30;

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
    long startedAt = clock.nanos();
    Taking taking = new Taking(job, workspace);
    RemoteJobs jobs = new RemoteJobs(workspace, job.batch().id());
    Map<Side, BatchLines> lines = new EnumMap<>(Side.class);
    apis.forEach((side, api) -> lines.put(side, api.lines()));
    RemoteContact contact = new RemoteContact(apis, jobs, rhythm, stop, folder, told);
    RemoteSending sending =
        new RemoteSending(job, contact, new RemotePlan(job, taking, lines), spending);
    try {
      sending.recall();
      if (cancel) {
        sending.cancel();
      } else {
        sending.plan();
        sending.send();
      }
      new RemoteFollowing(job, contact, taking, spending, cancel).follow();
    } finally {
      taking.end();
    }
    long unsent = Math.max(0, job.total() - taking.settled());
    Duration elapsed = Duration.ofNanos(clock.nanos() - startedAt);
    BatchProgress last = taking.progress(elapsed, jobs.open().size());
    return new BatchEnd(
        unsent == 0, contact.isStopped() && unsent > 0, unsent, contact.why(), last);
  }
}
