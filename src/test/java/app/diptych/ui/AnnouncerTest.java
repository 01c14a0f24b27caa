package app.diptych.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnouncerTest {
  @Test
  void tellsHowManySentencesAndTheLast() {
    assertThat(Announcer.progress("")).isEmpty();
    assertThat(Announcer.progress("One.")).isEqualTo(", 1 sentence: One");
    assertThat(Announcer.progress("One. Two is longer. And thr"))
        .isEqualTo(", 3 sentences, the last: And thr");
  }

  @Test
  void looksOnlyAtTheEndOfAHugeAnswerOrSentence() {
    assertThat(Announcer.progress("A b. ".repeat(1_000_000)))
        .startsWith(", 20000 sentences")
        .endsWith("the last: A b");
    assertThat(Announcer.progress("x".repeat(1_000_000))).hasSizeLessThan(400);
  }
}
