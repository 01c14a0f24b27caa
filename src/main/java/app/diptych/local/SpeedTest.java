package app.diptych.local;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Provider;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.timing.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How quickly a model on this machine reads a prompt and writes an answer, after llama-bench of
 * llama.cpp: each is repeated after a warm-up, tokens are those the engine counts. Unlike there the
 * way to the engine and sampling are part of it: it is what a user gets.
 */
public final class SpeedTest {
  private static final String WORD = "tree ";
  private static final int WARM_UP_WORDS = 16;
  private static final int MOST_TRIES = 8;
  private static final String STORY = "Write a long story about a fox, a lighthouse and the sea.";

  private final Provider provider;
  private final String model;
  private final Plan plan;
  private final Progress progress;
  private @Nullable Call call;
  private boolean stopped;

  /**
   * What is measured.
   *
   * @param repetitions how often each
   * @param promptTokens tokens of the prompt, about; fewer where the context holds fewer
   * @param tokens most tokens of an answer; a model that ends earlier is measured as far as it goes
   */
  public record Plan(int repetitions, int promptTokens, int tokens) {
    /** As llama-bench has it. */
    public static final Plan USUAL = new Plan(5, 512, 128);

    /**
     * @throws IllegalArgumentException for what cannot be measured, with a sentence
     */
    public Plan {
      if (repetitions < 1 || repetitions > 1_000) {
        throw new IllegalArgumentException("Repetitions are 1 to 1,000, not " + repetitions + ".");
      }
      if (promptTokens < 1 || promptTokens > 1 << 20 || tokens < 2 || tokens > 1 << 20) {
        throw new IllegalArgumentException(
            "The prompt has 1 token at least and the answer 2, and neither above a million.");
      }
    }
  }

  /** Told after each measured request. */
  @FunctionalInterface
  public interface Progress {
    void did(int done, int all);
  }

  /** What came of it. */
  public sealed interface Outcome {}

  /**
   * It was measured.
   *
   * @param reading tokens of the prompt a second
   * @param writing tokens of the answer a second, after the first
   * @param promptTokens how many the prompts had
   * @param writtenTokens how many the answers had, on the average
   */
  public record Measured(
      Origin origin, Summary reading, Summary writing, int promptTokens, double writtenTokens)
      implements Outcome {}

  /** It could not be. */
  public record Failed(Failure failure) implements Outcome {}

  public SpeedTest(Provider provider, String model, Plan plan, Progress progress) {
    this.provider = provider;
    this.model = model;
    this.plan = plan;
    this.progress = progress;
  }

  /** Loads the model when it is not, and measures; blocks until it is done or stopped. */
  public Outcome run() throws InterruptedException {
    Optional<Failure> unready = provider.prepare();
    if (unready.isPresent()) {
      return new Failed(unready.get());
    }
    Heard warm = ask(WORD.repeat(WARM_UP_WORDS), 8, 0);
    if (warm.failure != null) {
      return new Failed(warm.failure);
    }
    List<Double> reading = new ArrayList<>();
    List<Double> writing = new ArrayList<>();
    long written = 0;
    int prompt = 0;
    int words = words(warm);
    for (int i = 0; i < plan.repetitions(); i++) {
      Heard read = ask(WORD.repeat(words), 1, i);
      for (int tries = 0;
          read.failure instanceof Failure.ContextExceeded && tries < MOST_TRIES;
          tries++) {
        words = Math.max(1, words * 4 / 5);
        read = ask(WORD.repeat(words), 1, i);
      }
      Heard wrote = read.failure == null ? ask(STORY, plan.tokens(), i) : read;
      if (wrote.failure != null) {
        return new Failed(wrote.failure);
      }
      read.readingRate().ifPresent(reading::add);
      wrote.writingRate().ifPresent(writing::add);
      prompt = read.inputTokens();
      written += wrote.outputTokens();
      progress.did(i + 1, plan.repetitions());
    }
    return new Measured(
        warm.origin == null ? Origin.gateway(model, null) : warm.origin,
        summary(reading),
        summary(writing),
        prompt,
        (double) written / plan.repetitions());
  }

  /** Ends it from another thread. */
  public synchronized void stop() {
    stopped = true;
    if (call != null) {
      call.cancel();
    }
  }

  /** As many words as come to the tokens that are wanted, by what the warm-up needed. */
  private int words(Heard warm) {
    double perWord = Math.max(0.5, (double) warm.inputTokens() / WARM_UP_WORDS);
    return (int) Math.max(1, Math.round(plan.promptTokens() / perWord));
  }

  private static Summary summary(List<Double> rates) {
    return Summary.of(rates.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private Heard ask(String prompt, int most, long seed) throws InterruptedException {
    Heard heard = new Heard();
    Call asked;
    synchronized (this) {
      if (stopped) {
        heard.failure = new Failure.Cancelled();
        return heard;
      }
      asked =
          provider.start(
              new CompletionRequest(
                  model,
                  List.of(Message.user(prompt)),
                  new Sampling(0.8, 0.95, most, seed, List.of())),
              heard);
      call = asked;
    }
    asked.await();
    return heard;
  }

  /** What one request came to. */
  private static final class Heard implements CompletionSink {
    private @Nullable Origin origin;
    private @Nullable Usage usage;
    private @Nullable Failure failure;
    private long sent;
    private long first;
    private long last;

    @Override
    public synchronized void accept(CompletionEvent event, long atNanos) {
      switch (event) {
        case CompletionEvent.Started started -> {
          origin = started.origin();
          sent = started.sentAtNanos();
        }
        case CompletionEvent.TextDelta _, CompletionEvent.ReasoningDelta _ -> {
          first = first == 0 ? atNanos : first;
          last = atNanos;
        }
        case CompletionEvent.UsageReported told -> usage = told.usage();
        case CompletionEvent.Failed failed -> failure = failed.failure();
        case CompletionEvent.Finished _,
            CompletionEvent.UsageRefused _,
            CompletionEvent.Waiting _,
            CompletionEvent.Retrying _,
            CompletionEvent.FailedOver _,
            CompletionEvent.PhasesMeasured _ -> {
          // Nothing of it is measured here.
        }
      }
    }

    synchronized int inputTokens() {
      return usage == null ? 0 : usage.inputTokens();
    }

    synchronized int outputTokens() {
      return usage == null ? 0 : usage.outputTokens();
    }

    synchronized OptionalDouble readingRate() {
      return rate(inputTokens(), first - sent, first != 0);
    }

    synchronized OptionalDouble writingRate() {
      return rate(outputTokens() - 1, last - first, outputTokens() > 2);
    }

    private static OptionalDouble rate(int tokens, long nanos, boolean known) {
      return known && tokens > 0 && nanos > 0
          ? OptionalDouble.of(tokens * 1e9 / nanos)
          : OptionalDouble.empty();
    }
  }
}
