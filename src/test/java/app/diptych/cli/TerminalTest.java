package app.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

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

  /**
   * What forgot to pass through safe() reaches the terminal as an escape, which JSON reads back.
   */
  @Test
  void printsNothingThatSteersAndJsonStaysWhatItWas() {
    StringWriter out = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(Writer.nullWriter()));
    String hostile = "a\u009B2J\u202Eb\u001B[31m\uDB40\uDC41\n\tc";
    String json = JsonMapper.shared().writeValueAsString(hostile);
    terminal.print(json);
    assertThat(out.toString())
        .isEqualTo(
            "\"a\\u009b2J\\u202eb\\u001B[31m\\udb40\\udc41\\n\\tc\"" + System.lineSeparator());
    assertThat(JsonMapper.shared().readValue(out.toString(), String.class)).isEqualTo(hostile);
    terminal.print("title\u001B]0;x\u0007");
    assertThat(out.toString()).contains("title\\u001b]0;x\\u0007");
  }
}
