package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Provider;
import app.diptych.completion.Sampling;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.Variable;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A prompt with variables, from the library to what both models are asked. */
@Timeout(120)
class PromptFormTest {
  private static final Prompt GREETING =
      new Prompt(
          "greeting",
          "Greeting",
          List.of(),
          "",
          "You are {{role}}.",
          "Greet {{name}} on {{day}}, {{tone}}, {{times}} times: {{words}} {{letter}}",
          List.of(
              new Variable.Text("role", "", "a butler", false),
              new Variable.Text("name", "Whom", "", false),
              new Variable.Day("day", "", "", false),
              new Variable.Choice("tone", "", "curt", false, List.of("curt", "kind")),
              new Variable.Quantity("times", "", "2", false, BigDecimal.ONE, BigDecimal.TEN),
              new Variable.Lines("words", "", "", true),
              new Variable.TextFile("letter", "", true)),
          new Sampling(0.1, null, 50, null, List.of()),
          "",
          false);

  @TempDir Path home;

  private final Queue<CompletionRequest> requests = new ConcurrentLinkedQueue<>();
  private TestWindow window;

  @BeforeEach
  void open() {
    window = new TestWindow(home, Theme.DARK, this::recording);
    window.pick("demo/small", "demo/base");
    window.waitUntilReady();
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void givesTheRoomBackOnceThePromptHasNoBlanks() {
    FxTest.run(() -> window.stage().setHeight(900));
    FxTest.pulses(3);
    double before = editorHeight();
    FxTest.run(() ->
        window.model().promptProperty().set("{{a}} {{b}} {{c}} {{d}} {{e}} {{f}} {{g}} {{h}}"));
    FxTest.waitFor(() -> editorHeight() > before + 20, TestWindow.PATIENCE);
    FxTest.run(() -> window.model().promptProperty().set("Plain."));
    FxTest.waitFor(() -> Math.abs(editorHeight() - before) < 3, TestWindow.PATIENCE);
  }

  @Test
  void givesTheRoomBackOnceNothingIsWrong() {
    FxTest.run(() -> window.stage().setHeight(900));
    FxTest.pulses(3);
    double before = editorHeight();
    FxTest.run(() -> window.model().run());
    FxTest.waitFor(() -> editorHeight() > before + 5, TestWindow.PATIENCE);
    FxTest.run(() -> window.model().promptProperty().set("Plain."));
    FxTest.waitFor(() -> Math.abs(editorHeight() - before) < 3, TestWindow.PATIENCE);
  }

  @Test
  void neverTellsASamplingThatCannotBeUsedAsIfItWereInForce() {
    FxTest.run(() -> window.model().sampling().temperatureProperty().set("9,5"));
    for (String where : List.of("#sampling", "#sampling-A", "#sampling-B")) {
      assertThat(window.text(where)).isEqualTo("Temperature is not a number: 9,5.");
    }
  }

  private double editorHeight() {
    return window.scene().lookup(".prompt-editor").getBoundsInParent().getHeight();
  }

  @Test
  void asksForNothingWhereThePromptHasNoVariables() {
    window.type("What is recursion?");
    assertThat(FxTest.run(() -> window.scene().lookup("#variable-form"))).isNull();
  }

  @Test
  void givesEachTypeItsControl() {
    use(GREETING);
    assertThat(window.node("#variable-role")).isInstanceOf(TextField.class);
    assertThat(window.node("#variable-day")).isInstanceOf(DatePicker.class);
    assertThat(window.node("#variable-tone")).isInstanceOf(ComboBox.class);
    assertThat(window.node("#variable-times")).isInstanceOf(TextField.class);
    assertThat(window.node("#variable-words")).isInstanceOf(TextArea.class);
    assertThat(window.node("#variable-letter")).isInstanceOf(Button.class);
    assertThat(window.node("#variable-form").isVisible()).isTrue();
  }

  @Test
  void sendsTheFilledPromptWithItsSystemTextAndSamplingToBothSides() {
    use(GREETING);
    write("#variable-name", "Ada");
    FxTest.run(() -> {
      ((DatePicker) window.scene().lookup("#variable-day")).getEditor().setText("2026-12-24");
      ((ComboBox<?>) window.scene().lookup("#variable-tone")).getSelectionModel().select(1);
    });
    assertThat(preview())
        .isEqualTo("You are a butler.\n\nGreet Ada on 2026-12-24, kind, 2 times:  ");
    run();
    assertThat(requests)
        .hasSize(2)
        .allSatisfy(request -> {
          assertThat(request.messages())
              .containsExactly(
                  Message.system("You are a butler."),
                  Message.user("Greet Ada on 2026-12-24, kind, 2 times:  "));
          assertThat(request.sampling())
              .isEqualTo(new Sampling(0.1, Sampling.USUAL_TOP_P, 50, null, List.of()));
        });
  }

  @Test
  void saysAtTheFieldWhatIsMissingOrWrongAndPutsTheCursorThere() {
    use(GREETING);
    assertThat(window.text("#problem-name")).isEmpty();
    write("#variable-times", "eleven");
    assertThat(window.text("#problem-times")).isEqualTo("\u201ctimes\u201d must be a number.");
    // What was not shown yet must outlive it.
    System.gc();
    window.robot().push(new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN));
    FxTest.waitFor(
        () ->
            window.scene().lookup("#problem") instanceof Labeled problem
                && problem.getText().equals("Fill in \u201cWhom\u201d."),
        TestWindow.PATIENCE);
    assertThat(window.text("#problem-name")).isEqualTo("Fill in \u201cWhom\u201d.");
    assertThat(focused()).isEqualTo("variable-name");
    assertThat(requests).isEmpty();
    window.robot().write("Ada");
    assertThat(window.text("#problem-name")).isEmpty();
    assertThat(window.text("#problem")).isEmpty();
  }

  @Test
  void remembersValuesWhileThePromptStaysAndForgetsThemForAnother() {
    use(GREETING);
    write("#variable-name", "Ada");
    String text = FxTest.run(() -> window.model().promptProperty().get());
    FxTest.run(() -> window.model().promptProperty().set("nothing here"));
    FxTest.run(() -> window.model().promptProperty().set(text));
    assertThat(FxTest.run(() -> ((TextField) window.scene().lookup("#variable-name")).getText()))
        .isEqualTo("Ada");
    use(Prompt.of("other", "Other", "Bye {{name}}"));
    assertThat(FxTest.run(() -> ((TextField) window.scene().lookup("#variable-name")).getText()))
        .isEmpty();
  }

  @Test
  void takesBackWhatAPromptBroughtUnlessItWasChanged() {
    FxTest.run(() -> window.model().systemProperty().set("mine"));
    use(GREETING);
    use(Prompt.of("other", "Other", "Bye"));
    assertThat(FxTest.run(() -> window.model().systemProperty().get())).isEqualTo("mine");
    assertThat(FxTest.run(() -> window.model().sampling().sampling().maxTokens())).isNull();
    use(GREETING);
    FxTest.run(() -> window.model().systemProperty().set("changed"));
    use(Prompt.of("other", "Other", "Bye"));
    assertThat(FxTest.run(() -> window.model().systemProperty().get())).isEqualTo("changed");
  }

  @Test
  void putsTheTextOfAFileInLiterally() throws IOException {
    Path file = Files.writeString(home.resolve("letter.txt"), "Dear {{name}}");
    Path latin = home.resolve("latin.txt");
    Files.write(latin, "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    use(
        new Prompt(
            "file",
            "File",
            List.of(),
            "",
            "",
            "Read {{letter}}",
            List.of(new Variable.TextFile("letter", "", false)),
            null,
            "",
            false));
    give(latin);
    FxTest.waitFor(() -> problem("letter").contains("not UTF-8"), TestWindow.PATIENCE);
    give(file);
    FxTest.waitFor(() -> problem("letter").isEmpty(), TestWindow.PATIENCE);
    run();
    assertThat(requests.element().messages()).containsExactly(Message.user("Read Dear {{name}}"));
  }

  @Test
  void findsVariablesInWhatIsTypedAndSendsBracesAsTheyAreOnDemand() {
    FxTest.run(() -> window.model().promptProperty().set("Explain {{x}} in Vue"));
    FxTest.waitFor(() -> window.scene().lookup("#variable-x") != null, TestWindow.PATIENCE);
    assertThat(window.node("#variable-x")).isInstanceOf(TextField.class);
    window.click("#as-typed");
    run();
    assertThat(requests.element().messages()).containsExactly(Message.user("Explain {{x}} in Vue"));
  }

  @Test
  void leavesAFieldOfManyLinesWithTheTabKey() {
    use(GREETING);
    FxTest.run(() -> window.scene().lookup("#variable-words").requestFocus());
    window.robot().push(KeyCode.TAB);
    assertThat(focused()).isEqualTo("variable-letter");
    window.robot().push(KeyCode.SHIFT, KeyCode.TAB);
    assertThat(focused()).isEqualTo("variable-words");
  }

  @Test
  void estimatesTheTokensOfWhatWillBeSent() {
    use(Prompt.of("w", "W", "{{word}}"));
    write("#variable-word", "one");
    FxTest.waitFor(() -> label("#token-estimate").equals("~1 token"), TestWindow.PATIENCE);
    FxTest.run(() -> window.model().promptProperty().set("one two three four"));
    FxTest.waitFor(() -> label("#token-estimate").equals("~4 tokens"), TestWindow.PATIENCE);
    FxTest.run(() -> window.model().promptProperty().set(""));
    FxTest.waitFor(() -> label("#token-estimate").isEmpty(), TestWindow.PATIENCE);
  }

  private void use(Prompt prompt) {
    FxTest.run(() -> window.model().use(prompt));
    FxTest.pulses(2);
  }

  private void write(String field, String text) {
    FxTest.run(() -> window.scene().lookup(field).requestFocus());
    window.robot().write(text);
  }

  private void give(Path file) {
    FxTest.run(() -> window.model().variables().giveFile("letter", file));
  }

  private void run() {
    window.click("#run");
    window.waitForBadge(Side.A, "finished");
    window.waitForBadge(Side.B, "finished");
  }

  private String problem(String name) {
    return window.model().variables().problems().getOrDefault(name, "");
  }

  /** JavaFX thread only. */
  private String label(String id) {
    return ((Label) window.scene().lookup(id)).getText();
  }

  private String focused() {
    return FxTest.run(() -> window.scene().getFocusOwner().getId());
  }

  private String preview() {
    return FxTest.run(() ->
        ((TextFlow) window.scene().lookup("#filled-preview"))
            .getChildren().stream()
                .map(node -> ((Text) node).getText())
                .collect(Collectors.joining()));
  }

  private ModelCatalog recording(ModelCatalog real) {
    NanoClock clock = NanoClock.system();
    Provider provider =
        new ScriptedProvider(
            clock,
            stage -> {
              requests.add(stage.request());
              stage.say(ScriptedProvider.started(clock));
              stage.say(new TextDelta("done"));
              stage.say(new Finished(FinishReason.STOP));
            });
    return new DecoratedCatalog(real, (_, _) -> provider);
  }
}
