package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.timing.Timeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens that do not fit the text are told with both numbers. */
class TokenDoubtTest {
  private static final String TEN_TOKENS = "one two three four five six seven eight nine ten";

  @Test
  void saysNothingOfTokensThatFit() {
    assertThat(TokenDoubt.of(answer(10, Usage.Source.REPORTED))).isEmpty();
    assertThat(TokenDoubt.of(answer(11, Usage.Source.REPORTED))).isEmpty();
  }

  @Test
  void saysWhenTheyAreMoreThanATenthOff() {
    assertThat(TokenDoubt.of(answer(12, Usage.Source.REPORTED)).orElseThrow())
        .contains("more than 10 % off")
        .endsWith("Reported: 12; counted here: about 10.");
  }

  @Test
  void saysWhenTheyCannotBe() {
    assertThat(TokenDoubt.of(answer(2_000_000_000, Usage.Source.REPORTED)).orElseThrow())
        .contains("cannot be those of its text")
        .endsWith("Reported: 2,000,000,000; counted here: about 10.");
    assertThat(TokenDoubt.of(answer(-3, Usage.Source.REPORTED)).orElseThrow())
        .contains("fewer than no tokens");
  }

  @Test
  void doubtsOnlyWhatAProviderReported() {
    assertThat(TokenDoubt.of(answer(40, Usage.Source.ESTIMATED))).isEmpty();
  }

  private static Answer answer(int tokens, Usage.Source source) {
    Timeline.Recorder recorder = new Timeline.Recorder(0);
    recorder.text(1_000_000);
    recorder.text(2_000_000);
    return new Answer(
        "gw/m",
        false,
        new CompletionRequest("m", List.of(Message.user("Hi")), Sampling.providerDefaults()),
        SideState.FINISHED,
        null,
        TEN_TOKENS,
        "",
        new Usage(3, tokens, 0, 0, source),
        FinishReason.STOP,
        null,
        recorder.timeline(),
        Duration.ZERO);
  }
}
