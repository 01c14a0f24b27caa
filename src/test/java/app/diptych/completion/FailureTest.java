package app.diptych.completion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void endsAGatewaysWordsWithAStopBeforeTheAdvice() {
    assertThat(new Failure.InvalidRequest("gpu: try increasing it", "Shorten it.").sentences())
        .isEqualTo("gpu: try increasing it. Shorten it.");
    assertThat(new Failure.InvalidRequest("It is too long.", "Shorten it.").sentences())
        .isEqualTo("It is too long. Shorten it.");
    assertThat(new Failure.InvalidRequest("Why that?", "Shorten it.").sentences())
        .isEqualTo("Why that? Shorten it.");
  }
}
