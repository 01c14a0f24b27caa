package app.diptych.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a day, as they are typed and as vendors write them. */
class HourWindowTest {
  @ParameterizedTest
  @CsvSource({
    "8-10, 08:00-10:00 UTC",
    "08:00 - 10:00 UTC, 08:00-10:00 UTC",
    "22:30-6, 22:30-06:00 UTC",
    "0-24, 00:00-24:00 UTC",
    "20-24, 20:00-24:00 UTC",
    "9-11 pm, 21:00-23:00 UTC",
    "11 am to 2 pm, 11:00-14:00 UTC"
  })
  void isReadAsItIsTyped(String typed, String words) {
    assertThat(HourWindow.of(typed).words()).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "8-8", "8-25", "24:30-3", "13-14 pm", "mornings", "8-10 CET"})
  void anythingElseIsRefusedWithAnExample(String typed) {
    assertThatThrownBy(() -> HourWindow.of(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no part of a day such as 8-10 or 22:30-6, in UTC");
  }

  @Test
  void isFoundInASentenceThatNamesTheZone() {
    assertThat(HourWindow.of("11-1 pm").words()).isEqualTo("11:00-13:00 UTC");
    assertThat(HourWindow.of("9-5 pm").words()).isEqualTo("09:00-17:00 UTC");
    assertThat(HourWindow.in("peak traffic, 8-10 AM UTC").map(HourWindow::words))
        .contains("08:00-10:00 UTC");
    assertThat(HourWindow.in("below 980 ms between 08:00 and 10:30 (UTC)").map(HourWindow::words))
        .contains("08:00-10:30 UTC");
    assertThat(HourWindow.in("8-10 requests a second")).isEmpty();
    assertThat(HourWindow.in("2026-08-21 UTC")).isEmpty();
  }

  @Test
  void holdsFromItsFirstMomentAndNotItsLast() {
    HourWindow peak = HourWindow.of("8-10");
    assertThat(peak.holds(at("08:00:00"))).isTrue();
    assertThat(peak.holds(at("09:59:59"))).isTrue();
    assertThat(peak.holds(at("10:00:00"))).isFalse();
    HourWindow night = HourWindow.of("22-6");
    assertThat(night.holds(at("23:00:00"))).isTrue();
    assertThat(night.holds(at("05:59:59"))).isTrue();
    assertThat(night.holds(at("12:00:00"))).isFalse();
    assertThat(HourWindow.of("0-24").holds(at("12:00:00"))).isTrue();
    assertThat(HourWindow.of("20-24").holds(at("00:00:00"))).isFalse();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-29T" + time + "Z");
  }
}
