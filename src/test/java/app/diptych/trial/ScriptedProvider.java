package app.diptych.trial;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Origin;
import app.diptych.completion.Provider;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A provider that does what a test tells it to, on a thread of its own. */
public final class ScriptedProvider implements Provider {
  private final NanoClock clock;
  private final Preparation preparation;
  private final Script script;
  private Runnable whenReleased = () -> {};

  /** What getting ready does. */
  @FunctionalInterface
  public interface Preparation {
    Optional<Failure> run() throws InterruptedException;
  }

  /** What answering does. */
  @FunctionalInterface
  public interface Script {
    void run(Stage stage) throws InterruptedException;
  }

  /** What a script can do. */
  public interface Stage {
    void say(CompletionEvent event);

    /** Waits until the call is cancelled. */
    void awaitCancel() throws InterruptedException;

    /** Waits that long for a cancel; whether one came. */
    boolean cancelledWithin(Duration pause) throws InterruptedException;

    CompletionRequest request();
  }

  public ScriptedProvider(NanoClock clock, Script script) {
    this(clock, Optional::empty, script);
  }

  public ScriptedProvider(NanoClock clock, Preparation preparation, Script script) {
    this.clock = clock;
    this.preparation = preparation;
    this.script = script;
  }

  @Override
  public Optional<Failure> prepare() throws InterruptedException {
    return preparation.run();
  }

  /** Told when its memory is to be given back. */
  public ScriptedProvider whenReleased(Runnable told) {
    whenReleased = told;
    return this;
  }

  @Override
  public void release() {
    whenReleased.run();
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    Play play = new Play(request, sink);
    Thread.ofVirtual().start(play);
    return play;
  }

  public static CompletionEvent started(NanoClock clock) {
    return new CompletionEvent.Started(Origin.gateway("scripted", null), clock.nanos());
  }

  private final class Play implements Call, Runnable, Stage {
    private final CompletionRequest request;
    private final CompletionSink sink;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    Play(CompletionRequest request, CompletionSink sink) {
      this.request = request;
      this.sink = sink;
    }

    @Override
    public void run() {
      try {
        script.run(this);
        if (cancelled.getCount() == 0) {
          say(new Failed(new Failure.Cancelled()));
        }
      } catch (InterruptedException stopped) {
        say(new Failed(new Failure.Cancelled()));
      } finally {
        done.countDown();
      }
    }

    @Override
    public void say(CompletionEvent event) {
      if (!ended.get()) {
        ended.set(event.isLast());
        sink.accept(event, clock.nanos());
      }
    }

    @Override
    public void awaitCancel() throws InterruptedException {
      cancelled.await();
    }

    @Override
    public boolean cancelledWithin(Duration pause) throws InterruptedException {
      return cancelled.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public CompletionRequest request() {
      return request;
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }

    @Override
    public void await() throws InterruptedException {
      done.await();
    }
  }
}
