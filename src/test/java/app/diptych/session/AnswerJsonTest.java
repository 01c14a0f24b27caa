package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Sampling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AnswerJsonTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  @Test
  void readsTheSamplingItWrote() {
    Sampling sampling = new Sampling(0.5, 0.25, 100, 4_294_967_294L, List.of("END"));
    assertThat(AnswerJson.sampling(AnswerJson.sampling(sampling))).isEqualTo(sampling);
  }

  /** Files come from elsewhere: what cannot be a seed or a limit is none, and no fault. */
  @ParameterizedTest
  @ValueSource(strings = {"1.5", "98765432109876543210", "-1e400", "\"seven\"", "null", "[]"})
  void readsNoSeedAndNoLimitOutOfWhatIsNone(String value) {
    Sampling read =
        AnswerJson.sampling(
            MAPPER.readTree("{\"seed\":%s,\"maxTokens\":%s}".formatted(value, value)));
    assertThat(read.seed()).isNull();
    assertThat(read.maxTokens()).isNull();
  }
}
