package app.diptych.batch;

import app.diptych.batch.RemoteJob.Step;
import app.diptych.batch.RemoteRunner.Rhythm;
import app.diptych.completion.Failure;
import app.diptych.cost.Spending;
import app.diptych.gateway.BatchApi;
import app.diptych.gateway.BatchApi.Refused;
import app.diptych.gateway.BatchApi.Reply;
import app.diptych.gateway.RemoteBatch;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What sending and following a batch elsewhere have in common: the gateways, the jobs on the disk,
 * patience, and why nothing more can be done. For one run, on one thread.
 */
final class RemoteContact {
  private static final int TRIES = 5;

  private final Map<Side, BatchApi> apis;
  private final RemoteJobs jobs;
  private final Rhythm rhythm;
  private final CountDownLatch stop;
  private final Path folder;
  private final Consumer<String> told;
  private final Map<String, String> lastTold = new HashMap<>();
  private String why = "";

  /**
   * @param stop counts down to nothing when the run is to end
   * @param folder for files on their way
   * @param told hears what happens, a sentence each time
   */
  RemoteContact(
      Map<Side, BatchApi> apis,
      RemoteJobs jobs,
      Rhythm rhythm,
      CountDownLatch stop,
      Path folder,
      Consumer<String> told) {
    this.apis = Map.copyOf(apis);
    this.jobs = jobs;
    this.rhythm = rhythm;
    this.stop = stop;
    this.folder = folder;
    this.told = told;
  }

  RemoteJobs jobs() {
    return jobs;
  }

  Rhythm rhythm() {
    return rhythm;
  }

  /** Why it cannot go on, in sentences; empty while it can. */
  String why() {
    return why;
  }

  void giveUp(String reason) {
    why = reason;
  }

  static Spending.Who who(RemoteJob one) {
    return new Spending.Who(one.name(), one.side().name());
  }

  void tell(String line) {
    told.accept(line);
  }

  BatchApi api(RemoteJob one) {
    BatchApi api = apis.get(one.side());
    if (api == null) {
      throw new IllegalStateException("No side " + one.side());
    }
    return api;
  }

  /** The same thing is told once. */
  void tell(RemoteJob one, String what) {
    String line = one.side() + " " + api(one).gateway() + ": " + what;
    if (!line.equals(lastTold.put(one.name(), line))) {
      told.accept(line);
    }
  }

  /** Tries what costs nothing again while that can help. */
  <T> Reply<T> patiently(Supplier<Reply<T>> call) throws InterruptedException {
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

  void pause(Duration time) throws InterruptedException {
    var _ = stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  boolean isStopped() {
    return stop.getCount() == 0;
  }

  RemoteJob put(RemoteJob one) throws DatasetException, InterruptedException {
    jobs.put(one);
    return one;
  }

  RemoteJob running(RemoteJob one, RemoteBatch made) throws DatasetException, InterruptedException {
    tell(one, "the gateway has it as " + made.id());
    return put(one.at(Step.RUNNING, one.file(), made.id()));
  }

  Path temporary(String what) throws DatasetException {
    try {
      return Files.createTempFile(folder, what, ".jsonl");
    } catch (IOException refused) {
      throw new DatasetException(
          folder + " cannot be written: check its rights and its room.", refused);
    }
  }

  DatasetException noRoom(IOException unreadable) {
    return new DatasetException(
        "The answers cannot be kept for a moment in " + folder + ": check its room.", unreadable);
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      // It lies among the temporary files, which this user alone may read.
    }
  }
}
