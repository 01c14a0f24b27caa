package app.diptych.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.review.Alignment.Place;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is selected on the screen is found in the answer, and back. */
class AlignmentTest {
  private static final String ANSWER =
      """
      # The capital

      The **capital** of *France* is [Paris](https://example.org/Paris-and-more), see `code of Paris`.

      - first thing, **bold**
      - second thing & more

      1. one
      2. two

      ```java
      int capital = 1; // the capital
      ```

      | city | people |
      |---|---|
      | Paris | 2,000,000 |
      | Lyon | 500,000 |

      > quoted: \u5df4\u9ece\u662f\u6cd5\u56fd\u7684\u9996\u90fd\u3002 The end of it.
      """;

  @ParameterizedTest
  @CsvSource({
    "'capital of France', 'capital** of *France'",
    "'Paris (example.org/Paris-and-more), see', 'Paris](https://example.org/Paris-and-more), see'",
    "'code of Paris', 'code of Paris'",
    "'second thing', 'second thing'",
    "'int capital = 1;', 'int capital = 1;'",
    "'\u9996\u90fd', '\u9996\u90fd'",
    "'500,000', '500,000'",
  })
  void findsWhatIsSelectedInTheMarkdown(String selected, String expected) {
    String shown = shown(ANSWER);
    int at = shown.indexOf(selected);
    assertThat(at).as(shown).isNotNegative();
    Place place = new Alignment(ANSWER, shown).toSource(at, at + selected.length());
    assertThat(place).isNotNull();
    assertThat(ANSWER.substring(place.from(), place.to())).isEqualTo(expected);
  }

  @Test
  void everyPlaceComesBackToWhereItWasMarked() {
    String shown = shown(ANSWER);
    Alignment alignment = new Alignment(ANSWER, shown);
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      int from = random.nextInt(shown.length());
      int to = from + 1 + random.nextInt(Math.min(40, shown.length() - from));
      if (Character.isWhitespace(shown.charAt(from))
          || Character.isWhitespace(shown.charAt(to - 1))) {
        continue;
      }
      Place there = alignment.toSource(from, to);
      assertThat(there).isNotNull();
      assertThat(alignment.toShown(there.from(), there.to())).isEqualTo(new Place(from, to));
    }
  }

  @Test
  void nothingIsFoundWhereNothingOfTheAnswerIsShown() {
    assertThat(new Alignment("abc", "   ").toSource(0, 3)).isNull();
    assertThat(new Alignment("abc", "abc").toShown(3, 9)).isNull();
  }

  private static String shown(String markdown) {
    FxTest.start();
    return FxTest.run(() -> {
      MarkdownPane pane = new MarkdownPane();
      pane.append(markdown);
      return pane.shownText();
    });
  }
}
