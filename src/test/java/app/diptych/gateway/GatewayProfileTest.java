package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.diptych.completion.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayProfileTest {
  private static final ApiKey KEY = ApiKey.of("sk-canary-0123456789-1a2b");

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com, https://api.example.com/v1",
    "https://api.example.com/, https://api.example.com/v1",
    "https://api.example.com/v1, https://api.example.com/v1",
    "https://api.example.com/v1/, https://api.example.com/v1",
    "https://api.example.com/v1//, https://api.example.com/v1",
    "https://api.example.com/v1/chat/completions, https://api.example.com/v1",
    "https://api.example.com/v1/chat/completions/, https://api.example.com/v1",
    "https://api.example.com/chat/completions, https://api.example.com",
    "https://example.com/api/v1, https://example.com/api/v1",
    "https://example.com/openai%20x/v1, https://example.com/openai%20x/v1",
    "'  https://api.example.com/v1 ', https://api.example.com/v1",
    "http://localhost:8080, http://localhost:8080/v1",
    "http://[::1]:8080/v1, http://[::1]:8080/v1",
  })
  void findsTheApiUnderEachFormOfItsAddress(String typed, String root) {
    GatewayProfile profile = GatewayProfile.of("g", typed);

    assertThat(profile.completions()).hasToString(root + "/chat/completions");
    assertThat(profile.models()).hasToString(root + "/models");
    assertThat(GatewayProfile.of("g", profile.baseUrl().toString())).isEqualTo(profile);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api.example.com",
        "ftp://example.com",
        "https://",
        "localhost:8080",
        "not a url",
        "https://user:canary@example.com/v1",
        "https://canary@example.com",
        "https://example.com/?key=canary",
        "https://example.com/v1#canary"
      })
  void refusesWhatIsNoBaseUrlWithoutQuotingIt(String typed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GatewayProfile.of("g", typed))
        .withMessageStartingWith("The base URL must")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("canary"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "-a", "ä", "a b"})
  void refusesNamesThatCannotStandBeforeASlash(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GatewayProfile.of(id, "https://example.com"))
        .withMessageContaining("name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/v1",
        "http://192.168.1.4:8080",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1",
        "http://0.0.0.0:8080",
        "http://[fe80::1]"
      })
  void keepsTheKeyOffPlainHttpToOtherMachines(String url) {
    GatewayProfile profile = GatewayProfile.of("g", url);

    assertThat(profile.refusalOf(KEY))
        .get()
        .isInstanceOf(Failure.InvalidRequest.class)
        .satisfies(failure -> assertThat(failure.message()).contains("not sent", "unencrypted"));
    assertThat(profile.refusalOf(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "http://localhost:8080",
        "http://LOCALHOST",
        "http://127.0.0.1:1",
        "http://127.8.9.10",
        "http://[::1]:8080",
        "http://gateway.localhost"
      })
  void sendsTheKeyOverHttpsAndToThisMachine(String url) {
    assertThat(GatewayProfile.of("g", url).refusalOf(KEY)).isEmpty();
  }

  @Test
  void namesTheLengthLimitAsEachApiWantsIt() {
    assertThat(GatewayProfile.of("g", "https://api.openai.com/v1").maxTokensField())
        .isEqualTo("max_completion_tokens");
    assertThat(GatewayProfile.of("g", "https://api.example.com/v1").maxTokensField())
        .isEqualTo("max_tokens");
  }

  @Test
  void refusesTimeLimitsThatCannotBeMeant() {
    Duration second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GatewayTimeouts(second, Duration.ZERO, second, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GatewayTimeouts(second, second, second, Duration.ofDays(2)));
    assertThat(GatewayTimeouts.DEFAULTS.withFirstByte(second).firstByte()).isEqualTo(second);
  }
}
