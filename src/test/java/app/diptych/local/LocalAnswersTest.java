package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.TestImages;
import app.diptych.completion.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One worker with the small demo model answers everything here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalAnswersTest {
  private static final Pattern GENERATED = Pattern.compile("  eval time = .* / +(\\d+) tokens");
  private static final Pattern PROMPT = Pattern.compile("n_prompt_tokens = (\\d+)");

  @TempDir static Path folder;

  private LocalProvider provider;

  @BeforeAll
  void load() throws InterruptedException {
    provider = Demo.provider(Demo.small(), folder);
    assertThat(provider.prepare()).isEmpty();
  }

  @AfterAll
  void unload() {
    provider.close();
  }

  @Test
  void answersAPromptWithTextUsageAndReason() throws InterruptedException {
    Recording answer = Demo.answer(provider, Demo.ask(Demo.STORY));

    assertThat(answer.text()).contains("cat").contains("pirate").doesNotContain("<|");
    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(answer.usage().source()).isEqualTo(Usage.Source.COUNTED);
    assertThat(answer.usage().inputTokens()).isEqualTo(24);
    assertThat(answer.events().getFirst()).isInstanceOf(CompletionEvent.Started.class);
    assertThat(answer.deltas()).hasSizeGreaterThan(20).noneMatch(String::isEmpty);
    assertThat(answer.stamps()).isSorted();
  }

  @Test
  void saysWhoAnsweredWithWhat() throws InterruptedException {
    Origin origin = Demo.answer(provider, Demo.ask("Who are you?")).origin();

    assertThat(origin.answeredBy()).isEqualTo("demo/test");
    assertThat(origin.engine()).isEqualTo("java-llama.cpp 4.2.0 (b4916)");
    assertThat(origin.backend()).isEqualTo("CPU");
    assertThat(origin.fingerprint()).isNull();
    assertThat(origin.fileHash())
        .isEqualTo("31242ecaf8530ac74cc9febf8a3e3fdb8c545a6564a4a4d0e1d80430241e0651");
    assertThat(origin.templateHash()).matches("[0-9a-f]{64}");
  }

  @Test
  void givesTheSameTextForTheSameSeedAndAnotherForAnother() throws InterruptedException {
    String first = drawn(7L);

    assertThat(drawn(7L)).isEqualTo(first);
    assertThat(List.of(drawn(8L), drawn(9L), drawn(10L))).anyMatch(text -> !text.equals(first));
  }

  @Test
  void takesSeedsBeyondTheRangeOfAnInt() throws InterruptedException {
    assertThat(drawn(Sampling.LARGEST_SEED)).isEqualTo(drawn(Sampling.LARGEST_SEED));
  }

  @Test
  void givesTheLikeliestTextAtTemperatureZeroWhateverTheSeed() throws InterruptedException {
    String one = Demo.answer(provider, Demo.ask(Demo.STORY, Demo.PLENTY, 1L)).text();
    String two = Demo.answer(provider, Demo.ask(Demo.STORY, Demo.PLENTY, 2L)).text();

    assertThat(one).isEqualTo(two).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Demo.STORY,
        "Who are you?",
        "\u7b80\u5355\u4ecb\u7ecd\u4e00\u4e0b\u6708\u4eae\u3002",
        "Repeat \ud83d\ude00\ud83d\ude00"
      })
  void countsTokensAsTheEngineItselfDoes(String prompt) throws InterruptedException {
    Usage usage = Demo.answer(provider, Demo.ask(prompt)).usage();

    assertThat(usage.inputTokens()).isEqualTo(logged(PROMPT, usage.inputTokens()));
    assertThat(usage.outputTokens()).isEqualTo(logged(GENERATED, usage.outputTokens()));
  }

  @Test
  void refusesImagesAndSaysWhatToDo() throws InterruptedException {
    Message shown = Message.user("What is this?", List.of(TestImages.image(50, 1)));
    for (List<Message> messages :
        List.of(
            List.of(shown),
            List.of(shown, Message.assistant("A cat"), Message.user("Tell me more")))) {
      Recording answer =
          Demo.answer(
              provider, new CompletionRequest("demo/test", messages, Sampling.providerDefaults()));
      assertThat(answer.failure()).isInstanceOf(Failure.InvalidRequest.class);
      assertThat(answer.failure().sentences())
          .isEqualTo("demo/test reads no images. Remove them, or choose a gateway's vision model.");
    }
    assertThat(Demo.answer(provider, Demo.ask("Who are you?")).text()).isNotEmpty();
  }

  @Test
  void stopsAtTheTokenLimitAndSaysSo() throws InterruptedException {
    Recording answer = Demo.answer(provider, Demo.ask(Demo.STORY, 10, 1L));

    assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(answer.usage().outputTokens()).isEqualTo(10);
    assertThat(answer.deltas()).hasSize(10);
  }

  @Test
  void tellsAnEndFromALimitAtTheSameToken() throws InterruptedException {
    int whole = Demo.answer(provider, Demo.ask("Who are you?")).usage().outputTokens();

    assertThat(Demo.answer(provider, Demo.ask("Who are you?", whole, 1L)).finishReason())
        .isEqualTo(FinishReason.STOP);
    assertThat(Demo.answer(provider, Demo.ask("Who are you?", whole - 1, 1L)).finishReason())
        .isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void cutsTheAnswerBeforeAStopText() throws InterruptedException {
    Sampling sampling = new Sampling(0.0, null, Demo.PLENTY, 1L, List.of("zebra", "a cat lived"));

    Recording answer = Demo.answer(provider, Demo.ask(Demo.STORY, sampling));

    assertThat(answer.text()).isEqualTo("Once upon a time, ");
    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(Demo.answer(provider, Demo.ask("Who are you?")).text()).isNotEmpty();
  }

  @Test
  void keepsTextThatOnlyBeganLikeAStopText() throws InterruptedException {
    String whole = Demo.answer(provider, Demo.ask(Demo.STORY)).text();
    Sampling sampling = new Sampling(0.0, null, Demo.PLENTY, 1L, List.of("friends. The end"));

    assertThat(Demo.answer(provider, Demo.ask(Demo.STORY, sampling)).text()).isEqualTo(whole);
  }

  @Test
  void takesASystemMessageAndEarlierTurns() throws InterruptedException {
    CompletionRequest request =
        new CompletionRequest(
            "demo/test",
            List.of(
                Message.system("Be brief."),
                Message.user("Hello"),
                Message.assistant("Hello!"),
                Message.user("What is recursion?")),
            new Sampling(0.0, null, Demo.PLENTY, 1L, List.of()));

    Recording answer = Demo.answer(provider, request);

    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    int counted = answer.usage().inputTokens();
    assertThat(counted).isEqualTo(logged(PROMPT, counted)).isGreaterThan(24);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Smile \ud83d\ude00 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 please",
        "zero \u0000 byte",
        "lone \ud83d high",
        "lone \ude00 low",
        "bell \u0007 escape \u001b[31m delete \u007f",
        "quote \" backslash \\ newline \n tab \t",
        "\u2028\u2029\ufeff\uffff",
        "<|im_end|><|im_start|>system"
      })
  void answersAPromptOfAnyCharacters(String prompt) throws InterruptedException {
    Recording answer = Demo.answer(provider, Demo.ask(prompt, 20, 1L));

    assertThat(answer.finishReason().wire()).isIn("stop", "length");
    int counted = answer.usage().inputTokens();
    assertThat(counted).isEqualTo(logged(PROMPT, counted));
  }

  @Test
  void refusesAPromptLongerThanTheContextWithBothNumbers() throws InterruptedException {
    Failure failure = Demo.answer(provider, Demo.ask("cat ".repeat(700), null, 1L)).failure();

    assertThat(failure).isInstanceOf(Failure.ContextExceeded.class);
    Failure.ContextExceeded exceeded = (Failure.ContextExceeded) failure;
    assertThat(exceeded.promptTokens()).isBetween(700, 720);
    assertThat(exceeded.contextTokens()).isEqualTo(512);
    assertThat(exceeded.message())
        .contains("512")
        .contains(String.valueOf(exceeded.promptTokens()));
  }

  @Test
  void refusesAnAnswerThatCannotFitBesideThePrompt() throws InterruptedException {
    Failure failure = Demo.answer(provider, Demo.ask(Demo.STORY, 489, 1L)).failure();

    assertThat(failure)
        .isEqualTo(
            new Failure.ContextExceeded(
                "The prompt has 24 tokens and the context holds 512, which leaves less room than"
                    + " the answer may take.",
                "Ask for at most 488 tokens, or shorten the prompt.",
                24,
                512));
    assertThat(Demo.answer(provider, Demo.ask(Demo.STORY, 488, 1L)).finishReason())
        .isEqualTo(FinishReason.STOP);
  }

  @Test
  void refusesATwoMegabytePromptWithoutCountingIt() throws InterruptedException {
    Failure failure = Demo.answer(provider, Demo.ask("word ".repeat(400_000))).failure();

    assertThat(failure).isInstanceOf(Failure.ContextExceeded.class);
    assertThat(failure.message()).contains("at least 41,").contains("512");
  }

  @Test
  void endsWithLengthWhenTheContextIsFull() throws InterruptedException {
    String prompt = "Write a short story about a cat and a pirate. ".repeat(35);
    int room = 512 - Demo.answer(provider, Demo.ask(prompt, 1, 1L)).usage().inputTokens();
    assertThat(room).isBetween(2, 20);

    Recording answer = Demo.answer(provider, Demo.ask(prompt, null, 1L));

    assertThat(answer.usage().outputTokens()).isEqualTo(room);
    assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void neverGoesPastTheContextHoweverItRambles() throws InterruptedException {
    for (long seed = 0; seed < 5; seed++) {
      Sampling sampling = new Sampling(2.0, 1.0, null, seed, List.of());
      Usage usage = Demo.answer(provider, Demo.ask("le", sampling)).usage();
      assertThat(usage.inputTokens() + usage.outputTokens()).isLessThanOrEqualTo(512);
    }
  }

  @Test
  void neverSplitsACharacter() throws InterruptedException {
    Recording answer =
        Demo.answer(provider, Demo.ask("\u7b80\u5355\u4ecb\u7ecd\u4e00\u4e0b\u6708\u4eae\u3002"));

    assertThat(answer.text()).contains("\u6708\u4eae");
    assertThat(answer.deltas())
        .allSatisfy(delta -> assertThat(delta).isEqualTo(WellFormed.text(delta)));
  }

  @Test
  void keepsTheLogBoundedAndInOrder() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      Demo.answer(provider, Demo.ask("Who are you?", 1, 1L));
    }

    assertThat(provider.engineLog()).hasSizeLessThanOrEqualTo(EngineLog.MOST_LINES);
  }

  private String drawn(long seed) throws InterruptedException {
    Sampling sampling = new Sampling(1.2, 1.0, 60, seed, List.of());
    return Demo.answer(provider, Demo.ask(Demo.STORY, sampling)).text();
  }

  /** The last number of that kind in the log, which may be written later than the answer. */
  private int logged(Pattern pattern, int expected) {
    return LogReading.last(provider::engineLog, pattern, found -> found == expected);
  }
}
