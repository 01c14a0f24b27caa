package app.diptych.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ErrandTest {
  private static final NanoClock CLOCK = NanoClock.system();

  /** Half a minute: as far from no wait at all as from that for the next minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final GuardThreads threads = new GuardThreads();
  private final List<Duration> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void endThreads() {
    threads.close();
  }

  @Test
  void goesAtOnceWhenNothingHoldsItBackAndCounts() throws Exception {
    RateLimit limit = limit(2, null);
    Errand errand = errand(limit);

    assertThat(errand.await(PATIENCE)).isNull();

    assertThat(limit.use().requests()).isEqualTo(1);
    assertThat(limit.use().running()).isEqualTo(1);
    errand.end(null);
    assertThat(limit.use().running()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void saysAtOnceThatItsTurnIsFurtherAwayThanAnybodyWouldWait() throws Exception {
    RateLimit limit = limit(1, null);
    assertThat(errand(limit).await(PATIENCE)).isNull();

    Duration wait = errand(limit).await(PATIENCE);

    assertThat(wait).isGreaterThan(PATIENCE).isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(limit.use().waiting()).isZero();
    assertThat(limit.use().requests()).isEqualTo(1);
  }

  @Test
  void waitsForTheSlotOfAnother() throws Exception {
    RateLimit limit = limit(null, 1);
    Errand first = errand(limit);
    assertThat(first.await(PATIENCE)).isNull();
    Errand second = errand(limit);
    CompletableFuture<@Nullable Duration> waiting = await(second);
    until(() -> !told.isEmpty());
    assertThat(limit.use().waiting()).isEqualTo(1);

    first.end(null);

    assertThat(waiting.get(60, TimeUnit.SECONDS)).isNull();
    assertThat(limit.use().running()).isEqualTo(1);
    second.end(null);
  }

  @Test
  void leavesTheQueueWhenStopped() throws Exception {
    RateLimit limit = limit(null, 1);
    Errand first = errand(limit);
    assertThat(first.await(PATIENCE)).isNull();
    Errand second = errand(limit);
    CompletableFuture<@Nullable Duration> waiting = await(second);
    until(() -> !told.isEmpty());

    second.cancel();

    assertThat(waiting.get(60, TimeUnit.SECONDS)).isNotNull();
    assertThat(limit.use().waiting()).isZero();
    first.end(null);
    assertThat(limit.use().running()).isZero();
  }

  @Test
  void leavesTheQueueWhenItsThreadIsInterrupted() throws Exception {
    RateLimit limit = limit(1, null);
    assertThat(errand(limit).await(PATIENCE)).isNull();

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> errand(limit).await(Duration.ofMinutes(2)))
        .isInstanceOf(InterruptedException.class);
    assertThat(limit.use().waiting()).isZero();
  }

  @Test
  void aPauseItIsAskedForHoldsForAll() throws Exception {
    RateLimit limit = limit(90, null);
    Errand errand = errand(limit);
    assertThat(errand.await(PATIENCE)).isNull();

    errand.end(new Failure.RateLimited("Too many.", "Wait.", Duration.ofSeconds(100)));

    assertThat(errand(limit).await(PATIENCE)).isGreaterThan(PATIENCE);
  }

  /** The call holds the only slot, somebody waits for it, and the call asks for more itself. */
  @Test
  void aRequestAsideNeedsNoSlotAndWaitsForNobody() throws Exception {
    RateLimit limit = limit(2, 1);
    assertThat(errand(limit).await(PATIENCE)).isNull();
    Errand other = errand(limit);
    CompletableFuture<@Nullable Duration> waiting = await(other);
    until(() -> !told.isEmpty());

    assertThat(limit.takeAside()).isTrue();
    assertThat(limit.takeAside()).as("the minute is full").isFalse();

    assertThat(limit.use().requests()).isEqualTo(2);
    // It counts for the others, too.
    assertThat(waiting.get(60, TimeUnit.SECONDS)).isGreaterThan(PATIENCE);
  }

  private RateLimit limit(@Nullable Integer requests, @Nullable Integer concurrent) {
    return new RateLimit(new Limits(requests, null, concurrent), CLOCK, threads.later());
  }

  private Errand errand(RateLimit limit) {
    return new Errand(limit, 0, told::add);
  }

  private CompletableFuture<@Nullable Duration> await(Errand errand) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return errand.await(PATIENCE);
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }
        },
        threads.workers());
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(5);
    }
  }
}
