package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import javafx.event.Event;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.fxmisc.richtext.StyledTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarkdownPaneTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MarkdownPane pane = FxTest.run(MarkdownPane::new);
  private final Stage stage = FxTest.run(() -> new Stage());

  @BeforeEach
  void showPane() {
    FxTest.run(() -> {
      stage.setScene(new Scene(new StackPane(pane), 440, 400));
      stage.show();
    });
    FxTest.pulses(2);
  }

  @AfterEach
  void closeStage() {
    FxTest.run(() -> stage.close());
  }

  @Test
  void showsTheSameAsTheStreamInAnyChunks() {
    for (int seed = 0; seed < 12; seed++) {
      String markdown =
          seed < Samples.RICH.size() ? Samples.RICH.get(seed) : RandomMarkdown.document(seed);
      Random random = new Random(seed);
      int longest = seed % 3 == 0 ? 20 : 90;
      FxTest.run(() -> {
        pane.clear();
        int from = 0;
        while (from < markdown.length()) {
          int to = Math.min(markdown.length(), from + 1 + random.nextInt(longest));
          pane.append(markdown.substring(from, to));
          from = to;
        }
        StyledMarkdown expected = StyledMarkdown.of(markdown);
        assertThat(pane.plainText()).isEqualTo(expected.plainText());
        assertThat(pane.markdown()).isEqualTo(markdown);
        assertShows(expected);
      });
    }
  }

  @Test
  void goesBackAndOnBehindWhatWasSaidBefore() {
    String markdown = String.join("\n\n", Samples.RICH).repeat(3);
    String before = "> Why?\n";
    Random random = new Random(20261124);
    FxTest.run(() -> {
      pane.showAll(List.of(before));
      int at = 0;
      for (int step = 0; step < 40; step++) {
        int to = step % 10 == 9 ? 0 : random.nextInt(markdown.length() + 1);
        if (to < at) {
          pane.cut(to);
        } else {
          pane.append(markdown.substring(at, to));
        }
        at = to;
        assertThat(pane.markdown()).isEqualTo(before + "\n\n" + markdown.substring(0, to));
        assertEndsWith(StyledMarkdown.of(markdown.substring(0, to)));
      }
      pane.append(markdown.substring(at));
      assertEndsWith(StyledMarkdown.of(markdown));
    });
  }

  /** The quote is the first paragraph, and the last when nothing follows. */
  private void assertEndsWith(StyledMarkdown expected) {
    var shown = area().getParagraphs();
    assertThat(shown).hasSize(1 + expected.paragraphs().size());
    for (int i = 1; i < shown.size(); i++) {
      StyledParagraph paragraph = expected.paragraphs().get(i - 1);
      assertThat(shown.get(i).getText()).isEqualTo(paragraph.text());
      assertThat(shown.get(i).getParagraphStyle()).isEqualTo(paragraph.style());
    }
  }

  private void assertShows(StyledMarkdown expected) {
    var shown = area().getParagraphs();
    assertThat(shown).hasSize(expected.paragraphs().size());
    for (int i = 0; i < shown.size(); i++) {
      StyledParagraph paragraph = expected.paragraphs().get(i);
      assertThat(shown.get(i).getText()).isEqualTo(paragraph.text());
      assertThat(shown.get(i).getParagraphStyle()).isEqualTo(paragraph.style());
      int column = 0;
      for (StyledText text : paragraph.texts()) {
        column += text.text().length();
        assertThat(shown.get(i).getStyleOfChar(column - 1)).isEqualTo(text.styles());
      }
    }
  }

  @Test
  void sticksToTheEndWhileTextStreams() {
    stream(80);
    assertThat(pane.followingProperty().get()).isTrue();
    assertThat(lastVisible()).isEqualTo(paragraphs() - 1);
    assertThat(jump().isVisible()).isFalse();
    FxTest.run(() -> stage.setWidth(300));
    FxTest.pulses(3);
    assertThat(lastVisible()).isEqualTo(paragraphs() - 1);
  }

  @Test
  void letsGoWhenTheReaderScrollsUpAndNothingMovesThen() {
    stream(80);
    wheel(400);
    assertThat(pane.followingProperty().get()).isFalse();
    double[] before = position();
    stream(200);
    assertThat(position()).containsExactly(before);
    assertThat(jump().isVisible()).isTrue();

    FxTest.run(() -> jump().fire());
    FxTest.pulses(3);
    assertThat(pane.followingProperty().get()).isTrue();
    assertThat(lastVisible()).isEqualTo(paragraphs() - 1);
    assertThat(jump().isVisible()).isFalse();
  }

  @Test
  void sticksAgainWhenTheReaderScrollsBackToTheEnd() {
    stream(80);
    wheel(300);
    wheel(-200);
    assertThat(pane.followingProperty().get()).isFalse();
    wheel(-90);
    FxTest.waitFor(() -> pane.followingProperty().get(), PATIENCE);
    stream(20);
    assertThat(lastVisible()).isEqualTo(paragraphs() - 1);
  }

  @Test
  void keepsAShortTextFollowedWhenTheWheelTurns() {
    FxTest.run(() -> pane.append("One line."));
    FxTest.pulses(2);
    wheel(100);
    assertThat(pane.followingProperty().get()).isTrue();
  }

  @Test
  void scrollsWithTheKeyboard() {
    stream(80);
    key(KeyCode.PAGE_UP, false);
    assertThat(pane.followingProperty().get()).isFalse();
    assertThat(lastVisible()).isLessThan(paragraphs() - 1);
    key(KeyCode.HOME, false);
    assertThat(firstVisible()).isZero();
    key(KeyCode.DOWN, false);
    key(KeyCode.PAGE_DOWN, false);
    assertThat(firstVisible()).isPositive();
    assertThat(pane.followingProperty().get()).isFalse();
    key(KeyCode.END, false);
    assertThat(pane.followingProperty().get()).isTrue();
    assertThat(lastVisible()).isEqualTo(paragraphs() - 1);
    key(KeyCode.UP, false);
    assertThat(pane.followingProperty().get()).isFalse();
    key(KeyCode.DOWN, false);
    FxTest.waitFor(() -> pane.followingProperty().get(), PATIENCE);
  }

  @Test
  void letsGoWhileTheScrollBarIsDragged() {
    stream(80);
    ScrollBar bar =
        FxTest.run(() ->
            pane.lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(b -> b.getOrientation() == javafx.geometry.Orientation.VERTICAL)
                .findFirst()
                .orElseThrow());
    FxTest.run(() -> {
      mouse(bar.lookup(".thumb"), MouseEvent.MOUSE_PRESSED);
      bar.setValue(bar.getMax() / 3);
    });
    FxTest.pulses(2);
    assertThat(pane.followingProperty().get()).isFalse();
    double[] before = position();
    stream(30);
    assertThat(position()).containsExactly(before);
    FxTest.run(() -> {
      bar.setValue(bar.getMax());
      mouse(bar.lookup(".thumb"), MouseEvent.MOUSE_RELEASED);
    });
    FxTest.waitFor(() -> pane.followingProperty().get(), PATIENCE);
  }

  @Test
  void keepsTheSelectionWhileTextStreams() {
    FxTest.run(() -> pane.append("- first *item*\n- second\n\nText that goes on"));
    FxTest.pulses(2);
    FxTest.run(() -> area().selectRange(0, area().getLength()));
    assertThat(pane.followingProperty().get()).isFalse();
    String selected = FxTest.run(() -> pane.selectedText());
    assertThat(selected).isEqualTo("\u2022 first item\n\u2022 second\nText that goes on");
    stream(60);
    assertThat(FxTest.run(() -> pane.selectedText())).isEqualTo(selected);
    assertThat(firstVisible()).isZero();
  }

  @Test
  void copiesAsShownAndWithoutTheSplitsOfLongLines() {
    String line = "0123456789".repeat(900);
    FxTest.run(() -> pane.append("1. **one**\n\n" + line + "\n\nend\n"));
    key(KeyCode.A, true);
    key(KeyCode.C, true);
    assertThat(FxTest.run(() -> Clipboard.getSystemClipboard().getString()))
        .isEqualTo("1. one\n" + line + "\nend");
    assertThat(FxTest.run(() -> pane.plainText())).isEqualTo("1. one\n" + line + "\nend");
  }

  @Test
  void startsAfreshWhenCleared() {
    stream(50);
    wheel(300);
    FxTest.run(() -> pane.clear());
    assertThat(FxTest.run(() -> pane.plainText())).isEmpty();
    assertThat(FxTest.run(() -> pane.markdown())).isEmpty();
    assertThat(pane.followingProperty().get()).isTrue();
    FxTest.run(() -> pane.append("```\n\ncode"));
    assertThat(FxTest.run(() -> pane.plainText())).isEqualTo("\ncode");
    assertThat(FxTest.run(() -> area().getParagraph(0).getParagraphStyle().kind()))
        .isEqualTo(ParagraphStyle.Kind.CODE);
  }

  @Test
  void tellsAssistiveToolsWhatItIs() {
    FxTest.run(() -> pane.append("# Title\n\n- item\n"));
    FxTest.run(() -> {
      assertThat(pane.getAccessibleRole()).isEqualTo(AccessibleRole.TEXT_AREA);
      assertThat(pane.getAccessibleText()).isNotBlank();
      assertThat(pane.queryAccessibleAttribute(AccessibleAttribute.TEXT))
          .isEqualTo("Title\n\u2022 item");
      assertThat(pane.isFocusTraversable()).isTrue();
      assertThat(jump().getAccessibleText()).isNotBlank();
      assertThat(Tip.of(jump())).isNotBlank();
    });
  }

  @Test
  void doesNotFreezeOnALineOf200000Characters() {
    String line = "0123456789".repeat(20_000);
    PulseMeter meter = PulseMeter.processor();
    FxTest.run(meter::start);
    FxTest.pulses(5);
    meter.reset();
    FxTest.run(() -> pane.append(line));
    FxTest.pulses(5);
    FxTest.run(() -> stage.setWidth(700));
    FxTest.pulses(5);
    FxTest.run(() -> pane.append("\n\n```json\n" + "{\"a\": [1, 2]}, ".repeat(14_000)));
    FxTest.pulses(5);
    FxTest.run(() -> stage.setWidth(500));
    FxTest.pulses(5);
    FxTest.run(meter::stop);
    assertThat(meter.longest()).isLessThan(Duration.ofSeconds(2));
    assertThat(FxTest.run(() -> pane.plainText())).startsWith(line + "\n");
  }

  /** That many paragraphs, a pulse after each few. */
  private void stream(int paragraphs) {
    for (int i = 0; i < paragraphs; i += 10) {
      int start = i;
      FxTest.run(() -> {
        StringBuilder text = new StringBuilder("\n\n");
        for (int j = start; j < start + 10; j++) {
          text.append("Paragraph ").append(j).append(" of `some` length, which wraps once.\n\n");
        }
        pane.append(text.toString());
      });
      FxTest.pulses(1);
    }
    FxTest.pulses(2);
  }

  @SuppressWarnings("unchecked")
  private StyledTextArea<ParagraphStyle, java.util.List<String>> area() {
    return (StyledTextArea<ParagraphStyle, java.util.List<String>>)
        pane.lookup(".styled-text-area");
  }

  private Button jump() {
    return (Button) pane.lookup(".jump-to-end");
  }

  private int paragraphs() {
    return FxTest.run(() -> area().getParagraphs().size());
  }

  private int firstVisible() {
    return FxTest.run(() -> area().visibleParToAllParIndex(0));
  }

  private int lastVisible() {
    return FxTest.run(
        () -> area().visibleParToAllParIndex(area().getVisibleParagraphs().size() - 1));
  }

  /** The first visible paragraph and where on the screen it begins. */
  private double[] position() {
    return FxTest.run(() ->
        new double[] {
          area().visibleParToAllParIndex(0), area().getVisibleParagraphBoundsOnScreen(0).getMinY()
        });
  }

  private void wheel(double pixels) {
    FxTest.run(() -> {
      Node target = pane.lookup(".virtual-flow");
      Event.fireEvent(
          target,
          new ScrollEvent(
              ScrollEvent.SCROLL,
              50,
              50,
              50,
              50,
              false,
              false,
              false,
              false,
              false,
              false,
              0,
              pixels,
              0,
              pixels,
              ScrollEvent.HorizontalTextScrollUnits.NONE,
              0,
              ScrollEvent.VerticalTextScrollUnits.NONE,
              0,
              0,
              null));
    });
    FxTest.pulses(2);
  }

  private void key(KeyCode code, boolean shortcut) {
    FxTest.run(() ->
        Event.fireEvent(
            pane, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, shortcut, false, false)));
    FxTest.pulses(2);
  }

  private static void mouse(Node target, javafx.event.EventType<MouseEvent> type) {
    Event.fireEvent(
        target,
        new MouseEvent(
            type,
            2,
            2,
            2,
            2,
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            true,
            false,
            false,
            true,
            false,
            false,
            null));
  }
}
