package app.diptych.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {

  @ParameterizedTest
  @ValueSource(
      doubles = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -0.1,
        2.01,
        Double.MAX_VALUE
      })
  void refusesATemperatureThatIsNotOne(double temperature) {
    assertThatThrownBy(() -> new Sampling(temperature, null, null, null, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Temperature must be 0 to 2");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -1, 1.0001})
  void refusesATopPThatIsNotAShare(double topP) {
    assertThatThrownBy(() -> new Sampling(null, topP, null, null, List.of()))
        .hasMessageStartingWith("Top-p must be above 0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Sampling.MOST_TOKENS + 1})
  void refusesAnImpossibleNumberOfTokens(int maxTokens) {
    assertThatThrownBy(() -> new Sampling(null, null, maxTokens, null, List.of()))
        .hasMessageStartingWith("Max tokens must be 1 to");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Sampling.LARGEST_SEED + 1, Long.MAX_VALUE})
  void refusesASeedNoEngineTakes(long seed) {
    assertThatThrownBy(() -> new Sampling(null, null, null, seed, List.of()))
        .hasMessageStartingWith("Seed must be 0 to");
  }

  @Test
  void refusesTooManyOrEmptyStops() {
    assertThatThrownBy(() -> new Sampling(null, null, null, null, Collections.nCopies(5, "x")))
        .hasMessageContaining("At most 4 stop texts");
    assertThatThrownBy(() -> new Sampling(null, null, null, null, List.of("")))
        .hasMessageContaining("must not be empty");
  }

  @Test
  void takesEveryEdgeOfEveryRange() {
    assertThat(new Sampling(0.0, 1.0, 1, 0L, List.of("###")).stop()).containsExactly("###");
    assertThat(
            new Sampling(2.0, 1e-9, Sampling.MOST_TOKENS, Sampling.LARGEST_SEED, List.of()).seed())
        .isEqualTo(4_294_967_294L);
  }

  @Test
  void refusesAConversationWithNothingToAnswer() {
    Sampling any = Sampling.providerDefaults();
    assertThatThrownBy(() -> new CompletionRequest("m", List.of(Message.user(" \n")), any))
        .hasMessageStartingWith("The prompt is empty");
    assertThatThrownBy(() -> new CompletionRequest("m", List.of(), any))
        .hasMessageContaining("must end with a message of the user");
    assertThatThrownBy(() -> new CompletionRequest("m", List.of(Message.assistant("hi")), any))
        .hasMessageContaining("must end with a message of the user");
    String huge = "x".repeat(CompletionRequest.MOST_CHARACTERS + 1);
    assertThatThrownBy(() -> new CompletionRequest("m", List.of(Message.user(huge)), any))
        .hasMessageContaining("at most 8,000,000 can be sent");
  }
}
