package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  private static final String SECRET = "sk-canary-0123456789-1a2b";

  @Test
  void showsItsLastFourCharactersAtMost() {
    assertThat(ApiKey.of(SECRET)).hasToString("ApiKey[...1a2b]");
    assertThat(ApiKey.of("short-key")).hasToString("ApiKey[...]");
  }

  @Test
  void dropsTheBlanksThatAPasteBrings() {
    assertThat(ApiKey.of("  " + SECRET + "\n"))
        .isEqualTo(ApiKey.of(SECRET))
        .hasSameHashCodeAs(ApiKey.of(SECRET))
        .isNotEqualTo(ApiKey.of(SECRET + "x"));
    assertThat(ApiKey.of(SECRET).authorization()).isEqualTo("Bearer " + SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "sk-canary two", "sk-canary\r\nX-Evil: 1", "sk-canaryé", "sk\0"})
  void refusesWhatCannotBeAKeyWithoutQuotingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiKey.of(text))
        .withMessageStartingWith("The key")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("canary"));
  }

  @Test
  void masksItselfInTextThatQuotesIt() {
    ApiKey key = ApiKey.of(SECRET);

    assertThat(key.maskedIn("bad key " + SECRET + " and " + SECRET + "!"))
        .isEqualTo("bad key ApiKey[...1a2b] and ApiKey[...1a2b]!");
    assertThat(key.maskedAtEndOf("cut: " + SECRET.substring(0, 12)))
        .isEqualTo("cut: ApiKey[...1a2b]");
    assertThat(key.maskedAtEndOf("nothing here")).isEqualTo("nothing here");
    assertThat(key.maskedIn("nothing here")).isEqualTo("nothing here");
  }
}
