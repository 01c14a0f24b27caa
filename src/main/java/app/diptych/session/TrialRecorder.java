package app.diptych.session;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.Message;
import app.diptych.completion.Usage;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.SideState;
import app.diptych.trial.TokenEstimate;
import app.diptych.trial.TrialListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Saves a trial while it runs. What streams is on the disk within {@value #PACE_MILLIS}
 * milliseconds and the time of one write; the end of a side at once.
 */
public final class TrialRecorder implements TrialListener {
  /** How long text may wait for a save, in milliseconds. */
  static final int PACE_MILLIS = 40;

  private final String trial;
  private final String session;
  private final boolean ofMany;
  private final Writer writer;
  private final ScheduledExecutorService timer;
  private final NanoClock clock;
  private final SaveLag lag;
  private final Map<Side, SideRecorder> sides = new EnumMap<>(Side.class);
  private final Map<Side, Answer> answers = new EnumMap<>(Side.class);
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();

  /**
   * @param recorder the number of this process, so that others leave the trial alone
   */
  TrialRecorder(
      NewTrial begun,
      long recorder,
      Writer writer,
      ScheduledExecutorService timer,
      NanoClock clock,
      SaveLag lag) {
    this.trial = begun.id();
    this.session = begun.session();
    this.ofMany = begun.ofMany();
    this.writer = writer;
    this.timer = timer;
    this.clock = clock;
    this.lag = lag;
    long base = clock.nanos();
    begun.sides().keySet().forEach(side -> sides.put(side, new SideRecorder(side, base)));
    Instant now = clock.now();
    var _ = writer.write(connection -> TrialRows.insert(connection, begun, recorder, now));
  }

  /**
   * A trial about to start.
   *
   * @param parent the trial whose answers it goes on from, or null
   * @param promptId the prompt of the library it came from, or null
   * @param ofMany one of so many that counting the session after each would take ever longer:
   *     {@link Batches#count} does that now and then. Sides of such a trial that are there already
   *     are asked once more.
   */
  public record NewTrial(
      String id,
      String session,
      @Nullable String parent,
      @Nullable String promptId,
      Map<Side, SideSetup> sides,
      boolean ofMany) {
    public NewTrial {
      sides = Map.copyOf(sides);
    }

    /** A trial by itself. */
    public NewTrial(
        String id,
        String session,
        @Nullable String parent,
        @Nullable String promptId,
        Map<Side, SideSetup> sides) {
      this(id, session, parent, promptId, sides, false);
    }

    /** What was asked: the last message, the same on both sides. */
    String prompt() {
      List<Message> messages = sides.values().iterator().next().request().messages();
      return messages.getLast().content();
    }
  }

  @Override
  public void happened(Side side, CompletionEvent event, long atNanos) {
    SideRecorder recorder = recorder(side);
    if (recorder.happened(event, atNanos)) {
      saveSoon(recorder);
    }
  }

  @Override
  public void changed(Side side, SideState state) {
    recorder(side).came(state, clock.nanos());
  }

  @Override
  public void ended(Side side, Answer answer) {
    SideRecorder recorder = recorder(side);
    TrialRows.End end =
        new TrialRows.End(
            session,
            trial,
            side,
            answer,
            recorder.recording(answer),
            recorder.end(),
            clock.now(),
            ofMany);
    CompletableFuture<Void> saved = writer.write(connection -> TrialRows.end(connection, end));
    boolean last;
    synchronized (ends) {
      ends.add(saved);
      answers.put(side, answer);
      last = answers.size() == sides.size();
    }
    if (last) {
      answers.forEach(this::count);
    }
  }

  /**
   * Counts the tokens that a provider reports. It takes a moment, so it waits until both sides have
   * ended: counting for one must not slow the other down.
   */
  private void count(Side side, Answer answer) {
    Usage usage = answer.usage();
    if (usage != null && usage.source() == Usage.Source.REPORTED && !answer.recorded()) {
      int tokens = TokenEstimate.of(answer.reasoning(), answer.text());
      var _ = writer.write(connection -> MeasureRows.count(connection, trial, side, tokens));
    }
  }

  /** Done when every side that has ended is on the disk. */
  public CompletableFuture<Void> saved() {
    synchronized (ends) {
      return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }
  }

  private void saveSoon(SideRecorder recorder) {
    try {
      var _ = timer.schedule(() -> save(recorder), PACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      // The program ends: whoever closes it stops the sides first, and their ends are saved whole.
    }
  }

  private void save(SideRecorder recorder) {
    AtomicReference<SideRecorder.@Nullable Batch> taken = new AtomicReference<>();
    var _ =
        writer
            .write(connection -> {
              SideRecorder.Batch batch = recorder.batch();
              taken.set(batch);
              if (batch != null) {
                TrialRows.stream(connection, trial, batch);
              }
            })
            .whenComplete((_, refused) -> {
              SideRecorder.Batch batch = taken.get();
              if (refused != null) {
                recorder.refused();
              } else if (batch != null) {
                lag.add(clock.nanos() - batch.oldest(), batch.text().length());
                if (recorder.saved(batch)) {
                  saveSoon(recorder);
                }
              }
            });
  }

  private SideRecorder recorder(Side side) {
    SideRecorder recorder = sides.get(side);
    if (recorder == null) {
      throw new IllegalArgumentException("This trial has no side " + side);
    }
    return recorder;
  }
}
