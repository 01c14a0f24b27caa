package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  /** The clock under test stands at 12:00:00 on 22 November 2026. */
  @ParameterizedTest
  @CsvSource({
    "retry-after, 7, 7000",
    "Retry-After, ' 1.5 ', 1500",
    "retry-after-ms, 250, 250",
    "retry-after-ms, 0.5, 0",
    "retry-after, 86400, 86400000",
    "'retry-after', 'Sun, 22 Nov 2026 12:01:30 GMT', 90000",
  })
  void readsEachForm(String name, String value, long millis) {
    assertThat(RetryAfter.in(Headers.of(name, value), new StepClock()).map(Duration::toMillis))
        .contains(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "0",
        "NaN",
        "Infinity",
        "1e9",
        "0x10",
        "5d",
        "86401",
        "999999999",
        "99999999999999",
        "soon",
        "Sun, 22 Nov 2026 11:59:59 GMT",
        "Sun, 22 Nov 2099 12:00:00 GMT",
        "Sun, 99 Nov"
      })
  void takesAnInsaneWaitAsNone(String value) {
    assertThat(RetryAfter.in(Headers.of("retry-after", value), new StepClock())).isEmpty();
  }

  @Test
  void prefersMilliseconds() {
    Headers both = Headers.of("retry-after", "9", "retry-after-ms", "1200");

    assertThat(RetryAfter.in(both, new StepClock())).contains(Duration.ofMillis(1200));
    assertThat(RetryAfter.in(Headers.of(), new StepClock())).isEmpty();
  }
}
