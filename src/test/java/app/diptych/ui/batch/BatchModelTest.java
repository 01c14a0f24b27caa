package app.diptych.ui.batch;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.batch.BatchIndex;
import app.diptych.batch.BatchIndex.Entry;
import app.diptych.completion.Failure;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Side;
import app.diptych.ui.batch.SortKey.What;
import app.diptych.ui.fx.FxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the batch page does, on a real workspace. */
@Timeout(120)
class BatchModelTest {
  @TempDir Path home;

  @Test
  void goesOnAfterAStopInALaterStartAndRetriesOnlyWhatFailed() throws Exception {
    Path data = words();
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      page.answers =
          (side, prompt) -> {
            // No later row is answered before the stop, and none before it is left out.
            if (Integer.parseInt(prompt.substring("Say w".length())) >= 5) {
              awaitSettled(page, 5);
              FxTest.run(() -> page.model.run().stop());
            }
            return prompt.equals("Say w1") && side == Side.B
                ? new Failure.Overloaded("Busy.", "Wait.")
                : side + " " + prompt;
          };
      page.run(data, "Say {{word}}");
      assertThat(page.model.newsProperty().get()).startsWith("Stopped.");
    }
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      page.await(() -> !page.model.batches().isEmpty());
      FxTest.run(() -> page.model.show(page.model.batches().getFirst()));
      page.await(() -> page.model.grid().indexProperty().get() != null);
      int before = index(page).entries().size();
      assertThat(before).as("these, and what was under way").isBetween(5, 5 + 4);
      FxTest.run(() -> page.model.resume(false));
      page.await(() -> page.model.newsProperty().get().startsWith("Everything"));
      page.await(() -> index(page).entries().size() == 20);
      assertThat(page.asked).doesNotContainKey("A Say w0");
      assertThat(page.model.grid().failures()).isEqualTo(1);
      page.asked.clear();
      FxTest.run(() -> page.model.resume(true));
      // Asked as well: while it is taken over it neither runs nor has what failed.
      page.await(() ->
          page.asked.containsKey("B Say w1")
              && page.model.grid().failures() == 0
              && !page.model.run().isRunning());
      assertThat(page.asked).containsOnlyKeys("B Say w1");
      Files.writeString(data, "id,word,tags\n1,other,x\n");
      FxTest.run(() -> page.model.resume(false));
      page.await(() -> page.model.newsProperty().get().contains("not what they were"));
    }
  }

  @Test
  void sortsFiltersAndGroupsAndAsksSomeAgain() throws Exception {
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      page.answers =
          (side, prompt) ->
              prompt.equals("Say w3") && side == Side.B
                  ? new Failure.Overloaded("Busy.", "Wait.")
                  : prompt.endsWith("7") ? side + " alone" : "both " + prompt;
      Path checks = home.resolve("checks.yaml");
      Files.writeString(checks, "- {type: icontains, value: both}\n");
      FxTest.run(() -> page.model.draft().checksProperty().set(checks.toString()));
      page.run(words(), "Say {{word}}");
      GridModel grid = page.model.grid();
      page.await(() -> grid.lines().size() == 20);

      FxTest.run(() -> grid.failedProperty().set(true));
      page.await(() -> ids(grid).equals(List.of("3")));
      FxTest.run(() -> grid.failedProperty().set(false));
      FxTest.run(() -> grid.differingProperty().set(true));
      page.await(() -> ids(grid).equals(List.of("3", "7", "17")));
      FxTest.run(() -> grid.differingProperty().set(false));
      FxTest.run(() -> grid.checkFailedProperty().set(true));
      page.await(() -> ids(grid).equals(List.of("3", "7", "17")));
      FxTest.run(() -> grid.clearFilters());
      FxTest.run(() -> grid.searchProperty().set("alone"));
      page.await(() -> ids(grid).equals(List.of("7", "17")));
      FxTest.run(() -> grid.slowerProperty().set("999999"));
      page.await(() -> grid.stateProperty().get() == GridModel.State.NONE_FITS);
      FxTest.run(() -> grid.clearFilters());
      FxTest.run(() -> grid.sort(new SortKey(What.ROW, null, true)));
      page.await(() -> grid.lines().size() == 20 && ids(grid).getFirst().equals("19"));

      FxTest.run(() -> grid.groupedProperty().set(true));
      page.await(() -> grid.lines().size() == 2);
      Group odd = ((Line.OfGroup) grid.lines().getLast()).group();
      assertThat(odd.tag()).isEqualTo("odd");
      assertThat(odd.b())
          .satisfies(sum -> {
            assertThat(sum.answered()).isEqualTo(9);
            assertThat(sum.checked()).isEqualTo(10);
            assertThat(sum.passed()).isEqualTo(7);
          });
      FxTest.run(() -> grid.toggle(odd));
      page.await(() -> grid.lines().size() == 12);
      FxTest.run(() -> grid.groupedProperty().set(false));

      Entry third =
          index(page).entries().stream().filter(one -> one.id().equals("3")).findFirst().get();
      String trial = Objects.requireNonNull(third.trial());
      FxTest.run(() -> grid.texts().of(trial, Side.A));
      page.await(() -> grid.texts().of(trial, Side.A).get().equals("both Say w3"));

      page.asked.clear();
      FxTest.run(() -> page.model.askAgain(List.of(third)));
      page.await(() ->
          page.model.draft().countedProperty().get() != null
              && page.model.stateProperty().get() == BatchModel.State.NEW
              && page.model.draft().countedProperty().get().estimate().items() == 1);
      assertThat(page.asked).isEmpty();
      FxTest.run(() -> page.model.start());
      // Asked as well: while it is made it may be listed and does not run yet.
      page.await(() ->
          page.asked.containsKey("B Say w3")
              && page.model.batches().size() == 2
              && !page.model.run().isRunning());
      assertThat(page.asked).containsOnlyKeys("A Say w3", "B Say w3");
      assertThat(page.workspace.batches().standings())
          .extracting(standing -> standing.settled())
          .containsExactly(1L, 20L);
    }
  }

  /** One of three answers to a row is one request, not three. */
  @Test
  void asksAgainAsOftenAsWasChosenAndSaysSoOnlyThere() throws Exception {
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      FxTest.run(() -> page.model.draft().repeatsProperty().set("3"));
      page.run(words(), "Say {{word}}");
      page.await(() -> page.model.grid().lines().size() == 60);
      List<Entry> third =
          index(page).entries().stream().filter(one -> one.id().equals("3")).toList();
      assertThat(third).hasSize(3);
      FxTest.run(() -> page.model.askAgain(third.subList(1, 2)));
      page.await(() -> page.model.newsProperty().get().startsWith("1 row would be asked again"));
      page.await(() ->
          page.model.draft().countedProperty().get() != null
              && page.model.draft().countedProperty().get().estimate().items() == 1);
      FxTest.run(() -> page.model.show(page.model.batches().getFirst()));
      assertThat(page.model.newsProperty().get()).isEmpty();
      FxTest.run(() -> page.model.askAgain(third.subList(0, 2)));
      page.await(() ->
          page.model.draft().countedProperty().get() != null
              && page.model.draft().countedProperty().get().estimate().items() == 2);
    }
  }

  @Test
  void whatABatchApiWorksOnIsLeftToItAndHeldByNobody() throws Exception {
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      page.run(words(), "Say {{word}}");
      String id = page.model.batches().getFirst().batch().id();
      page.workspace
          .value(
              "batch jobs " + id,
              "[{\"name\": \"n\", \"side\": \"A\", \"items\": \"0-1\", \"step\": \"RUNNING\"}]")
          .get();
      FxTest.run(() -> page.model.show(page.model.batches().getFirst()));
      FxTest.run(() -> page.model.resume(true));
      page.await(() -> page.model.newsProperty().get().contains("Batch API still works"));
      assertThat(page.workspace.batches().standings()).noneMatch(standing -> standing.running());
      assertThat(page.workspace.batches().standings())
          .as("it was not even taken over")
          .allMatch(standing -> standing.batch().endedAt() != null);
    }
  }

  @Test
  void tellsWhatIsWrongInASentence() throws Exception {
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      DraftModel draft = page.model.draft();
      FxTest.run(() -> draft.choose(home.resolve("gone.csv")));
      page.await(() -> draft.problemProperty().get().startsWith("There is no file"));
      FxTest.run(() -> draft.chooseLibrary("no prompt has these words zzzz"));
      page.await(() -> draft.problemProperty().get().startsWith("No prompt of the library"));
      FxTest.run(() -> {
        draft.choose(words());
        draft.templates().getFirst().set("Say {{wrod}}");
      });
      page.await(() -> draft.wrongProperty().get().contains("no column wrod: it has"));
      FxTest.run(() -> {
        draft.templates().getFirst().set("Say {{word}}");
        draft.repeatsProperty().set("many");
      });
      page.await(() ->
          draft.wrongProperty().get().equals("Repeats: a whole number from 1 to 1,000, not many."));
      FxTest.run(() -> {
        draft.repeatsProperty().set("2");
        draft.temperaturesProperty().set("0, 3");
      });
      page.await(() -> draft.wrongProperty().get().startsWith("Temperature must be 0 to 2"));
      FxTest.run(() -> draft.temperaturesProperty().set("0, 1"));
      page.await(() ->
          draft.countedProperty().get() != null
              && draft.countedProperty().get().estimate().items() == 80);
      FxTest.run(() -> page.model.start());
      FxTest.run(() -> page.model.start());
      page.await(() -> page.model.newsProperty().get().startsWith("Everything"));
      assertThat(page.workspace.batches().standings()).hasSize(1);
    }
  }

  /** Twenty rows, half of them odd. */
  private Path words() throws Exception {
    StringBuilder lines = new StringBuilder("id,word,tags\n");
    for (int i = 0; i < 20; i++) {
      lines.append("%d,w%d,%s\n".formatted(i, i, i % 2 == 0 ? "even" : "odd"));
    }
    return Files.writeString(home.resolve("words.csv"), lines);
  }

  /** Waits until so many rows of the newest batch are settled. */
  private static void awaitSettled(OpenBatches page, long rows) {
    page.await(() -> {
      try {
        return page.workspace.batches().standings().getFirst().settled() >= rows;
      } catch (WorkspaceException unreadable) {
        throw new AssertionError(unreadable);
      }
    });
  }

  private static BatchIndex index(OpenBatches page) {
    return Objects.requireNonNull(page.model.grid().indexProperty().get());
  }

  private static List<String> ids(GridModel grid) {
    return grid.lines().stream()
        .filter(Line.OfItem.class::isInstance)
        .map(line -> ((Line.OfItem) line).entry().id())
        .toList();
  }
}
