package app.diptych.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.exchange.Exchange;
import app.diptych.exchange.Format;
import app.diptych.exchange.Imported;
import app.diptych.exchange.Loss;
import app.diptych.exchange.Redaction;
import app.diptych.exchange.Sample;
import app.diptych.report.PastAnswers;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files come in and go out on the sessions page, and nothing happens before the user says so. */
@Timeout(120)
class ExchangePageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path home;
  @TempDir Path elsewhere;
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private Workspace workspace;
  private SessionsModel model;
  private Scene scene;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxTest.start();
    workspace =
        Workspace.open(home.resolve("workspace.db"), Role.OWNER, writer, NanoClock.system());
    model =
        FxTest.run(() ->
            new SessionsModel(
                () -> Optional.of(workspace),
                () -> "",
                new Background(workers, FxThread::later),
                NanoClock.system(),
                _ -> {}));
    stage = FxTest.run(() -> new Stage());
    scene =
        FxTest.run(() -> {
          SessionsView view =
              new SessionsView(
                  model,
                  new SessionUses(_ -> {}, (_, _) -> {}, new SimpleStringProperty("")),
                  new VBox());
          Scene made = new Scene(view, 1000, 640);
          Theme.DARK.dress(made);
          view.keysIn(made);
          stage.setScene(made);
          stage.show();
          view.shown();
          return made;
        });
  }

  @AfterEach
  void close() {
    FxTest.run(() -> stage.hide());
    workspace.close();
    writer.shutdownNow();
    workers.shutdownNow();
  }

  @Test
  void showsWhatAFileHoldsBeforeAnythingIsSaved() throws Exception {
    read(sample());
    assertThat(text("#import-counts")).startsWith("1 session").contains("20 trials");
    assertThat(node("#import-panel").isVisible()).isTrue();
    assertThat(listed()).isEmpty();
    fire("#cancel-import");
    assertThat(node("#import-panel").isVisible()).isFalse();
    assertThat(listed()).isEmpty();
  }

  @Test
  void importsShowsAndTakesBack() throws Exception {
    read(sample());
    fire("#take-import");
    FxTest.waitFor(() -> listed().size() == 1, PATIENCE);
    FxTest.waitFor(() -> !node("#import-panel").isVisible(), PATIENCE);
    assertThat(text("#undo-words")).isEqualTo("Imported 1 session");
    FxTest.waitFor(() -> model.trials().size() == 20, PATIENCE);
    fire("#undo");
    FxTest.waitFor(() -> listed().isEmpty(), PATIENCE);
  }

  @Test
  void saysThatASecondImportComesAsACopy() throws Exception {
    read(sample());
    fire("#take-import");
    FxTest.waitFor(() -> listed().size() == 1, PATIENCE);
    FxTest.waitFor(() -> step() == ImportModel.Step.NONE, PATIENCE);
    read(sample());
    assertThat(allText()).contains("1 session is here already and comes as a copy.");
    fire("#take-import");
    FxTest.waitFor(() -> listed().size() == 2, PATIENCE);
  }

  @Test
  void explainsHowATableWasUnderstoodAndWhatStaysBehind() throws Exception {
    Path table =
        Files.writeString(
            home.resolve("answers.csv"),
            "question,answer_a,answer_b,mood\nWhy?,Because.,So.,good\nHow?,Well.,Badly.,bad\n");
    read(table);
    assertThat(allText())
        .contains(
            "Column \u201cquestion\u201d is the prompt.",
            "the column \u201cmood\u201d",
            "Why?",
            "How?");
  }

  @Test
  void keepsPromptsOfATableInTheLibrary() throws Exception {
    read(Files.writeString(home.resolve("prompts.csv"), "prompt\nWhy is the sky blue?\n"));
    assertThat(text("#import-counts")).isEqualTo("1 prompt");
    fire("#take-import");
    FxTest.waitFor(() -> step() == ImportModel.Step.NONE, PATIENCE);
    assertThat(workspace.prompts().list()).hasSize(1);
  }

  @Test
  void saysInPlaceWhyAFileCannotBeRead() throws Exception {
    FxTest.run(() -> {
      model.importing().read(List.of(home.resolve("gone.jsonl")));
    });
    FxTest.waitFor(() -> step() == ImportModel.Step.FAILED, PATIENCE);
    assertThat(text("#import-problem")).startsWith("There is no file");
    fire("#cancel-import");
    assertThat(step()).isEqualTo(ImportModel.Step.NONE);
  }

  @Test
  void readsSeveralFilesOneAfterTheOther() throws Exception {
    Path first = Files.writeString(home.resolve("one.csv"), "prompt\nOne?\n");
    Path second = Files.writeString(home.resolve("two.csv"), "prompt\nTwo?\n");
    FxTest.run(() -> {
      model.importing().read(List.of(first, second));
    });
    FxTest.waitFor(() -> step() == ImportModel.Step.PREVIEW, PATIENCE);
    fire("#take-import");
    FxTest.waitFor(
        () ->
            step() == ImportModel.Step.PREVIEW
                && model.importing().nameProperty().get().equals("two.csv"),
        PATIENCE);
    fire("#take-import");
    FxTest.waitFor(() -> step() == ImportModel.Step.NONE, PATIENCE);
    assertThat(workspace.prompts().list()).hasSize(2);
  }

  @Test
  void writesTheSelectedSessionToAFile() throws Exception {
    read(sample());
    fire("#take-import");
    FxTest.waitFor(() -> model.selectedProperty().get() != null, PATIENCE);
    FxTest.waitFor(() -> step() == ImportModel.Step.NONE, PATIENCE);
    fire("#export-session");
    assertThat(node("#export-panel").isVisible()).isTrue();
    assertThat(FxTest.run(() -> model.exporting().suggestedName()))
        .isEqualTo("sample-all-demonstration-prompts.diptych.jsonl");
    Path bundle = home.resolve("out.diptych.jsonl");
    FxTest.run(() -> {
      model.exporting().write(bundle);
    });
    FxTest.waitFor(() -> model.exporting().stepProperty().get() == ExportModel.Step.DONE, PATIENCE);
    assertThat(text("#export-words")).isEqualTo("Written to " + bundle);
    Imported again = Exchange.read(bundle);
    assertThat(again.sessions()).isEqualTo(List.of(Sample.PROMPTS.read()));
    FxTest.run(() -> {
      model.export();
      model.exporting().formatProperty().set(Format.CSV);
      model.exporting().write(home.resolve("out.csv"));
    });
    FxTest.waitFor(() -> model.exporting().stepProperty().get() == ExportModel.Step.DONE, PATIENCE);
    assertThat(model.exporting().losses())
        .extracting(Loss::what)
        .contains("the time of each delta");
  }

  @Test
  void tellsBeforeAnythingIsWrittenWhatStaysBehind() throws Exception {
    read(unjudged());
    fire("#take-import");
    FxTest.waitFor(() -> step() == ImportModel.Step.NONE, PATIENCE);
    FxTest.waitFor(() -> model.selectedProperty().get() != null, PATIENCE);
    FxTest.run(() -> {
      model.export();
      model.exporting().formatProperty().set(Format.CSV);
    });
    FxTest.waitFor(
        () -> model.exporting().losses().stream().anyMatch(l -> l.what().contains("each delta")),
        PATIENCE);
    assertThat(node("#save-export").isDisabled()).isFalse();
    FxTest.run(() -> model.exporting().formatProperty().set(Format.TRL));
    FxTest.waitFor(
        () -> model.exporting().whyNotProperty().get().startsWith("Nothing of this session"),
        PATIENCE);
    assertThat(node("#save-export").isDisabled()).isTrue();
    FxTest.run(() -> model.exporting().formatProperty().set(Format.MT_BENCH));
    FxTest.waitFor(() -> !node("#save-export").isDisabled(), PATIENCE);
    assertThat(home.toFile().list((_, name) -> !name.startsWith("workspace"))).isEmpty();
    FxTest.run(() -> scene.lookup("#export-format").requestFocus());
    FxTest.robot().push(KeyCode.ESCAPE);
    FxTest.waitFor(() -> !node("#export-panel").isVisible(), PATIENCE);
    FxTest.pulses(2);
    assertThat(FxTest.run(() -> scene.getFocusOwner()).getId()).isEqualTo("sessions");
  }

  @Test
  void writesAFolderAndReadsItsFilesTogether() throws Exception {
    read(sample());
    fire("#take-import");
    FxTest.waitFor(() -> step() == ImportModel.Step.NONE, PATIENCE);
    FxTest.waitFor(() -> model.selectedProperty().get() != null, PATIENCE);
    Path folder = home.resolve("bench");
    FxTest.run(() -> {
      model.export();
      model.exporting().formatProperty().set(Format.MT_BENCH);
      assertThat(model.exporting().suggestedName()).doesNotContain(".");
      model.exporting().write(folder);
    });
    FxTest.waitFor(() -> model.exporting().stepProperty().get() == ExportModel.Step.DONE, PATIENCE);
    FxTest.run(() -> {
      model
          .importing()
          .read(
              List.of(
                  folder.resolve("model_answer/demo_small.jsonl"),
                  folder.resolve("model_answer/demo_base.jsonl"),
                  folder.resolve("question.jsonl")));
    });
    FxTest.waitFor(() -> step() == ImportModel.Step.PREVIEW, PATIENCE);
    assertThat(FxTest.run(() -> model.importing().nameProperty().get()))
        .isEqualTo("demo_small.jsonl + demo_base.jsonl + question.jsonl");
    assertThat(text("#import-counts")).startsWith("1 session");
  }

  @Test
  void saysInPlaceWhyAFileCannotBeWritten() throws Exception {
    read(sample());
    fire("#take-import");
    FxTest.waitFor(() -> step() == ImportModel.Step.NONE, PATIENCE);
    FxTest.waitFor(() -> model.selectedProperty().get() != null, PATIENCE);
    fire("#export-session");
    FxTest.run(() -> {
      model.exporting().write(home.resolve("no").resolve("folder").resolve("x.jsonl"));
    });
    FxTest.waitFor(
        () -> model.exporting().stepProperty().get() == ExportModel.Step.FAILED, PATIENCE);
    assertThat(text("#export-words")).contains("was not written").contains("Choose another place");
    fire("#close-export");
    assertThat(node("#export-panel").isVisible()).isFalse();
  }

  private void read(Path file) {
    FxTest.run(() -> {
      model.importing().read(List.of(file));
    });
    FxTest.waitFor(
        () -> step() == ImportModel.Step.PREVIEW || step() == ImportModel.Step.FAILED, PATIENCE);
    assertThat(FxTest.run(() -> model.importing().problemProperty().get())).isEmpty();
  }

  private Path unjudged() throws Exception {
    Path bundle = elsewhere.resolve("unjudged.diptych.jsonl");
    Exchange.write(
        Format.BUNDLE,
        List.of(PastAnswers.unjudged(Sample.PROMPTS.read())),
        bundle,
        Redaction.NONE);
    return bundle;
  }

  private static Path sample() {
    return Path.of("sessions").resolve(Sample.PROMPTS.file());
  }

  private ImportModel.Step step() {
    return model.importing().stepProperty().get();
  }

  private List<SessionSummary> listed() {
    return model.found();
  }

  private void fire(String id) {
    FxTest.run(() -> {
      if (scene.lookup(id) instanceof Button button && !button.isDisabled()) {
        button.fire();
      } else {
        throw new AssertionError("Cannot be pressed: " + id);
      }
    });
  }

  private Node node(String id) {
    return scene.lookup(id);
  }

  private String text(String id) {
    return FxTest.run(() -> scene.lookup(id) instanceof Labeled label ? label.getText() : "");
  }

  /** Every text in the panel. */
  private List<String> allText() {
    return FxTest.run(() ->
        scene.lookup("#import-panel").lookupAll(".label").stream()
            .map(label -> ((Labeled) label).getText())
            .toList());
  }
}
