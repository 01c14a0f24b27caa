package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Language;
import app.diptych.ui.fx.Screenshot;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.fx.Wording;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole window in Chinese. */
@Timeout(180)
class ChineseWindowTest {
  private static final List<String> PAGES =
      List.of(
          "compare",
          "sessions",
          "measure",
          "decide",
          "library",
          "models",
          "review",
          "batch",
          "settings");

  /** Words in a row that only an English sentence has. */
  private static final Pattern SENTENCE = Pattern.compile("[A-Za-z]{2,}(?: [a-z]{2,}){2,}");

  /** Documents: the playbook's name, and a report on paper. */
  private static final Pattern REPORTED = Pattern.compile("HolySheep migration playbook");

  private static final Path PICTURES = Path.of("target", "chinese");

  private final Locale before = Locale.getDefault();

  @TempDir Path home;

  @BeforeEach
  void chinese() {
    Locale.setDefault(Language.CHINESE.locale(before));
    Wording.speak(Language.CHINESE);
  }

  @AfterEach
  void english() {
    Wording.speak(Language.ENGLISH);
    Locale.setDefault(before);
  }

  @Test
  void everyPageIsInChinese() {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, real -> real)) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      FxTest.run(() -> {
        window.stage().setWidth(1440);
        window.stage().setHeight(900);
        window.model().promptProperty().set("\u4f60\u597d\uff01");
      });
      window.click("#run");
      window.waitForBadge(Side.A, "finished", "cut at limit");
      window.waitForBadge(Side.B, "finished", "cut at limit");
      Set<String> english = new TreeSet<>();
      for (String page : PAGES) {
        FxTest.run(() -> ((ToggleButton) window.scene().lookup("#page-" + page)).fire());
        FxTest.pulses(5);
        FxTest.run(() -> {
          Screenshot.of(window.scene(), PICTURES.resolve(page + ".png"));
          look(window.scene().getRoot(), page, english);
        });
      }
      assertThat(english).as("still in English").isEmpty();
      assertThat(window.text("#page-sessions")).isEqualTo("\u4f1a\u8bdd");
    }
  }

  @Test
  void whatWentWrongIsToldInChinese() {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, real -> real)) {
      window.pick(home.resolve("missing.gguf").toString(), "demo/base");
      FxTest.waitFor(
          () -> window.side(Side.A).failureProperty().get() != null, TestWindow.PATIENCE);
      FxTest.pulses(3);
      Failure failure = FxTest.run(() -> window.side(Side.A).failureProperty().get());
      assertThat(failure.message()).as("recorded in English").contains("does not name a model");
      List<String> told =
          FxTest.run(() ->
              window.scene().lookup("#pane-A").lookupAll(".failure-note .label").stream()
                  .map(label -> ((Labeled) label).getText())
                  .filter(text -> text != null && text.matches("(?s).*[a-z\\p{IsHan}].*"))
                  .toList());
      assertThat(told)
          .isNotEmpty()
          .allSatisfy(text -> assertThat(text).containsPattern("\\p{IsHan}"));
      assertThat(told).anySatisfy(text -> assertThat(text).contains("missing.gguf"));
      FxTest.run(() -> Screenshot.of(window.scene(), PICTURES.resolve("failed.png")));
    }
  }

  private static void look(Node node, String page, Set<String> english) {
    // Rows are what the user and the product's prompts and claims say, not the window.
    boolean said = node instanceof IndexedCell<?> || node.getStyleClass().contains("markdown-pane");
    if (said || !node.isVisible()) {
      return;
    }
    keep(node instanceof Labeled labeled ? labeled.getText() : null, page, english);
    keep(node instanceof TextInputControl field ? field.getPromptText() : null, page, english);
    keep(node.getAccessibleText(), page, english);
    if (node.queryAccessibleAttribute(AccessibleAttribute.HELP) instanceof String help) {
      keep(help, page, english);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> look(child, page, english));
    }
  }

  private static void keep(@Nullable String words, String page, Set<String> english) {
    if (words == null) {
      return;
    }
    // A command is called the same in every language.
    String said = words.replaceAll("diptych [a-z ]+", "");
    if (SENTENCE.matcher(said).find() && !REPORTED.matcher(said).find()) {
      english.add(page + ": " + words);
    }
  }
}
