package app.diptych.ui.batch;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The batch page in a scene, with models that answer as the test wants. */
@Timeout(120)
class BatchPageTest {
  @TempDir Path home;

  private final List<String> names = new ArrayList<>();

  @Test
  void exportsEveryRowToWhereTheUserSays() throws Exception {
    Path data = Files.writeString(home.resolve("rows.csv"), "id,word\na,one\nb,two\n");
    Path out = home.resolve("out.jsonl");
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      Stage stage = FxTest.run(() -> new Stage());
      Scene scene = show(page, stage, Optional.of(out));
      page.run(data, "Say {{word}}");
      FxTest.run(() -> ((Button) scene.lookup("#batch-export")).fire());
      // Not only that it is being written.
      page.await(() -> page.model.newsProperty().get().startsWith("2 lines are in "));
      FxTest.run(() -> stage.hide());
    }
    assertThat(names).containsExactly("batch.jsonl");
    List<JsonNode> lines =
        Files.readAllLines(out).stream().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines).extracting(line -> line.path("id").asString()).containsExactly("a", "b");
    assertThat(lines)
        .extracting(line -> line.path("sides").path("B").path("text").asString())
        .containsExactly("B Say one", "B Say two");
  }

  @Test
  void anExportThatIsGivenUpWritesNothing() throws Exception {
    Path data = Files.writeString(home.resolve("rows.csv"), "id,word\na,one\n");
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      Stage stage = FxTest.run(() -> new Stage());
      Scene scene = show(page, stage, Optional.empty());
      page.run(data, "Say {{word}}");
      String before = FxTest.run(() -> page.model.newsProperty().get());
      FxTest.run(() -> ((Button) scene.lookup("#batch-export")).fire());
      FxTest.pulses(3);
      assertThat(FxTest.run(() -> page.model.newsProperty().get())).isEqualTo(before);
      FxTest.run(() -> stage.hide());
    }
    assertThat(names).hasSize(1);
  }

  @Test
  void tellsBeforeItBeginsWhichChecksAreNotRun() throws Exception {
    Path data = Files.writeString(home.resolve("rows.csv"), "id,word\na,one\n");
    Path checks =
        Files.writeString(
            home.resolve("checks.yaml"),
            "- {type: contains, value: one}\n- {type: llm-rubric, value: kind}\n");
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      Stage stage = FxTest.run(() -> new Stage());
      Scene scene = show(page, stage, Optional.empty());
      FxTest.run(() -> {
        page.model.showNew();
        page.model.draft().templates().getFirst().set("Say {{word}}");
        page.model.draft().checksProperty().set(checks.toString());
        page.model.draft().choose(data);
      });
      page.await(() -> page.model.draft().countedProperty().get() != null);
      assertThat(FxTest.run(() -> ((Label) scene.lookup("#batch-cost")).getText()))
          .contains("left out", "llm-rubric (a model must judge that: ask one with diptych judge")
          .doesNotContain("contains (");
      FxTest.run(() -> stage.hide());
    }
  }

  /**
   * Eight rows that only A passes: p = 2 / 2^8. Asked three times each they are eight rows still.
   */
  @Test
  void tellsWhatTheSidesComeToAndWhoPassesMoreRows() throws Exception {
    StringBuilder rows = new StringBuilder("id,word\n");
    for (int row = 1; row <= 8; row++) {
      rows.append(row).append(",w").append(row).append('\n');
    }
    Path data = Files.writeString(home.resolve("rows.csv"), rows);
    Path checks =
        Files.writeString(home.resolve("checks.yaml"), "- {type: starts-with, value: A}\n");
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      page.answers =
          (side, prompt) ->
              side == Side.B && prompt.endsWith("w8")
                  ? new Failure.TimedOut("late", "wait")
                  : side + " " + prompt;
      Stage stage = FxTest.run(() -> new Stage());
      Scene scene = show(page, stage, Optional.empty());
      assertThat(FxTest.run(() -> scene.lookup("#batch-scores").isVisible())).isFalse();
      FxTest.run(() -> {
        page.model.draft().checksProperty().set(checks.toString());
        page.model.draft().repeatsProperty().set("3");
      });
      page.run(data, "Say {{word}}");
      page.await(() -> scene.lookup("#batch-score-A-passed") != null);
      assertThat(words(scene, "A-answered")).isEqualTo("24 of 24");
      assertThat(words(scene, "B-answered")).isEqualTo("21 of 24");
      assertThat(words(scene, "A-passed")).isEqualTo("24 of 24, 100.0 %");
      assertThat(words(scene, "B-passed")).isEqualTo("0 of 24, 0.0 %");
      assertThat(words(scene, "A-ttft")).endsWith(" ms");
      assertThat(words(scene, "B-slowest")).endsWith(" ms");
      assertThat(FxTest.run(() -> ((Label) scene.lookup("#batch-scores-rows")).getText()))
          .startsWith(
              "Rows checked on both sides: 8. Both pass 0, only A 8, only B 0, neither 0. A less B: +100.0 points")
          .endsWith("A passes more rows, p = 0.0078.");
      FxTest.run(() -> page.model.grid().searchProperty().set("w3"));
      page.await(() -> page.model.grid().lines().size() == 3);
      assertThat(words(scene, "A-answered")).isEqualTo("24 of 24");
      FxTest.run(() -> stage.hide());
    }
  }

  /** What the heads of a table do is the mouse's only. */
  @Test
  void linesAreSortedWithoutAMouseToo() throws Exception {
    Path data = Files.writeString(home.resolve("rows.csv"), "id,word\nb,one\na,two\nc,three\n");
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      Stage stage = FxTest.run(() -> new Stage());
      Scene scene = show(page, stage, Optional.empty());
      page.run(data, "Say {{word}}");
      page.await(() -> page.model.grid().lines().size() == 3);
      choose(scene, "Id");
      page.await(() -> ids(page).equals(List.of("a", "b", "c")));
      choose(scene, "Id");
      page.await(() -> ids(page).equals(List.of("c", "b", "a")));
      choose(scene, "As in the plan");
      page.await(() -> ids(page).equals(List.of("b", "a", "c")));
      assertThat(FxTest.run(() -> sort(scene).getItems().stream().map(MenuItem::getText).toList()))
          .contains("A  gw/A: TTFT ms", "B  gw/B: Check");
      FxTest.run(() -> stage.hide());
    }
  }

  /** What runs cannot be resumed, and its first answers need no button to be seen. */
  @Test
  void listsTheFirstAnswersOfABatchThatRunsByItself() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(1);
    Path data = Files.writeString(home.resolve("rows.csv"), "id,word\na,one\nb,two\nc,three\n");
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      page.answers =
          (side, prompt) -> {
            await(prompt.endsWith("one") ? first : others);
            return side + " " + prompt;
          };
      Stage stage = FxTest.run(() -> new Stage());
      Scene scene = show(page, stage, Optional.empty());
      page.begin(data, "Say {{word}}");
      page.await(() -> page.model.grid().stateProperty().get() == GridModel.State.NONE_YET);
      assertThat(FxTest.run(() -> ((Label) scene.lookup("#batch-grid-advice")).getText()))
          .isEqualTo("Answers are listed here as they come.");
      first.countDown();
      page.await(() -> page.model.grid().lines().size() == 1);
      others.countDown();
      page.await(() -> page.model.grid().lines().size() == 3);
      FxTest.run(() -> stage.hide());
    }
  }

  private static MenuButton sort(Scene scene) {
    return (MenuButton) scene.lookup("#batch-sort");
  }

  private static void choose(Scene scene, String order) {
    FxTest.run(() -> {
      sort(scene).show();
      sort(scene).getItems().stream()
          .filter(item -> item.getText().equals(order))
          .forEach(MenuItem::fire);
      sort(scene).hide();
    });
  }

  private static List<String> ids(OpenBatches page) {
    return page.model.grid().lines().stream()
        .map(line -> ((Line.OfItem) line).entry().id())
        .toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aBatchWithoutChecksTellsNoPasses() throws Exception {
    Path data = Files.writeString(home.resolve("rows.csv"), "id,word\na,one\n");
    try (OpenBatches page = new OpenBatches(home.resolve("workspace.db"))) {
      Stage stage = FxTest.run(() -> new Stage());
      Scene scene = show(page, stage, Optional.empty());
      page.run(data, "Say {{word}}");
      page.await(() -> scene.lookup("#batch-score-A-answered") != null);
      assertThat(words(scene, "A-ttft")).isEqualTo("needs 2 answers");
      assertThat(FxTest.run(() -> scene.lookup("#batch-score-A-passed"))).isNull();
      assertThat(FxTest.run(() -> scene.lookup("#batch-scores-rows").isVisible())).isFalse();
      FxTest.run(() -> stage.hide());
    }
  }

  private static String words(Scene scene, String what) {
    return FxTest.run(() -> ((Label) scene.lookup("#batch-score-" + what)).getText());
  }

  private Scene show(OpenBatches page, Stage stage, Optional<Path> target) {
    return FxTest.run(() -> {
      BatchView view =
          new BatchView(
              page.model,
              new Pickers(new VBox(), new VBox(), new VBox()),
              new BatchView.Uses(
                  (_, _) -> {},
                  new SimpleStringProperty(""),
                  (_, _) -> {},
                  name -> {
                    names.add(name);
                    return target;
                  }));
      Scene scene = new Scene(view, 1440, 900);
      Theme.DARK.dress(scene);
      stage.setScene(scene);
      stage.show();
      return scene;
    });
  }
}
