package app.diptych.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.cost.Tariff;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import app.diptych.ui.replay.Track;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChipsTest {

  @ParameterizedTest
  @CsvSource({
    "1234567, 1.2 ms",
    "9940000, 9.9 ms",
    "182000000, 182 ms",
    "9999000000, 9999 ms",
    "12340000000, 12.3 s"
  })
  void writesADurationWithThreeFigures(long nanos, String text) {
    assertThat(Chips.duration(Optional.of(Duration.ofNanos(nanos)))).isEqualTo(text);
  }

  @Test
  void writesADashForWhatIsNotKnown() {
    assertThat(Chips.empty(Cost.Unpriced.UNKNOWN))
        .isEqualTo(new Chips("\u2013", "\u2013", "\u2013", "unpriced"));
  }

  @Test
  void tellsWhatAnAnswerOfThisMachineDrewAndCost() {
    Energy energy = new Energy(12_345_678, Duration.ofSeconds(1), "CPU package-0 (counter)", false);
    Tariff tariff =
        new Tariff(new BigDecimal("0.36"), "EUR", new BigDecimal("0.036"), "me", LocalDate.EPOCH);
    Chips priced = Chips.last(local(Cost.Local.of(energy, tariff)));
    assertThat(priced.cost()).isEqualTo("local 0.00001123 EUR");
    assertThat(priced.costNote())
        .isEqualTo(
            "12.35 J, 1235 mJ per output token. Measured: CPU package-0 (counter)."
                + " Cost: electricity (measured) + hardware share (yours).");
    Chips unpriced = Chips.last(local(Cost.Local.of(energy, null)));
    assertThat(unpriced.cost()).isEqualTo("local");
    assertThat(unpriced.costNote()).startsWith("12.35 J").doesNotContain("Cost");
    Energy both = new Energy(12_345_678, Duration.ofSeconds(1), "x", true);
    assertThat(Chips.last(local(Cost.Local.of(both, tariff))).cost()).isEqualTo("local");
    assertThat(Chips.last(local(Cost.Local.of(both, tariff))).costNote())
        .startsWith("12.35 J for both sides together")
        .doesNotContain("per output token");
    assertThat(Chips.last(local(new Cost.Local())).costNote()).isEqualTo("Energy: not measured.");
    assertThat(Chips.last(buffered()).costNote())
        .as("a gateway")
        .isEqualTo("Unpriced: no price is known for it.");
  }

  private static Answer local(Cost cost) {
    return new Answer(
        "demo/small",
        true,
        new CompletionRequest("m", List.of(Message.user("Hi")), Sampling.providerDefaults()),
        SideState.FINISHED,
        null,
        "word",
        "",
        new Usage(3, 10, 0, 0, Usage.Source.COUNTED),
        FinishReason.STOP,
        null,
        Timeline.EMPTY,
        Duration.ZERO,
        Delivery.PLAIN,
        cost);
  }

  @Test
  void marksWhatIsGuessedFromDeltas() {
    Timeline.Recorder recorder = new Timeline.Recorder(0);
    recorder.text(10_000_000);
    recorder.text(20_000_000);
    recorder.text(30_000_000);
    assertThat(Chips.live(recorder.metrics(3, false), false, new Cost.Local()))
        .isEqualTo(new Chips("10 ms", "~100.0", "~3", "local"));
    assertThat(Chips.live(recorder.metrics(3, false), true, new Cost.Local()).rate())
        .isEqualTo("100.0");
  }

  @Test
  void givesNoTtftAndNoRateToAnAnswerThatCameInOneBurst() {
    Answer answer = buffered();

    Chips chips = Chips.last(answer);

    assertThat(chips.ttft()).isEqualTo("n/a");
    assertThat(chips.rate()).isEqualTo("n/a");
    assertThat(chips.ttftNote()).contains("in one burst");
    assertThat(chips.rateNote()).contains("in one burst");
    assertThat(chips.tokens()).as("what is known stays").isEqualTo("40");
    Moment half = Moment.of(track(answer), Duration.ofSeconds(5).toNanos() + 20);
    assertThat(half.chips().ttft()).as("while it is replayed").isEqualTo("n/a");
  }

  @Test
  void saysInTheTtftHowLateThisMachineWas() {
    Answer answer = late(Duration.ofMillis(700), Duration.ofSeconds(2));

    assertThat(Chips.last(answer).ttft()).isEqualTo("2000 ms");
    assertThat(Chips.last(answer).ttftNote()).contains("this machine was 700 ms late");
    assertThat(Chips.last(answer).rateNote()).isEmpty();
    assertThat(OutcomeWords.of(answer, false)).contains("this machine was 700 ms late sending it");
  }

  @Test
  void saysWhyThereAreNoTimesOrNoneBetweenTokens() {
    Chips back = Chips.last(read(1_000_000, 3_000_000, 2_000_000));
    assertThat(back.ttft()).isEqualTo("\u2013");
    assertThat(back.ttftNote()).startsWith("The clock went back");
    assertThat(back.rateNote()).startsWith("The clock went back");
    Chips once = Chips.last(read(1_000_000, 1_000_000, 1_000_000));
    assertThat(once.rate()).isEqualTo("\u2013");
    assertThat(once.rateNote()).startsWith("The answer came in one piece");
    assertThat(once.ttft()).isEqualTo("1.0 ms");
    assertThat(once.ttftNote()).isEmpty();
  }

  private static Answer read(long... atNanos) {
    Timeline.Recorder recorder = new Timeline.Recorder(0);
    for (long at : atNanos) {
      recorder.text(at);
    }
    return new Answer(
        "gw/m",
        false,
        new CompletionRequest("m", List.of(Message.user("Hi")), Sampling.providerDefaults()),
        SideState.FINISHED,
        Origin.gateway("gw/m", null),
        "one two three",
        "",
        new Usage(3, 3, 0, 0, Usage.Source.REPORTED),
        FinishReason.STOP,
        null,
        recorder.timeline(),
        Duration.ZERO);
  }

  @Test
  void marksACostOfWhichMoreMayHaveBeenChargedAndTokensThatAreDoubted() {
    Chips chips =
        Chips.last(local(new Cost.Known(Money.of("0.002", "USD"), true, "a try was lost")));
    assertThat(chips.cost()).isEqualTo("\u2265 ~0.002 USD");
    assertThat(chips.costNote()).isEqualTo("At least this: a try was lost.");
    assertThat(chips.doubting("Counted: 2.").tokens()).isEqualTo("10 ?");
    assertThat(chips.doubting("Counted: 2.").tokensNote())
        .isEqualTo("Counted: 2. Counted here with the model's own tokenizer.");
  }

  @Test
  void tellsWhoCountedTheTokens() {
    assertThat(Chips.last(inTwoDeltas(2, Usage.Source.REPORTED)).tokensNote())
        .isEqualTo("Reported by the gateway.");
    assertThat(Chips.last(inTwoDeltas(2, Usage.Source.ESTIMATED)).tokensNote())
        .isEqualTo("Estimated here with another tokenizer.");
    assertThat(Chips.last(local(new Cost.Local())).tokensNote())
        .startsWith("Counted here with the model's own tokenizer.");
    Moment half = Moment.of(track(buffered()), Duration.ofSeconds(5).toNanos() + 20);
    assertThat(half.chips().tokensNote())
        .as("while it is replayed nobody has told them yet")
        .doesNotContain("Reported");
  }

  /** 3 tokens in at 1 and 10 out at 2 a million. */
  @Test
  void tellsWhosePriceACostIsByAndOfWhichDay() {
    Price price =
        new Price(
            "g", "m", Rates.of("1", "2"), List.of(), "USD", "a list", LocalDate.of(2026, 11, 26));
    Answer answer = local(new Cost.Known(Money.of("0.000023", "USD"), true, "a try was lost"));
    assertThat(Chips.last(answer, PriceWords.of(answer, price)).costNote())
        .isEqualTo(
            "At least this: a try was lost. Prompt 0.000003 USD, answer 0.00002 USD."
                + " Price: a list, 2026-11-26.");
    assertThat(PriceWords.ofSaved(answer, price))
        .isEqualTo(
            "Prompt 0.000003 USD, answer 0.00002 USD."
                + " As much as by the price known now: a list, 2026-11-26.");
    Answer other = local(new Cost.Known(Money.of("0.5", "USD"), true));
    assertThat(PriceWords.ofSaved(other, price))
        .isEqualTo("Whose price that was is not saved with an answer.")
        .isEqualTo(PriceWords.ofSaved(answer, null));
    assertThat(PriceWords.of(local(new Cost.Local()), null)).as("no price").isEmpty();
    assertThat(PriceWords.ofSaved(local(Cost.Unpriced.UNKNOWN), price)).isEmpty();
  }

  @Test
  void tellsHowManyTokensADeltaCarriesWhereItIsNotOne() {
    assertThat(Chips.last(inTwoDeltas(7, Usage.Source.REPORTED)).tokensNote())
        .endsWith(" 3.50 tokens per delta: a delta is not a token.");
    assertThat(Chips.last(inTwoDeltas(7, Usage.Source.ESTIMATED)).tokensNote())
        .contains(" ~3.50 tokens per delta");
    assertThat(Chips.last(inTwoDeltas(2, Usage.Source.REPORTED)).tokensNote())
        .doesNotContain("per delta");
    assertThat(
            Chips.last(inTwoDeltas(7, Usage.Source.REPORTED)).doubting("Counted: 3.").tokensNote())
        .isEqualTo(
            "Counted: 3. Reported by the gateway."
                + " 3.50 tokens per delta: a delta is not a token.");
  }

  private static Answer inTwoDeltas(int tokens, Usage.Source source) {
    Timeline.Recorder recorder = new Timeline.Recorder(0);
    recorder.text(100_000_000);
    recorder.text(300_000_000);
    return new Answer(
        "gw/m",
        false,
        new CompletionRequest("m", List.of(Message.user("Hi")), Sampling.providerDefaults()),
        SideState.FINISHED,
        Origin.gateway("gw/m", null),
        "some words",
        "",
        new Usage(3, tokens, 0, 0, source),
        FinishReason.STOP,
        null,
        recorder.timeline(),
        Duration.ZERO);
  }

  private static Answer late(Duration late, Duration first) {
    Timeline.Recorder recorder = new Timeline.Recorder(0);
    recorder.text(first.toNanos());
    return new Answer(
        "gw/m",
        false,
        new CompletionRequest("m", List.of(Message.user("Hi")), Sampling.providerDefaults()),
        SideState.FINISHED,
        Origin.gateway("gw/m", null),
        "word",
        "",
        new Usage(3, 1, 0, 0, Usage.Source.REPORTED),
        FinishReason.STOP,
        null,
        recorder.timeline(),
        Duration.ZERO,
        new Delivery(
            Duration.ZERO,
            1,
            null,
            new CallPhases(late, null, null, null, null, null, null, Map.of())));
  }

  private static Track track(Answer answer) {
    int[] lengths = new int[40];
    Arrays.fill(lengths, 5);
    return Track.of(
            Side.A,
            answer,
            Recording.of(answer.timeline().offsetsInNanos(), lengths, new boolean[40]))
        .orElseThrow();
  }

  private static Answer buffered() {
    Timeline.Recorder recorder = new Timeline.Recorder(0);
    for (int piece = 0; piece < 40; piece++) {
      recorder.text(Duration.ofSeconds(5).toNanos() + piece);
    }
    return new Answer(
        "gw/m",
        false,
        new CompletionRequest("m", List.of(Message.user("Hi")), Sampling.providerDefaults()),
        SideState.FINISHED,
        Origin.gateway("gw/m", null),
        "word ".repeat(40),
        "",
        new Usage(3, 40, 0, 0, Usage.Source.REPORTED),
        FinishReason.STOP,
        null,
        recorder.timeline(),
        Duration.ZERO);
  }

  @Test
  void countsTheTokensTheProviderToldAndNotTheDeltas() {
    Timeline.Recorder recorder = new Timeline.Recorder(0);
    recorder.text(10_000_000);
    recorder.text(20_000_000);

    assertThat(Chips.live(recorder.metrics(1_700, false), true, null).tokens()).isEqualTo("1,700");
    assertThat(Chips.live(Timeline.EMPTY.metrics(0, false), false, null).tokens())
        .isEqualTo("\u2013");
  }

  @Test
  void startsWithTheSamplingThatIsUsualEverywhere() {
    assertThat(new SamplingModel().sampling())
        .isEqualTo(
            new Sampling(Sampling.USUAL_TEMPERATURE, Sampling.USUAL_TOP_P, null, null, List.of()));
  }

  @Test
  void readsSamplingAsTyped() {
    SamplingModel model = new SamplingModel();
    assertThat(model.sampling().temperature()).isEqualTo(0.7);
    assertThat(model.sampling().maxTokens()).isNull();
    assertThat(model.summaryProperty().get()).isEqualTo("T 0.7  \u00b7  top-p 0.95");
    model.temperatureProperty().set("hot");
    assertThat(model.problemProperty().get()).isEqualTo("Temperature is not a number: hot.");
    assertThatThrownBy(model::sampling).isInstanceOf(IllegalArgumentException.class);
    model.temperatureProperty().set("");
    model.topPProperty().set(" ");
    assertThat(model.summaryProperty().get()).isEqualTo("Provider's own sampling");
    model.stopProperty().set("END\n\nSTOP");
    assertThat(model.sampling().stop()).containsExactly("END", "STOP");
    assertThat(model.problemProperty().get()).isEmpty();
  }
}
