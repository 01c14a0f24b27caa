package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of scripts whose letters depend on each other, in more than one line. */
class ComplexTextTest {
  private static final String ARABIC = "\u0627\u0644\u0633\u0644\u0627\u0645";
  private static final String HEBREW = "\u05d0\u05d1\u05d2";
  private static final String MARKS = "e\u0301te\u0301 a\u0300";

  @BeforeEach
  void theToolkitRuns() {
    FxTest.start();
    FxTest.run(() -> Fonts.load());
  }

  @ParameterizedTest
  @ValueSource(strings = {ARABIC, HEBREW, MARKS, ARABIC + MARKS + ", abc"})
  void isDrawnWithinItsLines(String word) {
    WritableImage picture =
        FxTest.run(() -> {
          Text text = new Text((word + " ").repeat(60));
          text.setWrappingWidth(400);
          SnapshotParameters whole = new SnapshotParameters();
          whole.setFill(Color.WHITE);
          whole.setViewport(new Rectangle2D(-100, -40, 1_000, text.getLayoutBounds().getHeight()));
          return text.snapshot(whole, null);
        });
    List<Integer> outside = new ArrayList<>();
    int inside = 0;
    for (int x = 0; x < picture.getWidth(); x++) {
      boolean ink = false;
      for (int y = 0; y < picture.getHeight(); y++) {
        ink |= picture.getPixelReader().getColor(x, y).getBrightness() < 0.5;
      }
      if (ink && (x < 95 || x > 505)) {
        outside.add(x - 100);
      } else if (ink) {
        inside++;
      }
    }
    assertThat(inside).as("something is drawn").isGreaterThan(200);
    assertThat(outside).as("columns of pixels beside the 400 of the lines").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {260, 400, 733})
  void isShownInAnAnswerWithoutAFault(int width) {
    MarkdownPane pane = FxTest.run(MarkdownPane::new);
    String text =
        String.join(
            "\n\n",
            (ARABIC + " ").repeat(80) + "end",
            ARABIC.repeat(60),
            (HEBREW + " ").repeat(90) + "**" + HEBREW + "** `" + HEBREW + "`",
            "# " + (ARABIC + "  ").repeat(30),
            "- " + ("abc " + ARABIC + ", 12 ").repeat(40),
            "| a | b |\n|---|---|\n| " + (ARABIC + " ").repeat(20) + " | " + ARABIC + " |",
            "```\n" + (ARABIC + " ").repeat(60) + "\n```",
            ARABIC + " ".repeat(300) + ARABIC);
    List<Throwable> faults =
        shown(
            pane,
            width,
            () -> {
              for (int from = 0; from < text.length(); from += 97) {
                String delta = text.substring(from, Math.min(text.length(), from + 97));
                FxTest.run(() -> pane.append(delta));
              }
            });
    assertThat(faults).isEmpty();
    assertThat(FxTest.run(pane::markdown)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {ARABIC, HEBREW, MARKS})
  void isShownInFieldsAndLabelsWithoutAFault(String word) {
    String text = (word + " ").repeat(80);
    TextArea area = FxTest.run(() -> new TextArea());
    area.setWrapText(true);
    Label label = new Label(text);
    label.setWrapText(true);
    assertThat(shown(area, 400, () -> FxTest.run(() -> area.setText(text)))).isEmpty();
    assertThat(shown(new StackPane(label), 400, () -> {})).isEmpty();
  }

  @Test
  void isMendedOnlyOnce() {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    Object first = FxTest.run(ComplexTextTest::textsOfTheToolkit);
    assertThat(first).isInstanceOf(ComplexText.Pieces.class);
    assertThat(FxTest.run(ComplexText::mend)).isTrue();
    assertThat(FxTest.run(ComplexTextTest::textsOfTheToolkit))
        .as("texts that the toolkit has to free are not lost")
        .isSameAs(first);
  }

  private static Object textsOfTheToolkit() throws ReflectiveOperationException {
    Field layouts =
        Class.forName("com.sun.javafx.text.GlyphLayoutManager")
            .getDeclaredField("REUSABLE_INSTANCE");
    layouts.setAccessible(true);
    Object layout = layouts.get(null);
    Field texts = layout.getClass().getDeclaredField("runUtf8");
    texts.setAccessible(true);
    return texts.get(layout);
  }

  /** As the toolkit has it: one object, which gets shorter when it is broken. */
  public static final class Run {
    private int length = 10;

    public int getStart() {
      return 0;
    }

    public int getLength() {
      return length;
    }
  }

  @Test
  void hasATextForEachPartOfARun() throws NoSuchMethodException {
    ComplexText.Pieces texts = new ComplexText.Pieces(Run.class);
    Run run = new Run();
    texts.put(run, 1L);
    assertThat(texts.get(run)).isEqualTo(1L);
    assertThat(texts.get(new Run())).as("another run of the same length").isNull();

    run.length = 4;
    assertThat(texts.get(run)).as("the text of the whole is not that of a part").isNull();
    texts.put(run, 2L);
    assertThat(texts.get(run)).isEqualTo(2L);
    assertThat(texts.values()).as("all are freed").containsExactly(1L, 2L);
    assertThat(texts.containsKey(run)).isTrue();
    assertThat(texts).hasSize(2);

    texts.clear();
    assertThat(texts.values()).isEmpty();
    assertThat(texts.get(run)).isNull();
  }

  /** What was thrown on the JavaFX thread while that was in a window. */
  private static List<Throwable> shown(Node node, int width, Runnable meanwhile) {
    List<Throwable> faults = new ArrayList<>();
    Stage stage =
        FxTest.run(() -> {
          Thread.currentThread().setUncaughtExceptionHandler((_, fault) -> faults.add(fault));
          Stage made = new Stage();
          Scene scene = new Scene(new StackPane(node), width, 500);
          Theme.DARK.dress(scene);
          made.setScene(scene);
          made.show();
          return made;
        });
    try {
      meanwhile.run();
      FxTest.pulses(3);
      return faults;
    } finally {
      FxTest.run(() -> {
        stage.close();
        Thread.currentThread().setUncaughtExceptionHandler(null);
      });
    }
  }
}
