package app.diptych.trial;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** A trial under way: it can be watched, stopped and waited for. */
public final class RunningTrial {
  private final String id;
  private final Instant startedAt;
  private final Map<Side, SideRun> runs;

  RunningTrial(String id, Instant startedAt, Map<Side, SideRun> runs) {
    this.id = id;
    this.startedAt = startedAt;
    this.runs = runs;
  }

  /** Stops one side; the other goes on. */
  public void cancel(Side side) {
    run(side).cancel();
  }

  /** Stops both sides. */
  public void cancel() {
    runs.values().forEach(SideRun::cancel);
  }

  /** Waits until every side has ended. */
  public Trial await() throws InterruptedException {
    for (SideRun run : runs.values()) {
      run.await();
    }
    return trial();
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

  private SideRun run(Side side) {
    SideRun run = runs.get(side);
    if (run == null) {
      throw new IllegalArgumentException("This trial has no side " + side);
    }
    return run;
  }
}
