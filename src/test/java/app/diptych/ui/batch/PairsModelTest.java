package app.diptych.ui.batch;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.session.Batches.Standing;
import app.diptych.ui.fx.FxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More than two models on the batch page, on a real workspace. */
@Timeout(120)
class PairsModelTest {
  private static final int ROWS = 20;

  @TempDir Path home;

  @Test
  void eachModelIsAskedAgainstAInItsTurnAndThoseOfThisMachineOnSideB() throws Exception {
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      List<String> places = new CopyOnWriteArrayList<>();
      List<Boolean> held = new CopyOnWriteArrayList<>();
      FxTest.run(() ->
          page.model
              .run()
              .placeProperty()
              .subscribe(place -> {
                places.add(place);
                held.add(page.held);
              }));
      draft(page, "gw/C", "here/D", "gw/C");
      page.await(() -> page.model.draft().countedProperty().get() != null);
      Counted counted = page.model.draft().countedProperty().get();
      assertThat(ForecastWords.count(counted))
          .isEqualTo("3 pairs \u00d7 20 rows \u00d7 2 settings = 120 rows, 240 requests.");
      assertThat(ForecastWords.cost(counted))
          .startsWith("All pairs: no price is known")
          .endsWith("at the same instant.");
      page.start();
      page.await(() -> page.model.newsProperty().get().equals("Everything is answered."));
      assertThat(page.asked)
          .containsEntry("A Say w7", 6)
          .containsEntry("B Say w7", 2)
          .containsEntry("gw/C Say w7", 2)
          .containsEntry("here/D Say w7", 2);
      assertThat(places)
          .containsSubsequence(
              "Pair 1 of 3, against gw/B",
              "Pair 2 of 3, against gw/C",
              "Pair 3 of 3, against here/D");
      assertThat(held.subList(1, held.size())).as("nothing comes between").containsOnly(true);
      assertThat(page.held).isFalse();
      assertThat(page.put).as("as it was at last").containsExactly("B here/D", "B gw/B");
      assertThat(page.workspace.batches().standings())
          .extracting(Standing::title)
          .containsExactly(
              "words.csv: gw/A, here/D", "words.csv: gw/A, gw/C", "words.csv: gw/A, gw/B");
      assertThat(page.workspace.batches().standings())
          .allSatisfy(one -> {
            assertThat(one.settled()).isEqualTo(2 * ROWS);
            assertThat(one.batch().endedAt()).isNotNull();
          });
    }
  }

  @Test
  void aStopEndsAllPairsAndEachIsResumedFromTheList() throws Exception {
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      page.answers =
          (side, prompt) -> {
            if (page.asked.containsKey("gw/C Say w5")) {
              FxTest.run(() -> page.model.run().stop());
            }
            return side + " " + prompt;
          };
      draft(page, "gw/C", "gw/E");
      page.start();
      page.await(() -> page.model.newsProperty().get().startsWith("Stopped in pair 2 of 3."));
      page.answers = (side, prompt) -> side + " " + prompt;
      assertThat(page.asked.keySet()).noneMatch(asked -> asked.startsWith("gw/E"));
      page.await(() -> page.model.batches().stream().noneMatch(Standing::running));
      List<Standing> before = page.workspace.batches().standings();
      assertThat(before.getFirst().settled()).isZero();
      assertThat(before.get(1).settled()).isBetween(1L, 2L * ROWS - 1);
      assertThat(before.getLast().settled()).isEqualTo(2 * ROWS);
      for (int place : new int[] {0, 1}) {
        FxTest.run(() -> page.model.show(page.model.batches().get(place)));
        FxTest.run(() -> page.model.resume(false));
        page.await(() -> page.model.newsProperty().get().startsWith("Everything"));
        FxTest.run(() -> page.model.tell(""));
      }
      assertThat(page.workspace.batches().standings())
          .extracting(Standing::settled)
          .containsExactly(2L * ROWS, 2L * ROWS, 2L * ROWS);
      assertThat(page.put).contains("B gw/E", "B gw/C");
    }
  }

  @Test
  void whatMakesNoSenseAnyMoreEndsAllPairs() throws Exception {
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      page.answers = (_, _) -> new Failure.Overloaded("Busy.", "Wait.");
      draft(page, "gw/C");
      page.start();
      page.await(() -> page.model.newsProperty().get().startsWith("Ended early in pair 1 of 2."));
      assertThat(page.model.newsProperty().get()).contains("20 rows in a row failed", "Busy.");
      assertThat(page.asked.keySet()).noneMatch(asked -> asked.startsWith("gw/C"));
    }
  }

  @Test
  void modelsThatMakeNoPairsAreToldUntilTheyAreGone() throws Exception {
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      DraftModel draft = page.model.draft();
      draft(page, "gw/A");
      page.await(() -> draft.wrongProperty().get().startsWith("gw/A is on side A: remove it"));
      FxTest.run(() -> {
        draft.others().remove("gw/A");
        page.model.addModel("no/such");
      });
      page.await(
          () -> draft.wrongProperty().get().equals("There is no model no/such. Choose another."));
      FxTest.run(() -> {
        draft.others().remove("no/such");
        page.model.addModel(" ");
      });
      page.await(() -> draft.countedProperty().get() != null);
      assertThat(ForecastWords.count(draft.countedProperty().get()))
          .isEqualTo("20 rows \u00d7 2 settings = 40 rows: 40 requests on each side.");
    }
  }

  /** Twenty rows with two settings. */
  private void draft(OpenBatches page, String... others) throws Exception {
    StringBuilder lines = new StringBuilder("id,word\n");
    for (int i = 0; i < ROWS; i++) {
      lines.append("%d,w%d\n".formatted(i, i));
    }
    Path data = Files.writeString(home.resolve("words.csv"), lines);
    FxTest.run(() -> {
      page.model.showNew();
      page.model.draft().templates().getFirst().set("Say {{word}}");
      page.model.draft().temperaturesProperty().set("0, 1");
      List.of(others).forEach(page.model::addModel);
      page.model.draft().choose(data);
    });
  }
}
