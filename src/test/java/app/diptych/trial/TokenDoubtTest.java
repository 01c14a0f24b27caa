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

  @Test
  void tellsTheTokensThatWereComparedWhereReasoningWasKeptBack() {
    Usage hidden = new Usage(3, 16, 4, 0, Usage.Source.REPORTED);
    assertThat(TokenDoubt.of(answer(hidden)).orElseThrow())
        .contains("more than 10 % off")
        .endsWith(
            "Reported: 16, of which 4 are reasoning that was not sent; counted here: about 10.");
  }

  @Test
  void doubtsMoreTokensOfAPromptThanWhateverStandsAroundItCanHave() {
    Answer far = answer(new Usage(1_000_000, 10, 0, 0, Usage.Source.REPORTED));
    assertThat(TokenDoubt.of(far).orElseThrow())
        .contains("cannot be those of its text or its prompt")
        .endsWith("Reported for the prompt: 1,000,000; counted here: about 1.");
    assertThat(far.metrics().prefillTokensPerSecond()).isEmpty();
    assertThat(far.metrics().outputTokensPerSecond()).isPresent();
    Answer searched = answer(new Usage(120_000, 10, 0, 0, Usage.Source.REPORTED));
    assertThat(TokenDoubt.of(searched)).isEmpty();
    assertThat(searched.metrics().prefillTokensPerSecond()).isPresent();
  }

  @Test
  void doubtsMoreCachedTokensThanThePromptHas() {
    assertThat(TokenDoubt.of(answer(new Usage(10, 10, 0, 60, Usage.Source.REPORTED))).orElseThrow())
        .endsWith("Reported for the prompt: 10, of which 60 from a cache.");
  }

  @Test
  void saysThatAnEstimateStandsForWhatIsNoNumberOfTokens() {
    Usage instead = new Usage(3, 10, 0, 0, Usage.Source.ESTIMATED).inPlaceOfRefused();
    assertThat(TokenDoubt.of(answer(instead)).orElseThrow())
        .contains("no number of them")
        .endsWith("Counted here: about 10.");
  }

  private static Answer answer(int tokens, Usage.Source source) {
    return answer(new Usage(3, tokens, 0, 0, source));
  }

  private static Answer answer(Usage usage) {
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
        usage,
        FinishReason.STOP,
        null,
        recorder.timeline(),
        Duration.ZERO);
  }
}
