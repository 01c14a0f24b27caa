package app.diptych.guard;

import app.diptych.completion.Failure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to a gateway that is no completion, such as a list of models or a step of a check: it
 * queues like all others. One thread waits for its turn and ends it; any other may stop it.
 */
public final class Errand {
  private final RateLimit limit;
  private final RateLimit.Ticket ticket;
  private final Consumer<Duration> told;
  private final CountDownLatch decided = new CountDownLatch(1);
  private Stage stage = Stage.WAITING;
  private Duration patience = Duration.ZERO;
  private Duration expected = Duration.ZERO;

  private enum Stage {
    WAITING,
    SENT,
    GIVEN_UP
  }

  /**
   * @param tokens that the request may take
   * @param told hears how long the wait may take, each time that changes
   */
  public Errand(RateLimit limit, long tokens, Consumer<Duration> told) {
    this.limit = limit;
    this.ticket = limit.ticket(tokens, new Turn());
    this.told = told;
  }

  /**
   * Joins the queue and waits for its turn, but not when that will take longer.
   *
   * @return null when the request may be sent, which {@link #end} must follow; else how long its
   *     turn would have taken, as far as is known
   */
  public @Nullable Duration await(Duration longest) throws InterruptedException {
    synchronized (this) {
      patience = longest;
    }
    ticket.join();
    try {
      var _ = decided.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      cancel();
      end(null);
      throw stopped;
    }
    cancel();
    synchronized (this) {
      return stage == Stage.SENT ? null : expected;
    }
  }

  /** Leaves the queue; a request that may be sent already is not affected. */
  public void cancel() {
    synchronized (this) {
      if (stage != Stage.WAITING) {
        return;
      }
      stage = Stage.GIVEN_UP;
    }
    // Whoever waits goes on when it has left, so that nobody sees it in the queue afterwards.
    try {
      leave();
    } finally {
      decided.countDown();
    }
  }

  /**
   * The request is over.
   *
   * @param failure why it failed, null when it did not; a pause the gateway asks for holds for all
   */
  public void end(@Nullable Failure failure) {
    if (failure instanceof Failure.RateLimited limited && limited.retryAfter() != null) {
      limit.rest(limited.retryAfter());
    }
    ticket.end(null);
  }

  private void leave() {
    ticket.unsent();
    ticket.end(null);
  }

  private final class Turn implements RateLimit.Turn {
    @Override
    public void waiting(int place, Duration wait) {
      boolean tooLong;
      synchronized (Errand.this) {
        if (stage != Stage.WAITING) {
          return;
        }
        expected = wait;
        tooLong = wait.compareTo(patience) > 0;
      }
      if (tooLong) {
        cancel();
      } else {
        told.accept(wait);
      }
    }

    @Override
    public void come() {
      boolean wanted;
      synchronized (Errand.this) {
        wanted = stage == Stage.WAITING;
        if (wanted) {
          stage = Stage.SENT;
        }
      }
      if (wanted) {
        decided.countDown();
      } else {
        leave();
      }
    }
  }
}
