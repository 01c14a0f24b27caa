package app.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void showsControlCharactersInsteadOfObeyingThem() {
    assertThat(Terminal.safe("\u001B[31mred\u0007")).isEqualTo("\u241B[31mred\u2407");
    assertThat(Terminal.safe("a\u0000b\u007F")).isEqualTo("a\u2400b\u2421");
    assertThat(Terminal.safe("\u009B2J")).isEqualTo("\uFFFD2J");
    assertThat(Terminal.safe("abc\u202Edef")).isEqualTo("abc\uFFFDdef");
  }

  @Test
  void keepsLinesTabsAndEveryScript() {
    String text = "one\n\ttwo \u4E92\u8054\u7F51 \uD83D\uDE00 \u0645\u0631\u062D\u0628\u0627";
    assertThat(Terminal.safe(text)).isEqualTo(text);
    assertThat(Terminal.safe("a\r\nb")).isEqualTo("a\nb");
  }

  @Test
  void replacesHalfOfACharacterPair() {
    assertThat(Terminal.safe("x\uD83Dy")).isEqualTo("x\uFFFDy");
  }
}
