package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

  /** The Unicode Standard 16.0, tables 3-8 to 3-11: ~ stands for U+FFFD. */
  @ParameterizedTest
  @CsvSource({
    "C0AFE080BFF0818241, ~~~~~~~~A",
    "EDA080EDBFBFEDAF41, ~~~~~~~~A",
    "F4919293FF4180BF42, ~~~~~A~~B",
    "E180E2F09192F1BF41, ~~~~A",
  })
  void replacesEachMaximalPartAsTheUnicodeTablesShow(String hex, String text) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(Utf8.isWellFormed(bytes, 0, bytes.length)).isFalse();
    assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo(text.replace('~', '\uFFFD'));
  }

  @Test
  void leavesEveryCodePointAsItIs() {
    StringBuilder all = new StringBuilder();
    for (int point = 0; point <= Character.MAX_CODE_POINT; point += 7) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        all.appendCodePoint(point);
      }
    }
    byte[] bytes = all.toString().getBytes(UTF_8);

    assertThat(Utf8.isWellFormed(bytes, 0, bytes.length)).isTrue();
    assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo(all.toString());
  }

  @Test
  void decodesRandomBytesLikeTheStateMachineOfTheStandard() {
    Random random = new Random(3);
    int[] leads = {0x41, 0x80, 0xBF, 0xC1, 0xC3, 0xE0, 0xE2, 0xED, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = new byte[random.nextInt(8)];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] =
            (byte)
                (random.nextBoolean() ? leads[random.nextInt(leads.length)] : random.nextInt(256));
      }
      assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo(ReferenceEventStream.decode(bytes));
    }
  }
}
