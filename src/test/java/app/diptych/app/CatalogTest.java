package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  @TempDir Path home;

  @Test
  void listsItsModelsWhileSomebodyElseHoldsItsLock() throws Exception {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      ModelCatalog catalog = wiring.models();
      String file = "file:" + home.resolve("some.gguf");
      catalog.find(Side.A, file);
      synchronized (catalog) {
        assertThat(CompletableFuture.supplyAsync(catalog::entries).get(30, TimeUnit.SECONDS))
            .extracting(ModelCatalog.Entry::model)
            .containsExactly("demo/small", "demo/base", file);
      }
    }
  }

  @Test
  void keepsTheProviderOfASideThatAsksForTheSameModelAgain() {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      ModelCatalog catalog = wiring.models();
      ModelCatalog.Lookup first = catalog.find(Side.A, "demo/small");
      assertThat(catalog.find(Side.A, "demo/small")).isEqualTo(first);
      assertThat(catalog.find(Side.B, "demo/small")).isNotEqualTo(first);
    }
  }

  @Test
  void loadsNothingAnyMoreOnceTheProgramEnds() throws Exception {
    Wiring wiring = new Wiring(home, List.of(), Map.of());
    wiring.close();
    assertThat(wiring.models().find(Side.A, "demo/small"))
        .isInstanceOfSatisfying(
            ModelCatalog.Found.class,
            found -> assertThat(prepare(found)).isInstanceOf(Failure.Cancelled.class));
  }

  private static Failure prepare(ModelCatalog.Found found) {
    try {
      return found.provider().prepare().orElseThrow();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
