package app.diptych.ui.batch;

import app.diptych.trial.Side;
import app.diptych.ui.batch.SortKey.What;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.InvalidationListener;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long the table of results takes with 100,000 rows. */
@Tag("bench")
@Timeout(900)
class GridBenchTest {
  private static final int ROWS = Integer.getInteger("grid.rows", 100_000);
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final int ROUNDS = 5;

  @TempDir Path home;

  @Test
  void sortsAndFiltersAHundredThousandRowsInAMoment() throws Exception {
    Path data = home.resolve("rows.csv");
    try (BufferedWriter out = Files.newBufferedWriter(data)) {
      out.write("id,word,tags\n");
      for (int i = 0; i < ROWS; i++) {
        out.write("r%d,w%d,t%d\n".formatted(i, i, i % 20));
      }
    }
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      page.answers =
          (side, prompt) ->
              (prompt.hashCode() % 3 == 0 ? "An answer of side " + side : "An answer of a side")
                  + ": "
                  + "some words that fill a line or two, as answers do. ".repeat(6)
                  + prompt;
      FxTest.run(() -> {
        page.model.draft().templates().getFirst().set("Say {{word}}");
        page.model.draft().concurrencyProperty().set("64");
        page.model.draft().choose(data);
      });
      FxTest.waitFor(() -> page.model.draft().countedProperty().get() != null, PATIENCE);
      FxTest.run(() -> page.model.start());
      FxTest.waitFor(() -> page.model.newsProperty().get().startsWith("Everything"), PATIENCE);
      GridModel grid = page.model.grid();
      FxTest.waitFor(() -> grid.lines().size() == ROWS, PATIENCE);
      measure(page, grid);
    }
  }

  private static void measure(OpenBatches page, GridModel grid) {
    Stage stage = FxTest.run(() -> new Stage());
    BatchView view =
        FxTest.run(() -> {
          BatchView made =
              new BatchView(
                  page.model,
                  new Pickers(new VBox(), new VBox(), new VBox()),
                  new BatchView.Uses(
                      (_, _) -> {},
                      new SimpleStringProperty(""),
                      (_, _) -> {},
                      _ -> Optional.empty()));
          Scene scene = new Scene(made, 1440, 900);
          Theme.DARK.dress(scene);
          stage.setScene(scene);
          stage.show();
          return made;
        });
    double[] show = new double[ROUNDS];
    double[] sort = new double[ROUNDS];
    double[] filter = new double[ROUNDS];
    double[] differ = new double[ROUNDS];
    double[] search = new double[ROUNDS];
    double[] group = new double[ROUNDS];
    What[] keys = {What.E2E, What.ID, What.TOKENS, What.COST, What.TTFT};
    for (int i = 0; i < ROUNDS; i++) {
      int round = i;
      show[i] = until(grid, () -> page.model.show(page.model.batches().getFirst()));
      sort[i] = until(grid, () -> grid.sort(new SortKey(keys[round], Side.B, true)));
      filter[i] = until(grid, () -> grid.slowerProperty().set("0.0" + (round + 1)));
      until(grid, () -> grid.clearFilters());
      differ[i] = until(grid, () -> grid.differingProperty().set(true));
      until(grid, () -> grid.clearFilters());
      search[i] = until(grid, () -> grid.searchProperty().set("w" + (7 + round)));
      FxTest.waitFor(() -> grid.lines().size() < ROWS, PATIENCE);
      FxTest.run(() -> grid.clearFilters());
      FxTest.waitFor(() -> grid.lines().size() == ROWS, PATIENCE);
      group[i] = until(grid, () -> grid.groupedProperty().set(true));
      until(grid, () -> grid.groupedProperty().set(false));
    }
    System.gc();
    Runtime memory = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "  %,d rows: show %.0f ms, sort %.0f ms, filter %.0f ms, answers differ %.0f ms, search %.0f ms, group %.0f ms;"
            + " scroll a page %.1f ms (p50), %.1f ms (worst); %d texts held, heap in use %,d MB%n",
        ROWS,
        median(show),
        median(sort),
        median(filter),
        median(differ),
        median(search),
        median(group),
        median(scrolled((TableView<?>) view.lookup("#batch-grid"))),
        worst,
        grid.texts().size(),
        (memory.totalMemory() - memory.freeMemory()) >> 20);
    FxTest.run(() -> stage.hide());
  }

  private static double worst;

  /** Milliseconds the JavaFX thread needs to lay a page out somewhere else. */
  private static double[] scrolled(TableView<?> table) {
    double[] all = new double[60];
    for (int i = 0; i < all.length; i++) {
      int to = (int) ((long) i * 1_664_525 % ROWS);
      all[i] =
          FxTest.run(() -> {
            long begun = System.nanoTime();
            table.scrollTo(Math.abs(to));
            table.layout();
            return (System.nanoTime() - begun) / 1e6;
          });
      FxTest.pulses(1);
    }
    worst = Arrays.stream(all).skip(5).max().orElse(0);
    return all;
  }

  /** Milliseconds from the wish to the lines in the table. */
  private static double until(GridModel grid, Runnable wish) {
    AtomicBoolean changed = new AtomicBoolean();
    InvalidationListener listener = _ -> changed.set(true);
    FxTest.run(() -> grid.lines().addListener(listener));
    long begun = System.nanoTime();
    FxTest.run(() -> wish.run());
    FxTest.waitFor(changed::get, PATIENCE);
    double took = (System.nanoTime() - begun) / 1e6;
    FxTest.run(() -> grid.lines().removeListener(listener));
    return took;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
