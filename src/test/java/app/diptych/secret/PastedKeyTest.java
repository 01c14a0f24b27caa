package app.diptych.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PastedKeyTest {
  @Test
  void leavesOutWhatAClipboardBringsAlongAndSaysSo() {
    PastedKey pasted = PastedKey.of(" \u00a0sk-canary-1\u200b\r\n".toCharArray());

    assertThat(new String(pasted.key())).isEqualTo("sk-canary-1");
    assertThat(pasted.told()).contains("blanks or a line break around it");
  }

  @Test
  void joinsAKeyThatATerminalWrapped() {
    PastedKey pasted = PastedKey.of("sk-canary-\n0123".toCharArray());

    assertThat(new String(pasted.key())).isEqualTo("sk-canary-0123");
    assertThat(pasted.told()).contains("line breaks inside it");
  }

  @Test
  void takesAKeyOutOfAHeader() {
    assertThat(new String(PastedKey.of("Bearer sk-1".toCharArray()).key())).isEqualTo("sk-1");
  }

  @Test
  void saysNothingAboutAKeyThatCameAlone() {
    assertThat(PastedKey.of("sk-1".toCharArray()).told()).isEmpty();
    assertThat(PastedKey.of(new char[0]).key()).isEmpty();
  }

  @Test
  void zeroesWhatItWasGivenAndShowsNothing() {
    char[] typed = " sk-canary ".toCharArray();
    PastedKey pasted = PastedKey.of(typed);

    assertThat(typed).containsOnly('\0');
    assertThat(pasted.toString()).doesNotContain("canary");
    pasted.wipe();
    assertThat(pasted.key()).containsOnly('\0');
  }
}
