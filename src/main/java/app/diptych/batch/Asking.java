package app.diptych.batch;

import app.diptych.completion.Failure;
import app.diptych.trial.Answer;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import app.diptych.trial.TrialListener;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One item under way: gathers its answers and tells when the last is there. */
final class Asking implements TrialListener {
  private final Item item;
  private final String trial;
  private final int sides;
  private final Queue<Asking> ended;
  private final Now now;
  private final @Nullable Long scheduledAt;
  private final long startedAt;
  private final Set<Side> kept;
  private final Map<Side, Answer> answers = new EnumMap<>(Side.class);
  private final Map<Side, Duration> fromArrival = new EnumMap<>(Side.class);
  private int left;
  private @Nullable RunningTrial running;

  /** Reads the clock. */
  interface Now {
    long nanos();
  }

  /**
   * @param kept answers that are there from before and are not asked again
   * @param sides how many are asked
   * @param ended gets this when all of them have ended
   * @param scheduledAt when it was to be asked; null when nothing was scheduled
   */
  Asking(
      Item item,
      String trial,
      Map<Side, Answer> kept,
      int sides,
      Queue<Asking> ended,
      Now now,
      @Nullable Long scheduledAt) {
    this.item = item;
    this.trial = trial;
    this.sides = sides;
    this.left = sides;
    this.ended = ended;
    this.now = now;
    this.scheduledAt = scheduledAt;
    this.startedAt = now.nanos();
    this.kept = Set.copyOf(kept.keySet());
    answers.putAll(kept);
  }

  Item item() {
    return item;
  }

  String trial() {
    return trial;
  }

  void running(RunningTrial under) {
    running = under;
  }

  void cancel() {
    RunningTrial under = running;
    if (under != null) {
      under.cancel();
    }
  }

  @Override
  public void ended(Side side, Answer answer) {
    boolean last;
    synchronized (this) {
      answers.put(side, answer);
      if (scheduledAt != null) {
        fromArrival.put(side, Duration.ofNanos(now.nanos() - scheduledAt));
      }
      last = --left == 0;
    }
    if (last) {
      ended.add(this);
    }
  }

  synchronized Map<Side, Answer> answers() {
    return Map.copyOf(answers);
  }

  /** Without those that are there from before. */
  synchronized Collection<Answer> fresh() {
    return answers.entrySet().stream()
        .filter(answer -> !kept.contains(answer.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  synchronized Map<Side, Duration> fromArrival() {
    return Map.copyOf(fromArrival);
  }

  @Nullable Duration late() {
    return scheduledAt == null ? null : Duration.ofNanos(Math.max(0, startedAt - scheduledAt));
  }

  /** How many of the sides that were asked ended in a failure. */
  synchronized int failures() {
    return (int) answers.values().stream().filter(answer -> answer.failure() != null).count();
  }

  boolean allFailed() {
    return failures() >= sides;
  }

  /**
   * Why it was not asked at all, or not to its end by our own doing; null for an end that counts.
   */
  synchronized @Nullable Failure unsent() {
    for (Answer answer : answers.values()) {
      switch (answer.failure()) {
        case Failure.Cancelled cancelled -> {
          return cancelled;
        }
        case Failure.Interrupted cut -> {
          return cut;
        }
        case Failure.OverBudget refused -> {
          return refused;
        }
        case Failure.BreakerOpen refused -> {
          return refused;
        }
        case null, default -> {
          // It counts.
        }
      }
    }
    return null;
  }
}
