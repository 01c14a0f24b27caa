package app.diptych.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Background;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A side on which models are picked quickly, on a thread that stands for the JavaFX thread. */
@Timeout(60)
class SideModelTest {
  private static final NanoClock CLOCK = NanoClock.system();
  private static final Provider READY = new ScriptedProvider(CLOCK, _ -> {});

  private final ExecutorService page = Executors.newSingleThreadExecutor();
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch slow = new CountDownLatch(1);
  private final CountDownLatch gaveUp = new CountDownLatch(1);
  private final CountDownLatch ready = new CountDownLatch(1);

  @AfterEach
  void close() {
    work.shutdownNow();
    // The page goes last: what was worked out is still handed to it.
    work.close();
    page.shutdownNow();
  }

  @Test
  void looksForTheNewerModelOnceTheOlderSearchIsGivenUp() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    ModelCatalog real = new ScriptedCatalog().with("slow", READY).with("fast", READY);
    SideModel side =
        side(
            new FindingCatalog(
                real,
                name -> {
                  order.add("look for " + name);
                  if (name.equals("slow")) {
                    slow.countDown();
                    awaitInterrupt();
                  }
                  order.add("found " + name);
                  return name;
                }));

    pick(side, "slow");
    assertThat(slow.await(30, TimeUnit.SECONDS)).isTrue();
    pick(side, "fast");

    assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(order).containsExactly("look for slow", "found slow", "look for fast", "found fast");
    assertThat(side.modelProperty().get()).isEqualTo("fast");
  }

  @Test
  void stopsLoadingAModelWhenAnotherIsPicked() throws Exception {
    SideModel side = side(new ScriptedCatalog().with("slow", neverReady()).with("fast", READY));

    pick(side, "slow");
    assertThat(slow.await(30, TimeUnit.SECONDS)).isTrue();
    pick(side, "fast");

    assertThat(gaveUp.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(side.modelProperty().get()).isEqualTo("fast");
    assertThat(side.failureProperty().get()).isNull();
  }

  @Test
  void isNoReadierThanItsModelWhenWhatItShowedGoes() throws Exception {
    Failure why = new Failure.ProviderError("It does not start.", "Look why.", false);
    CountDownLatch failed = new CountDownLatch(1);
    Provider broken = new ScriptedProvider(CLOCK, () -> Optional.of(why), _ -> {});
    SideModel side = side(new ScriptedCatalog().with("broken", broken).with("slow", neverReady()));
    side.failureProperty()
        .addListener((_, _, now) -> {
          if (now != null) {
            failed.countDown();
          }
        });

    pick(side, "broken");
    assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
    page.submit(side::startAnew).get(30, TimeUnit.SECONDS);
    assertThat(side.phaseProperty().get()).isEqualTo(PanePhase.FAILED);
    assertThat(side.failureProperty().get()).isEqualTo(why);

    pick(side, "slow");
    assertThat(slow.await(30, TimeUnit.SECONDS)).isTrue();
    page.submit(side::startAnew).get(30, TimeUnit.SECONDS);
    assertThat(side.phaseProperty().get()).isEqualTo(PanePhase.LOADING);
    assertThat(side.failureProperty().get()).isNull();
  }

  /** Gets ready until it is given up. */
  private Provider neverReady() {
    return new ScriptedProvider(
        CLOCK,
        () -> {
          slow.countDown();
          awaitInterrupt();
          return Optional.empty();
        },
        _ -> {});
  }

  private SideModel side(ModelCatalog catalog) {
    SideModel side =
        new SideModel(
            Side.A,
            catalog,
            new Background(work, page),
            reader -> news -> reader.accept(List.of(news)));
    side.phaseProperty()
        .addListener((_, _, phase) -> {
          if (phase == PanePhase.READY) {
            ready.countDown();
          }
        });
    return side;
  }

  private void pick(SideModel side, String name) throws Exception {
    page.submit(() -> side.pick(name)).get(30, TimeUnit.SECONDS);
  }

  private void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      gaveUp.countDown();
      Thread.currentThread().interrupt();
    }
  }

  /** Does something before a name is found. */
  private record FindingCatalog(ModelCatalog real, UnaryOperator<String> before)
      implements ModelCatalog {
    @Override
    public List<Entry> entries() {
      return real.entries();
    }

    @Override
    public Discovery discover(String gateway) {
      return real.discover(gateway);
    }

    @Override
    public Lookup find(Side side, String model) {
      return real.find(side, before.apply(model));
    }
  }
}
