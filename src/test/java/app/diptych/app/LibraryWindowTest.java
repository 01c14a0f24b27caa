package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptRevision;
import app.diptych.session.SavedTrial;
import app.diptych.ui.compare.Shelved;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.library.LibraryModel.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The library in the real window: written, kept in revisions, used, found again. */
@Timeout(180)
class LibraryWindowTest {
  @TempDir Path home;

  @Test
  void makesAPromptChangesItGoesBackUsesItAndFindsWhatCameOfIt() {
    try (TestWindow window = open()) {
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT5);
      window.click("#new-prompt");
      FxTest.waitFor(() -> "prompt-title".equals(focused(window)), TestWindow.PATIENCE);
      window.robot().write("My haiku");
      write(window, "#prompt-text", "Write a haiku about {{season}}.");
      save(window);
      write(window, "#prompt-text", "Sing of {{season}}.");
      save(window);
      String id = FxTest.run(() -> own(window)).getFirst().id();
      window.click("#section-revisions");
      FxTest.waitFor(() -> revisions(window).size() == 2, TestWindow.PATIENCE);
      FxTest.waitFor(
          () -> !window.library().history().diff().items().isEmpty(), TestWindow.PATIENCE);
      window.click("#restore-revision");
      FxTest.waitFor(() -> revisions(window).size() == 3, TestWindow.PATIENCE);
      assertThat(revisions(window).getFirst().prompt().text())
          .isEqualTo("Write a haiku about {{season}}.");
      window.click("#use-prompt");
      write(window, "#variable-season", "winter");
      window.click("#run");
      FxTest.waitFor(() -> uses(window, id) == 1, TestWindow.PATIENCE);
      window.click("#page-library");
      window.click("#section-results");
      FxTest.waitFor(() -> results(window).size() == 1, TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> results(window).getFirst().prompt()))
          .isEqualTo("Write a haiku about winter.");
      FxTest.run(() -> window.model().promptProperty().set("something else"));
      FxTest.run(() -> window.scene().lookup("#results").requestFocus());
      window.robot().push(KeyCode.DOWN);
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(
          () -> window.model().promptProperty().get().equals("Write a haiku about winter."),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void countsATrialForItsPromptOnlyWhileTheEditorSaysWhatThePromptSays() throws Exception {
    try (TestWindow window = open()) {
      use(window, "demo/haiku");
      assertThat(window.text("#prompt-origin")).isEqualTo("Haiku");
      window.click("#run");
      FxTest.waitFor(() -> uses(window, "demo/haiku") == 1, TestWindow.PATIENCE);
      FxTest.run(() -> window.model().promptProperty().set("Write a haiku about spring."));
      assertThat(window.text("#prompt-origin")).isEqualTo("Haiku, edited");
      run(window);
      assertThat(uses(window, "demo/haiku")).isEqualTo(1);
      String session = FxTest.run(() -> window.model().session().id()).orElseThrow();
      // A session is run again as it is on the disk.
      window.workspace().settled().get(30, TimeUnit.SECONDS);
      FxTest.run(() -> window.model().saved().rerun(session, false, () -> {}, _ -> {}));
      FxTest.waitFor(
          () ->
              window.model().session().trials().size() == 2
                  && !window.model().session().id().orElse(session).equals(session)
                  && !window.model().runningProperty().get(),
          TestWindow.PATIENCE);
      FxTest.waitFor(() -> uses(window, "demo/haiku") == 2, TestWindow.PATIENCE);
    }
  }

  @Test
  void keepsWhatIsInTheEditorAsANewPromptAndThenAsARevisionOfIt() {
    try (TestWindow window = open()) {
      window.type("Name three birds.");
      window.robot().push(KeyCode.CONTROL, KeyCode.S);
      FxTest.waitFor(() -> "save-title".equals(focusedAnywhere()), TestWindow.PATIENCE);
      window.robot().write("Birds");
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(() -> own(window).size() == 1, TestWindow.PATIENCE);
      assertThat(own(window).getFirst().prompt().title()).isEqualTo("Birds");
      assertThat(window.text("#prompt-origin")).isEqualTo("Saved as \u201cBirds\u201d");
      FxTest.run(() -> window.model().promptProperty().set("Name four birds."));
      FxTest.run(() -> window.scene().lookup("#prompt").requestFocus());
      window.robot().push(KeyCode.CONTROL, KeyCode.S);
      FxTest.waitFor(() -> "save-title".equals(focusedAnywhere()), TestWindow.PATIENCE);
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(
          () -> own(window).getFirst().prompt().text().equals("Name four birds."),
          TestWindow.PATIENCE);
      assertThat(own(window)).hasSize(1);
    }
  }

  @Test
  void makesACopyOfABundledPromptAndFavoursBoth() {
    try (TestWindow window = open()) {
      window.click("#page-library");
      FxTest.run(() -> window.library().select("demo/haiku"));
      assertThat(((TextField) window.node("#prompt-title")).isEditable()).isFalse();
      window.click("#favourite");
      FxTest.waitFor(() -> shelved(window, "demo/haiku").favourite(), TestWindow.PATIENCE);
      window.click("#edit-copy");
      FxTest.waitFor(() -> own(window).size() == 1, TestWindow.PATIENCE);
      assertThat(((TextField) window.node("#prompt-title")).isEditable()).isTrue();
      assertThat(own(window).getFirst().prompt().text()).isEqualTo("Write a haiku about autumn.");
      assertThat(FxTest.run(() -> window.model().shelf().all().getFirst().id()))
          .isEqualTo("demo/haiku");
      window.click("#delete-prompt");
      FxTest.waitFor(() -> own(window).isEmpty(), TestWindow.PATIENCE);
      window.robot().push(KeyCode.CONTROL, KeyCode.Z);
      FxTest.waitFor(() -> own(window).size() == 1, TestWindow.PATIENCE);
      FxTest.waitFor(
          () -> own(window).getFirst().equals(window.library().selectedProperty().get()),
          TestWindow.PATIENCE);
      assertThat(focused(window)).isEqualTo("library-prompts");
    }
  }

  @Test
  void goesFromPromptToPromptWithTheKeysAndOverTheHeadings() throws Exception {
    try (TestWindow window = open()) {
      new LibraryScene(window).fill();
      window.robot().push(KeyCode.CONTROL, KeyCode.P);
      window.robot().push(KeyCode.DOWN);
      FxTest.waitFor(() -> "prompts".equals(focused(window)), TestWindow.PATIENCE);
      window.robot().push(KeyCode.HOME);
      for (String title : List.of("Explain a concept", "Haiku", "Code review", "Minutes")) {
        assertThat(window.text("#prompt-origin")).isEqualTo(title);
        window.robot().push(KeyCode.DOWN);
      }
      for (String title : List.of("Minutes", "Code review", "Haiku", "Explain a concept")) {
        window.robot().push(KeyCode.UP);
        assertThat(window.text("#prompt-origin")).isEqualTo(title);
      }
      window.robot().push(KeyCode.UP);
      assertThat(window.text("#prompt-origin")).isEqualTo("Explain a concept");
      window.robot().push(KeyCode.CONTROL, KeyCode.E);
      FxTest.waitFor(
          () -> window.library().draft().titleProperty().get().equals("Explain a concept"),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void saysWhileTypingWhatIsWrongWithAPrompt() throws Exception {
    try (TestWindow window = open()) {
      Prompt prompt = Prompt.of("p", "P", "{{a}}");
      window.workspace().prompts().save(prompt).get();
      FxTest.run(() -> window.model().shelf().refresh());
      FxTest.waitFor(() -> window.model().shelf().find("p").isPresent(), TestWindow.PATIENCE);
      window.click("#page-library");
      FxTest.run(() -> window.library().select("p"));
      FxTest.pulses(3);
      write(window, "#prompt-folder", "../up");
      assertThat(window.text("#problem-folder")).contains("cannot be a folder of prompts");
      write(window, "#prompt-text", "");
      assertThat(window.text("#problem-text")).isEqualTo("Write what both models should be asked.");
      write(window, "#prompt-title", "");
      assertThat(window.text("#problem-title")).isEqualTo("A prompt needs a title.");
      window.robot().push(KeyCode.CONTROL, KeyCode.S);
      FxTest.waitFor(() -> shelved(window, "p").prompt().text().isEmpty(), TestWindow.PATIENCE);
      Prompt kept = shelved(window, "p").prompt();
      assertThat(kept.title()).isEqualTo("P");
      assertThat(kept.folder()).isEmpty();
      assertThat(kept.text()).isEmpty();
    }
  }

  @Test
  void fitsTheSmallestWindow() throws Exception {
    try (TestWindow window = open()) {
      new LibraryScene(window).fill();
      FxTest.run(() -> {
        window.stage().setWidth(820);
        window.stage().setHeight(560);
      });
      window.click("#page-library");
      FxTest.run(() -> window.library().select("explain"));
      for (Section section : Section.values()) {
        FxTest.run(() -> window.library().sectionProperty().set(section));
        FxTest.pulses(5);
        for (String id : List.of("#use-prompt", "#delete-prompt", "#new-prompt", "#section-edit")) {
          assertThat(inside(window, window.node(id))).as(id + " in " + section).isTrue();
        }
      }
    }
  }

  private static boolean inside(TestWindow window, Node node) {
    return FxTest.run(() -> {
      Bounds bounds = node.localToScene(node.getLayoutBounds());
      return bounds.getMinX() >= 0
          && bounds.getMaxX() <= window.scene().getWidth()
          && bounds.getMinY() >= 0
          && bounds.getMaxY() <= window.scene().getHeight();
    });
  }

  private TestWindow open() {
    TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity());
    // Drawn by chance, an answer may fill the context, which takes a busy machine long.
    FxTest.run(() -> window.model().sampling().maxTokensProperty().set("80"));
    window.pick("demo/small", "demo/base");
    window.waitUntilReady();
    return window;
  }

  private static void use(TestWindow window, String id) {
    FxTest.run(() -> window.model().use(window.model().shelf().find(id).orElseThrow().prompt()));
    FxTest.pulses(2);
  }

  private static void run(TestWindow window) {
    int before = FxTest.run(() -> window.model().session().trials().size());
    FxTest.run(() -> window.model().run());
    FxTest.waitFor(
        () ->
            window.model().session().trials().size() == before + 1
                && !window.model().runningProperty().get(),
        TestWindow.PATIENCE);
  }

  /** Puts a text into a field, once it is on the page. */
  private static void write(TestWindow window, String field, String text) {
    FxTest.waitFor(
        () -> window.scene().lookup(field) instanceof TextInputControl, TestWindow.PATIENCE);
    FxTest.run(() -> {
      TextInputControl input = (TextInputControl) window.scene().lookup(field);
      input.requestFocus();
      input.setText(text);
    });
    FxTest.pulses(2);
  }

  /** Ends the revision being written and waits until it is kept. */
  private static void save(TestWindow window) {
    window.robot().push(KeyCode.CONTROL, KeyCode.S);
    FxTest.waitFor(
        () -> window.library().draft().statusProperty().get().equals("Saved"), TestWindow.PATIENCE);
  }

  private static String focused(TestWindow window) {
    Node owner = window.scene().getFocusOwner();
    return owner == null ? "" : String.valueOf(owner.getId());
  }

  /** Also in a popover, which has a window of its own. */
  private static String focusedAnywhere() {
    return Window.getWindows().stream()
        .filter(Window::isShowing)
        .map(shown -> shown.getScene().getFocusOwner())
        .filter(owner -> owner != null && "save-title".equals(owner.getId()))
        .map(Node::getId)
        .findFirst()
        .orElse("");
  }

  private static List<Shelved> own(TestWindow window) {
    return window.model().shelf().all().stream().filter(Shelved::own).toList();
  }

  private static Shelved shelved(TestWindow window, String id) {
    return window.model().shelf().find(id).orElseThrow();
  }

  private static int uses(TestWindow window, String id) {
    return window.model().shelf().find(id).map(Shelved::uses).orElse(0);
  }

  private static List<PromptRevision> revisions(TestWindow window) {
    return List.copyOf(window.library().history().revisions());
  }

  @SuppressWarnings("unchecked")
  private static List<SavedTrial> results(TestWindow window) {
    return ((ListView<SavedTrial>) window.scene().lookup("#results")).getItems();
  }
}
