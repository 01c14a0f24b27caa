package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightToLeftTest {
  private static final String WORD = "\u0627\u0644\u0633\u0644\u0627\u0645";

  /** The toolkit throws for each frame where it has to break such a run itself. */
  @ParameterizedTest
  @ValueSource(ints = {260, 400, 733})
  void isShownInLinesWithoutAFault(int width) {
    List<Throwable> faults = new ArrayList<>();
    MarkdownPane pane = FxTest.run(MarkdownPane::new);
    Stage stage =
        FxTest.run(() -> {
          Thread.currentThread().setUncaughtExceptionHandler((_, fault) -> faults.add(fault));
          Stage made = new Stage();
          Scene scene = new Scene(pane, width, 500);
          Theme.DARK.dress(scene);
          made.setScene(scene);
          made.show();
          return made;
        });
    try {
      String text =
          String.join(
              "\n\n",
              (WORD + " ").repeat(80) + "end",
              WORD.repeat(60),
              "\u05d0\u05d1 \u05d2 ".repeat(90) + "**\u05d0\u05d1** `\u05d2`",
              "# " + (WORD + "  ").repeat(30),
              "- " + ("abc " + WORD + ", 12 ").repeat(40),
              "| a | b |\n|---|---|\n| " + (WORD + " ").repeat(20) + " | " + WORD.repeat(9) + " |",
              "```\n" + (WORD + " ").repeat(60) + "\n```",
              WORD + " ".repeat(300) + WORD);
      for (int from = 0; from < text.length(); from += 97) {
        String delta = text.substring(from, Math.min(text.length(), from + 97));
        FxTest.run(() -> pane.append(delta));
      }
      FxTest.pulses(3);
      assertThat(faults).isEmpty();
      assertThat(FxTest.run(pane::markdown)).isEqualTo(text);
    } finally {
      FxTest.run(() -> {
        stage.close();
        Thread.currentThread().setUncaughtExceptionHandler(null);
      });
    }
  }

  @Test
  void isCutBetweenItsWordsAndKeepsItsStyles() {
    List<StyledText> cut =
        RightToLeft.cut(
            List.of(
                StyledText.plain("one two "),
                new StyledText(WORD + " " + WORD, List.of("bold")),
                new StyledText(WORD.repeat(4), List.of())));
    assertThat(cut)
        .containsExactly(
            StyledText.plain("one two "),
            new StyledText(WORD, List.of("bold")),
            new StyledText(" ", List.of("bold", RightToLeft.GAP)),
            new StyledText(WORD, List.of("bold")),
            new StyledText(WORD.repeat(2), List.of()),
            new StyledText(WORD.repeat(2), List.of(RightToLeft.CUT)));
    assertThat(RightToLeft.cut(cut)).as("once is enough").isEqualTo(cut);
  }

  @Test
  void leavesOtherTextAlone() {
    List<StyledText> texts = List.of(StyledText.plain("one \u4f60\u597d \ud83d\ude00 e\u0301"));
    assertThat(RightToLeft.cut(texts)).isSameAs(texts);
  }
}
