package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WholeTextTest {
  private final WholeText text = new WholeText();

  @Test
  void joinsAPairThatCameInTwoPieces() {
    assertThat(text.add("a\uD83D")).isEqualTo("a");
    assertThat(text.add("")).isEmpty();
    assertThat(text.add("\uDE00b")).isEqualTo("😀b");
    assertThat(text.end()).isEmpty();
  }

  @Test
  void replacesAHalfThatFindsNoPartner() {
    assertThat(text.add("\uD83D")).isEmpty();
    assertThat(text.add("a")).isEqualTo("\uFFFDa");
    assertThat(text.add("\uDE00")).isEqualTo("\uFFFD");
    assertThat(text.add("\uD83D")).isEmpty();
    assertThat(text.add("\uD83D")).isEqualTo("\uFFFD");
    assertThat(text.end()).isEqualTo("\uFFFD");
    assertThat(text.end()).isEmpty();
  }

  @Test
  void leavesWholeTextAlone() {
    String whole = "a😀\uD83D\uDE00é";
    assertThat(text.add(whole)).isEqualTo(whole);
    assertThat(WholeText.repaired(whole)).isEqualTo(whole);
    assertThat(WholeText.repaired("a\uDE00\uD83Db")).isEqualTo("a\uFFFD\uFFFDb");
  }
}
