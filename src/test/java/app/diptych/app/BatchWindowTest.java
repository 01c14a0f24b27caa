package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Origin;
import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.review.Review;
import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.batch.BatchView;
import app.diptych.ui.compare.SidesForBatch;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The batch page in the real window, against a gateway on this machine. */
@Timeout(180)
class BatchWindowTest {
  @TempDir Path home;

  private RehearsalGateway gateway;

  @BeforeEach
  void open() throws Exception {
    RehearsalPlan plan =
        new RehearsalPlan(
            1,
            1_000_000,
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            6,
            Duration.ofSeconds(1),
            List.of(),
            1,
            0);
    gateway =
        RehearsalGateway.open(
            0, plan, Thread.ofPlatform().daemon().factory(), NanoClock.system(), _ -> {});
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void asksADataSetFiltersWhatCameAndOpensARow() throws Exception {
    Path data = home.resolve("words.csv");
    Files.writeString(data, "id,word,tags\na,one,few\nb,two,few\nc,three,many\n");
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.gateway("near", gateway.url(), "no-key-needed");
      window.pick("near/rehearsal/steady", "near/rehearsal/error");
      window.waitUntilReady();
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT8);
      FxTest.waitFor(
          () -> text(window, "#batch-count").equals("Choose a data set first."),
          TestWindow.PATIENCE);
      FxTest.run(() -> ((BatchView) window.scene().lookup("#batch-page")).take(data));
      FxTest.waitFor(
          () -> text(window, "#batch-count").startsWith("These rows ask nothing"),
          TestWindow.PATIENCE);
      prompt(window, "Say {{wrod}}");
      FxTest.waitFor(
          () -> text(window, "#batch-count").contains("no column wrod"), TestWindow.PATIENCE);
      prompt(window, "Say {{word}}");
      FxTest.waitFor(
          () -> text(window, "#batch-count").equals("3 rows: 3 requests on each side."),
          TestWindow.PATIENCE);
      assertThat(window.text("#batch-cost")).contains("A: no price is known");
      assertThat(gateway.completions()).isZero();
      window.click("#batch-start");
      FxTest.waitFor(
          () ->
              text(window, "#batch-news").startsWith("Everything is answered")
                  && grid(window).getItems().size() == 3,
          TestWindow.PATIENCE);
      assertThat(window.text("#batch-rows")).isEqualTo("3 rows");

      FxTest.run(() -> ((TextField) window.scene().lookup("#batch-search")).setText("b"));
      FxTest.waitFor(() -> grid(window).getItems().size() == 1, TestWindow.PATIENCE);
      FxTest.run(() -> ((TextField) window.scene().lookup("#batch-search")).setText(""));
      window.click("#batch-group");
      FxTest.waitFor(() -> grid(window).getItems().size() == 2, TestWindow.PATIENCE);
      window.click("#batch-group");
      FxTest.waitFor(() -> grid(window).getItems().size() == 3, TestWindow.PATIENCE);

      FxTest.run(() -> grid(window).getSelectionModel().select(1));
      window.click("#batch-open");
      window.waitForBadge(Side.A, "finished");
      assertThat(FxTest.run(() -> window.model().promptProperty().get())).isEqualTo("Say two");
      assertThat(FxTest.run(() -> window.model().session().trials().size())).isEqualTo(1);
    }
  }

  @Test
  void showsABatchOfAnEarlierStartWhenItIsPressed() throws Exception {
    Path data = home.resolve("words.csv");
    Files.writeString(data, "id,word\na,one\nb,two\n");
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.gateway("near", gateway.url(), "no-key-needed");
      window.pick("near/rehearsal/steady", "near/rehearsal/length");
      window.waitUntilReady();
      for (int i = 0; i < 2; i++) {
        ask(window, data, "Say {{word}} " + i, 2);
        window.click("#batch-new");
      }
    }
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT8);
      FxTest.waitFor(
          () ->
              window.scene().lookup("#batches") instanceof ListView<?> list
                  && list.getItems().size() == 2,
          TestWindow.PATIENCE);
      for (int row : new int[] {1, 0}) {
        window.robot().clickOn(FxTest.run(() -> row(window, row)));
        FxTest.waitFor(() -> grid(window).getItems().size() == 2, TestWindow.PATIENCE);
        assertThat(FxTest.run(() -> batches(window).getSelectionModel().getSelectedIndex()))
            .isEqualTo(row);
        assertThat(FxTest.run(() -> row(window, row).isSelected())).isTrue();
      }
    }
  }

  @Test
  void asksTwoModelsOfThisMachine() throws Exception {
    Path data = home.resolve("words.csv");
    Files.writeString(data, "id,word\na,recursion\nb,gravity\n");
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      ask(window, data, "What is {{word}}?", 2);
      List<SavedTrial> trials = answered(window);
      assertThat(trials).hasSize(2);
      assertThat(trials)
          .allSatisfy(trial ->
              assertThat(trial.answers().values())
                  .hasSize(2)
                  .allSatisfy(answer -> {
                    assertThat(answer.local()).isTrue();
                    assertThat(answer.finishReason()).isNotNull();
                    assertThat(answer.text()).isNotBlank();
                  }));
      // By the files and not by what they say: two small models may well say the same.
      assertThat(trials)
          .allSatisfy(trial ->
              assertThat(file(trial, Side.A)).isNotBlank().isNotEqualTo(file(trial, Side.B)));
    }
  }

  /** Of the model that answered. */
  private static String file(SavedTrial trial, Side side) {
    Origin origin = Objects.requireNonNull(trial.answer(side).orElseThrow().origin());
    return Objects.requireNonNull(origin.fileHash());
  }

  /** Else a batch would ask the models that were chosen before. */
  @Test
  void isToldOfEveryChoiceOfAModelHoweverOftenMemoryIsCleaned() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      List<String> told = new ArrayList<>();
      FxTest.run(() -> {
        var _ = new SidesForBatch(window.model()).name(Side.A).subscribe((_, now) -> told.add(now));
      });
      System.gc();
      FxTest.run(() -> window.side(Side.A).pick("demo/base"));
      FxTest.waitFor(() -> told.contains("demo/base"), TestWindow.PATIENCE);
    }
  }

  @Test
  void asksEachAddedModelAgainstAInItsTurn() throws Exception {
    Path data = home.resolve("words.csv");
    Files.writeString(data, "id,word\na,one\nb,two\nc,three\n");
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.gateway("near", gateway.url(), "no-key-needed");
      window.pick("near/rehearsal/steady", "near/rehearsal/burst");
      window.waitUntilReady();
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT8);
      FxTest.waitFor(() -> window.scene().lookup("#batch-page") != null, TestWindow.PATIENCE);
      FxTest.run(() -> ((BatchView) window.scene().lookup("#batch-page")).take(data));
      prompt(window, "Say {{word}}");
      for (String model : List.of("near/rehearsal/whole", "near/rehearsal/length", "demo/small")) {
        add(window, model);
      }
      FxTest.waitFor(
          () ->
              text(window, "#batch-count").equals("4 pairs \u00d7 3 rows = 12 rows, 24 requests."),
          TestWindow.PATIENCE);
      FxTest.run(() -> window.scene().lookup(".other-model").requestFocus());
      window.robot().push(KeyCode.DELETE);
      FxTest.waitFor(
          () -> text(window, "#batch-count").equals("3 pairs \u00d7 3 rows = 9 rows, 18 requests."),
          TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> ((Labeled) window.scene().getFocusOwner()).getText()))
          .as("the focus goes on to the next model")
          .isEqualTo("near/rehearsal/length");
      assertThat(window.text("#batch-cost"))
          .startsWith("All pairs: no price is known, so its cost cannot be told.")
          .endsWith("at the same instant.");
      window.click("#batch-start");
      FxTest.waitFor(
          () -> text(window, "#batch-news").startsWith("Everything is answered"),
          TestWindow.PATIENCE);
      assertThat(gateway.completions()).isEqualTo(15);
      assertThat(window.workspace().batches().standings())
          .extracting(standing -> standing.title())
          .containsExactly(
              "words.csv: near/rehearsal/steady, demo/small",
              "words.csv: near/rehearsal/steady, near/rehearsal/length",
              "words.csv: near/rehearsal/steady, near/rehearsal/burst");
      assertThat(window.workspace().batches().standings())
          .allMatch(standing -> standing.settled() == 3);
      FxTest.waitFor(
          () ->
              window.side(Side.B).modelProperty().get().equals("near/rehearsal/burst")
                  && !window.model().heldProperty().get(),
          TestWindow.PATIENCE);
    }
  }

  /** Chooses a model in the list that the button opens. */
  private static void add(TestWindow window, String model) {
    window.click("#model-more");
    window.robot().write(model);
    window.robot().push(KeyCode.ENTER);
    FxTest.waitFor(
        () ->
            window.scene().getRoot().lookupAll(".other-model").stream()
                .anyMatch(chip -> ((Labeled) chip).getText().equals(model)),
        TestWindow.PATIENCE);
  }

  @Test
  void sendsSelectedRowsToABlindReview() throws Exception {
    Path data = home.resolve("words.csv");
    Files.writeString(data, "id,word\na,one\nb,two\nc,three\n");
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      window.gateway("near", gateway.url(), "no-key-needed");
      window.pick("near/rehearsal/steady", "near/rehearsal/length");
      window.waitUntilReady();
      ask(window, data, "Say {{word}}", 3);
      FxTest.run(() -> grid(window).getSelectionModel().selectIndices(0, 2));
      repeats(window, "abc");
      window.click("#batch-review");
      FxTest.waitFor(() -> text(window, "#batch-news").contains("0 to 1,000"), TestWindow.PATIENCE);
      repeats(window, "");
      window.click("#batch-review");
      FxTest.waitFor(
          () ->
              window.scene().lookup("#review-progress") instanceof Labeled label
                  && label.getText().contains("of 2"),
          TestWindow.PATIENCE);
      Review review = window.workspace().reviews().list().getFirst().review();
      List<SavedTrial> trials = answered(window);
      assertThat(review.items()).containsExactlyInAnyOrder(trials.get(0).id(), trials.get(2).id());
    }
  }

  /** Types into the form of a review that nobody sees now. */
  private static void repeats(TestWindow window, String typed) {
    window.click("#page-review");
    FxTest.run(() -> ((TextField) window.scene().lookup("#review-repeats")).setText(typed));
    window.click("#page-batch");
  }

  /** Asks a data set and waits until everything is answered. */
  private static void ask(TestWindow window, Path data, String template, int rows) {
    window.robot().push(KeyCode.ALT, KeyCode.DIGIT8);
    FxTest.waitFor(() -> window.scene().lookup("#batch-page") != null, TestWindow.PATIENCE);
    FxTest.run(() -> ((BatchView) window.scene().lookup("#batch-page")).take(data));
    prompt(window, template);
    FxTest.waitFor(
        () -> text(window, "#batch-count").startsWith(rows + " rows"), TestWindow.PATIENCE);
    window.click("#batch-start");
    FxTest.waitFor(
        () ->
            text(window, "#batch-news").startsWith("Everything is answered")
                && grid(window).getItems().size() == rows,
        TestWindow.PATIENCE);
  }

  /** The trials of the batch, in the order of its rows. */
  private static List<SavedTrial> answered(TestWindow window) throws Exception {
    Workspace workspace = window.workspace();
    return workspace.sessions().trials(workspace.batches().list().getFirst().session());
  }

  private static void prompt(TestWindow window, String words) {
    FxTest.run(() -> ((TextArea) window.scene().lookup("#batch-prompt-1")).setText(words));
  }

  private static ListView<?> batches(TestWindow window) {
    return (ListView<?>) window.scene().lookup("#batches");
  }

  /** JavaFX thread only. */
  private static ListCell<?> row(TestWindow window, int row) {
    return batches(window).lookupAll(".list-cell").stream()
        .filter(ListCell.class::isInstance)
        .map(ListCell.class::cast)
        .filter(cell -> cell.getIndex() == row)
        .findFirst()
        .orElseThrow();
  }

  private static TableView<?> grid(TestWindow window) {
    return (TableView<?>) window.scene().lookup("#batch-grid");
  }

  private static String text(TestWindow window, String id) {
    return window.scene().lookup(id) instanceof Label label ? label.getText() : "";
  }
}
