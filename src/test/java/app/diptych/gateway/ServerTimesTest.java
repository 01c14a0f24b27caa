package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTimesTest {

  @ParameterizedTest
  @CsvSource({
    "x-response-time, 12, x-response-time, 12",
    "X-Response-Time, 2.923ms, x-response-time, 2.923",
    "x-response-time, 0.25 s, x-response-time, 250",
    "openai-processing-ms, 1234, openai-processing-ms, 1234",
    "x-envoy-upstream-service-time, 7, x-envoy-upstream-service-time, 7",
    "x-litellm-overhead-duration-ms, 1.5, x-litellm-overhead-duration-ms, 1.5",
    "server-timing, db;dur=53.2, server-timing:db, 53.2",
    "server-timing, 'cache;desc=\"Cache Read, fast\";dur=23.2', server-timing:cache, 23.2",
    "server-timing, 'miss, total ; DUR = 5', server-timing:total, 5",
  })
  void readsEachForm(String name, String value, String as, double millis) {
    assertThat(read(Headers.of(name, value))).isEqualTo(Map.of(as, millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "NaN", "1e999", "12 hours", "0x10", "99999999999999"})
  void takesNothingThatIsNoTime(String value) {
    assertThat(read(Headers.of("x-response-time", value, "server-timing", "db;dur=" + value)))
        .isEmpty();
  }

  @Test
  void keepsFewTimesHoweverManyAreTold() {
    String flood =
        IntStream.range(0, 2_000)
            .mapToObj(metric -> "m" + metric + ";dur=1")
            .collect(Collectors.joining(", "));
    ServerTimes times = new ServerTimes(new UntrustedText(null));

    for (int header = 0; header < 50; header++) {
      times.readHead(Headers.of("server-timing", flood));
    }

    assertThat(times.times()).hasSize(32);
  }

  @Test
  void keepsNoNameThatIsLongOrQuotesTheKey() {
    ServerTimes times = new ServerTimes(new UntrustedText(Gateways.KEY));

    times.readTimings(
        Map.of("x".repeat(65), 1.0, Gateways.SECRET, 2.0, "a b", 3.0, "prompt_ms", 4.0));

    assertThat(times.times()).isEqualTo(Map.of("prompt_ms", 4.0));
  }

  @Test
  void letsALaterTellingReplaceAnEarlierOne() {
    ServerTimes times = new ServerTimes(new UntrustedText(null));

    times.readTimings(Map.of("predicted_ms", 4.0));
    times.readTimings(Map.of("predicted_ms", 9.0));
    times.readTimings(Map.of("predicted_ms", Double.POSITIVE_INFINITY));

    assertThat(times.times()).isEqualTo(Map.of("predicted_ms", 9.0));
  }

  private static Map<String, Double> read(Headers headers) {
    ServerTimes times = new ServerTimes(new UntrustedText(null));
    times.readHead(headers);
    return times.times();
  }
}
