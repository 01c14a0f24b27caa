package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;

/**
 * Carries values from any thread to the JavaFX thread, all that came since the last pulse at once.
 *
 * <p>Offering is wait-free and costs the toolkit nothing while the mailbox is awake: the first
 * value wakes it with one task, and from then on the pulses themselves fetch the values, until one
 * finds nothing. An idle mailbox has neither a task nor a running timer. When a consumer needs more
 * than half a pulse it is called in every second pulse or less often, and two such consumers take
 * turns, so that the window stays smooth.
 *
 * @param <T> what is carried
 */
public final class PulseMailbox<T> {

  /** A link of the queue; {@code next} is set a moment after the link became the newest. */
  private static final class Link<T> {
    final @Nullable T value;
    volatile @Nullable Link<T> next;

    Link(@Nullable T value) {
      this.value = value;
    }
  }

  private final Consumer<? super List<T>> consumer;
  private final AtomicReference<Link<T>> newest;
  private final AtomicBoolean awake = new AtomicBoolean();
  private final PulseBudget.Turn turn = PulseBudget.shared().turn();
  private final AnimationTimer timer;
  private Link<T> taken;

  /**
   * @param consumer called on the JavaFX thread, at most once a pulse, with everything offered
   *     since, in the order of each producer; never with an empty list
   */
  public PulseMailbox(Consumer<? super List<T>> consumer) {
    this.consumer = consumer;
    this.taken = new Link<>(null);
    this.newest = new AtomicReference<>(taken);
    this.timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            pulse(now);
          }
        };
  }

  /** Adds a value; from any thread. */
  public void offer(T value) {
    Link<T> link = new Link<>(value);
    newest.getAndSet(link).next = link;
    if (!awake.get() && awake.compareAndSet(false, true)) {
      FxThread.later(timer::start);
    }
  }

  /** Hands over what is waiting without waiting for the pulse; only on the JavaFX thread. */
  public void drainNow() {
    FxThread.check();
    drain();
  }

  private void pulse(long now) {
    if (newest.get() != taken) {
      turn.run(now, this::drain);
      return;
    }
    timer.stop();
    awake.set(false);
    // An offer made between the last look and the flag saw a mailbox that was still awake.
    if (newest.get() != taken && awake.compareAndSet(false, true)) {
      timer.start();
    }
  }

  private void drain() {
    List<T> values = new ArrayList<>();
    Link<T> next = taken.next;
    while (next != null) {
      taken = next;
      if (next.value != null) {
        values.add(next.value);
      }
      next = next.next;
    }
    if (!values.isEmpty()) {
      consumer.accept(values);
    }
  }
}
