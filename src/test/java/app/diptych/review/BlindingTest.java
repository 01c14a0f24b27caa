package app.diptych.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody can know whose an answer is, and everything that was drawn can be drawn again. */
class BlindingTest {
  private static final Blinding BLINDING = new Blinding(7);

  @Test
  void putsAboutHalfOfTheItemsOnEachSideForEveryRater() {
    for (String rater : List.of("", "ann", "bob", "\u674e")) {
      long left =
          IntStream.range(0, 10_000).filter(i -> BLINDING.aIsLeft(rater, "item-" + i)).count();
      // Five standard deviations of a fair coin.
      assertThat(left).as(rater).isBetween(4_750L, 5_250L);
    }
  }

  @Test
  void drawsEachRaterApartAndTheSameAgain() {
    List<Integer> ann = BLINDING.order("ann", 200);
    assertThat(ann).isNotEqualTo(BLINDING.order("bob", 200)).isNotEqualTo(sorted(200));
    assertThat(ann).containsExactlyInAnyOrderElementsOf(sorted(200));
    assertThat(new Blinding(7).order("ann", 200)).isEqualTo(ann);
    assertThat(new Blinding(8).order("ann", 200)).isNotEqualTo(ann);
    long alike =
        IntStream.range(0, 1_000)
            .filter(i -> BLINDING.aIsLeft("ann", "" + i) == BLINDING.aIsLeft("bob", "" + i))
            .count();
    assertThat(alike).isBetween(400L, 600L);
  }

  @Test
  void neverRepeatsMoreThanThereIs() {
    assertThat(BLINDING.repeats("ann", 5, 9)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(BLINDING.repeats("ann", 5, 0)).isEmpty();
    assertThat(BLINDING.repeats("ann", 50, 5)).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void aReviewHasPairs() {
    assertThatThrownBy(
            () -> new Review("r", "t", Instant.EPOCH, List.of(), 1, Review.Settings.USUAL))
        .hasMessageContaining("1 to 100,000 pairs, not 0");
  }

  @ParameterizedTest
  @CsvSource({
    "'I am Qwen, made by Alibaba Cloud.', 'I am \u2588\u2588\u2588\u2588, made by \u2588\u2588\u2588\u2588\u2588\u2588\u2588 Cloud.'",
    "'As an AI called Opus I cannot.', 'As an AI called \u2588\u2588\u2588\u2588 I cannot.'",
    "'\u6211\u662f\u901a\u4e49\u5343\u95ee\uff0c\u4f60\u597d\u3002', '\u6211\u662f\u2588\u2588\u2588\u2588\uff0c\u4f60\u597d\u3002'",
    "'Opus 27 by Chopin is a nocturne.', 'Opus 27 by Chopin is a nocturne.'",
    "'A llama is an animal.', 'A llama is an animal.'",
    "'Use Llama-4-Scout here.', 'Use \u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588 here.'"
  })
  void blacksOutWhereAnAnswerSaysWhoseItIs(String answer, String masked) {
    assertThat(Leak.mask(answer, "Who are you?")).isEqualTo(masked).hasSameSizeAs(answer);
  }

  @Test
  void leavesANameThatThePromptBringsItself() {
    String answer = "Claude Shannon founded information theory; GPT-4 is a model.";
    assertThat(Leak.mask(answer, "Who was Claude Shannon?"))
        .startsWith("Claude Shannon")
        .doesNotContain("GPT-4");
    assertThat(Leak.tells("All fine.", "Hi")).isFalse();
  }

  @Test
  void staysBoundedOnHostileText() {
    assertThat(Leak.in("qwen ".repeat(500_000))).hasSizeLessThanOrEqualTo(100);
    assertThat(Leak.in("i am ".repeat(500_000))).isEmpty();
    assertThat(Leak.in("\u6211\u662f" + "\u5b57".repeat(1_000_000))).isEmpty();
  }

  @Test
  void aRubricIsWholeOrRefused() {
    assertThatThrownBy(() ->
            new Rubric.Criterion("Style", Rubric.Scale.THREE, List.of("bad", "good"), true, true))
        .hasMessage("Style has 3 steps and 2 descriptions: give one for each step, or none.");
    Rubric.Criterion style =
        new Rubric.Criterion("Style", Rubric.Scale.FIVE, List.of(), true, false);
    assertThatThrownBy(() -> new Rubric("r", 1, List.of(style, style)))
        .hasMessage("Two criteria have the same name.");
  }

  private static List<Integer> sorted(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
