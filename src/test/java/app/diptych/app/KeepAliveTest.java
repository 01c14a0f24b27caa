package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.guard.Simulation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a model gives its memory back by itself, on a clock that the test moves. */
class KeepAliveTest {
  private final Simulation time = new Simulation();
  private final AtomicReference<@Nullable Integer> minutes = new AtomicReference<>(5);
  private final AtomicInteger released = new AtomicInteger();
  private final KeepAlive model = new KeepAlive(time, minutes::get, released::incrementAndGet);

  @Test
  void unloadsThatLongAfterTheLastAnswer() {
    answer();
    time.pass(Duration.ofMinutes(4));
    answer();
    time.pass(Duration.ofMinutes(4));
    assertThat(released).hasValue(0);
    time.pass(Duration.ofMinutes(1));
    assertThat(released).hasValue(1);
    time.finish();
    assertThat(released).hasValue(1);
  }

  @Test
  void unloadsAtOnceWhenThatIsSet() {
    minutes.set(0);
    answer();
    assertThat(released).hasValue(0);
    time.settle();
    assertThat(released).hasValue(1);
  }

  @Test
  void neverUnloadsWhenNothingIsSet() {
    minutes.set(null);
    answer();
    time.pass(Duration.ofDays(2));
    assertThat(released).hasValue(0);
  }

  @Test
  void keepsAModelThatAnswersOrWasJustGotReady() {
    answer();
    time.pass(Duration.ofMinutes(4));
    model.touch();
    time.pass(Duration.ofMinutes(60));
    assertThat(released).as("it waits for the other side").hasValue(0);
    model.begins();
    time.pass(Duration.ofMinutes(60));
    assertThat(released).as("it answers").hasValue(0);
    model.ended();
    time.pass(Duration.ofMinutes(5));
    assertThat(released).hasValue(1);
  }

  private void answer() {
    model.begins();
    model.ended();
  }
}
