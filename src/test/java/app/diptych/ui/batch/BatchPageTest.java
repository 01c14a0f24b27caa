package app.diptych.ui.batch;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
