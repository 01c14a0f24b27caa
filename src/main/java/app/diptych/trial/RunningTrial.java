package app.diptych.trial;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** A trial under way: it can be watched, stopped and waited for. */
public final class RunningTrial {
  private final String id;
  private final Instant startedAt;
  private final Map<Side, SideRun> runs;
  private final BlockingQueue<Side> ended;
  private final Consumer<SideRun> whenCancelled;

  /**
   * @param ended gets each side once it has ended, and gives A first when both have
   * @param whenCancelled told after a side was cancelled, so that one that waits for its turn need
   *     not wait for its end
   */
  RunningTrial(
      String id,
      Instant startedAt,
      Map<Side, SideRun> runs,
      BlockingQueue<Side> ended,
      Consumer<SideRun> whenCancelled) {
    this.id = id;
    this.startedAt = startedAt;
    this.runs = runs;
    this.ended = ended;
    this.whenCancelled = whenCancelled;
  }

  /** Stops one side; the other goes on. */
  public void cancel(Side side) {
    cancel(run(side));
  }

  /** Stops both sides. */
  public void cancel() {
    runs.values().forEach(this::cancel);
  }

  private void cancel(SideRun run) {
    run.cancel();
    whenCancelled.accept(run);
  }

  /** Waits until every side has ended. */
  public Trial await() throws InterruptedException {
    for (SideRun run : runs.values()) {
      run.await();
    }
    return trial();
  }

  /**
   * Waits until a side has ended that was not told before; A first when both have. For one caller,
   * who asks once for each side: nothing more comes after the last.
   */
  public Side awaitNext() throws InterruptedException {
    return ended.take();
  }

  public boolean isDone() {
    return runs.values().stream().allMatch(SideRun::isDone);
  }

  /** Everything up to now. */
  public Trial trial() {
    Map<Side, Answer> answers = new EnumMap<>(Side.class);
    runs.forEach((side, run) -> answers.put(side, run.transcript().answer()));
    return new Trial(id, startedAt, answers);
  }

  public Transcript transcript(Side side) {
    return run(side).transcript();
  }

  /** Output tokens per second up to now, for people: it sinks while a stream stalls. */
  public Optional<Double> tokensPerSecond(Side side) {
    return run(side).tokensPerSecond();
  }

  private SideRun run(Side side) {
    SideRun run = runs.get(side);
    if (run == null) {
      throw new IllegalArgumentException("This trial has no side " + side);
    }
    return run;
  }
}
