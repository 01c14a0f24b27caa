package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.FinishReason;
import app.diptych.prompt.Prompt;
import app.diptych.review.Vote;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import app.diptych.ui.compare.ShelfList;
import app.diptych.ui.compare.Shelved;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody tries on the first day does what it looks like, or says why it does not. */
@Timeout(120)
class FirstStepsWindowTest {
  private static final String NONE = "\u2013";

  @TempDir Path home;
  private TestWindow window;

  @BeforeEach
  void open() {
    window = new TestWindow(home, Theme.DARK, FirstStepsWindowTest::talking);
    window.pick("demo/small", "demo/small");
    window.waitUntilReady();
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void aNewSessionShowsNothingOfTheOneBefore() {
    ask("Go");
    assertThat(window.text("#outcome-A")).startsWith("Finished");
    window.robot().push(KeyCode.CONTROL, KeyCode.N);
    window.waitUntilReady();
    for (Side side : Side.values()) {
      assertThat(window.text("#outcome-" + side)).isEmpty();
      assertThat(FxTest.run(() -> chip(side))).startsWith(NONE);
    }
  }

  @Test
  void marksThePromptThatIsInTheEditorWhereverItWasTakenFrom() {
    FxTest.waitFor(() -> window.model().shelf().all().size() > 2, TestWindow.PATIENCE);
    window.click("#prompts .prompt-title");
    String first = marked();
    Prompt other =
        FxTest.run(() ->
            window.model().shelf().all().stream()
                .map(Shelved::prompt)
                .filter(prompt -> !prompt.id().equals(first))
                .findFirst()
                .orElseThrow());
    FxTest.run(() -> window.model().use(other));
    assertThat(marked()).isEqualTo(other.id());
    assertThat(FxTest.run(() -> window.model().promptProperty().get())).isEqualTo(other.text());
  }

  private String marked() {
    return FxTest.run(() ->
        window.scene().lookup("#prompts") instanceof ShelfList list
                && list.chosenProperty().get() != null
            ? list.chosenProperty().get().id()
            : "");
  }

  @Test
  void saysThatThereIsNothingToAskAgain() {
    window.type("Go");
    window.robot().push(KeyCode.CONTROL, KeyCode.T);
    assertThat(problem()).isEqualTo("Both sides must have answered first.");
    window.robot().push(KeyCode.F2);
    assertThat(problem()).isEqualTo("There is nothing to judge yet.");
    window.robot().push(KeyCode.F8);
    assertThat(problem()).isEqualTo("A verdict must be given first.");
  }

  @Test
  void aReasonStaysWithTheTrialItWasWrittenFor() throws Exception {
    ask("Go");
    TrialEntry first = judge("rambles");
    window.robot().push(KeyCode.CONTROL, KeyCode.T);
    FxTest.waitFor(() -> !id().equals(first.id()), TestWindow.PATIENCE);
    waitForAnswers();
    assertThat(FxTest.run(() -> note().getText())).isEmpty();
    assertThat(saved(first)).isEqualTo("rambles");
  }

  @Test
  void aReasonIsNotLostWhenANewSessionBeginsBeforeItIsEntered() throws Exception {
    ask("Go");
    TrialEntry first = judge("too short");
    window.robot().push(KeyCode.CONTROL, KeyCode.N);
    FxTest.waitFor(() -> id().isEmpty(), TestWindow.PATIENCE);
    assertThat(FxTest.run(() -> note().getText())).isEmpty();
    assertThat(saved(first)).isEqualTo("too short");
  }

  @Test
  void enterTakesTheFirstPromptFound() {
    window.robot().push(KeyCode.CONTROL, KeyCode.P);
    window.robot().write("sky");
    window.robot().push(KeyCode.ENTER);
    FxTest.waitFor(
        () ->
            window.scene().getFocusOwner() instanceof TextInputControl prompt
                && "prompt".equals(prompt.getId())
                && prompt.getText().equals("Why is the sky blue?"),
        TestWindow.PATIENCE);
  }

  private void ask(String words) {
    window.type(words);
    window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
    waitForAnswers();
  }

  private void waitForAnswers() {
    window.waitForBadge(Side.A, "finished");
    window.waitForBadge(Side.B, "finished");
  }

  /** Both are bad, and the reason is typed and not entered. */
  private TrialEntry judge(String reason) {
    TrialEntry judged = current();
    window.robot().push(KeyCode.F5);
    window.robot().push(KeyCode.F8);
    window.robot().write(reason);
    return judged;
  }

  private String saved(TrialEntry trial) throws Exception {
    window.workspace().settled().get(60, TimeUnit.SECONDS);
    Vote vote = window.workspace().sessions().trial(trial.id()).orElseThrow().vote();
    return vote == null ? "" : vote.note();
  }

  /** JavaFX thread only. */
  private String id() {
    TrialEntry entry = window.model().session().currentProperty().get();
    return entry == null ? "" : entry.id();
  }

  private TrialEntry current() {
    return Objects.requireNonNull(window.model().session().currentProperty().get());
  }

  private String problem() {
    return FxTest.run(() -> window.model().problemProperty().get());
  }

  private TextField note() {
    return (TextField) window.scene().lookup("#verdict-note");
  }

  private String chip(Side side) {
    Node chip = window.scene().lookup("#chips-" + side + " .label");
    return chip instanceof Labeled words ? words.getText() : "";
  }

  private static ModelCatalog talking(ModelCatalog real) {
    NanoClock clock = NanoClock.system();
    return new DecoratedCatalog(
        real,
        (_, _) ->
            new ScriptedProvider(
                clock,
                stage -> {
                  stage.say(ScriptedProvider.started(clock));
                  stage.say(new TextDelta("Some words."));
                  stage.say(new Finished(FinishReason.STOP));
                }));
  }
}
