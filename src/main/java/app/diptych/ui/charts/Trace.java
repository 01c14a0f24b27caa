package app.diptych.ui.charts;

import app.diptych.completion.CallPhases;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came on one side up to now, and when: the data of every chart. It grows while the answer
 * streams; looking up a moment costs a binary search. JavaFX thread only.
 */
public final class Trace {
  /** Later than a day nothing is believed, whatever a damaged recording says. */
  private static final long LONGEST = 86_400_000_000_000L;

  private long[] at = new long[64];
  private long[] sums = new long[64];
  private int[] all = new int[64];
  private int[] text = new int[64];
  private int[] thoughts = new int[64];
  private int size;
  private int firstText = -1;
  private long now;
  private double guess = 1;
  private @Nullable Answer answer;

  /** Tokens that came in deltas; null when nobody knows, or what is told cannot be. */
  private @Nullable Integer streamed;

  private boolean wentBack;
  private @Nullable Spend spend;
  private @Nullable InCommon common;

  public Trace() {}

  /** Adds deltas that came after those it has. */
  void add(Recording more) {
    for (int i = 0; i < more.size(); i++) {
      if (size == at.length) {
        at = Arrays.copyOf(at, size * 2);
        sums = Arrays.copyOf(sums, size * 2);
        all = Arrays.copyOf(all, size * 2);
        text = Arrays.copyOf(text, size * 2);
        thoughts = Arrays.copyOf(thoughts, size * 2);
      }
      boolean thought = more.isReasoning(i);
      // Nothing can come before what came before it, whatever a damaged recording says: then there
      // are moments to look up, and nothing is drawn of them.
      wentBack |= more.offset(i) < (size == 0 ? 0 : at[size - 1]);
      at[size] = Math.clamp(more.offset(i), size == 0 ? 0 : at[size - 1], LONGEST);
      sums[size] = moments(size) + at[size];
      all[size] = characters(size) + more.length(i);
      text[size] = textCharacters(size) + (thought ? 0 : more.length(i));
      thoughts[size] = reasoningDeltas(size) + (thought ? 1 : 0);
      if (!thought && firstText < 0) {
        firstText = size;
      }
      size++;
    }
    now = Math.max(now, last());
  }

  /** So much time has passed since the request was sent. */
  void passed(long nanos) {
    if (answer == null) {
      now = Math.clamp(nanos, now, LONGEST);
    }
  }

  /**
   * The answer has ended, and is known whole. One that broke off was waited for until then, as far
   * as somebody looked or measured.
   */
  void ended(Answer whole) {
    answer = whole;
    // Here and not where it is drawn: it costs a look at every delta, and a line asks at each
    // point.
    Integer told = whole.metrics().amounts().streamedTokens();
    streamed = told == null || told == 0 ? null : told;
    now = whole.failure() == null ? last() : Math.max(now, Math.max(last(), called(whole)));
  }

  /** So many tokens a delta seems to carry, as long as the answer has not ended. */
  void guessed(double tokens) {
    guess = tokens;
  }

  /** How long its call took, in nanoseconds; zero when nobody measured. */
  private static long called(Answer whole) {
    CallPhases phases = whole.delivery().phases();
    Duration sum =
        phases == null
            ? Duration.ZERO
            : Stream.of(
                    phases.late(),
                    phases.reaching(),
                    phases.sending(),
                    phases.waiting(),
                    phases.receiving())
                .filter(Objects::nonNull)
                .reduce(Duration.ZERO, Duration::plus);
    return Math.clamp(sum.toNanos(), 0, LONGEST);
  }

  /** Whether its moments contradict each other, so that nothing can be drawn of them. */
  boolean wentBack() {
    return wentBack;
  }

  /** Whether it broke off or never began. */
  boolean hasFailed() {
    return answer != null && answer.failure() != null;
  }

  /** What it costs before it has ended. */
  void priced(Spend known) {
    spend = known;
  }

  /** Its cost is drawn on an axis in another currency; null on one in its own. */
  void drawnIn(@Nullable InCommon other) {
    common = other;
  }

  int size() {
    return size;
  }

  /** Nanoseconds from t0 to the delta of that number. */
  long at(int delta) {
    return at[delta];
  }

  /** Deltas of reasoning among so many deltas. */
  private int reasoningDeltas(int deltas) {
    return deltas == 0 ? 0 : thoughts[deltas - 1];
  }

  /**
   * Nanoseconds from t0 to what is known last: the present, the last delta, or the end of one that
   * broke off.
   */
  long now() {
    return now;
  }

  boolean hasEnded() {
    return answer != null;
  }

  @Nullable Answer answer() {
    return answer;
  }

  /** How many deltas had come at that moment. */
  int deltas(long nanos) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at[middle] <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The moments of so many deltas added up, in nanoseconds. The sum may run over; what two of them
   * differ by is right all the same, where that is no more than 290 years.
   */
  long moments(int deltas) {
    return deltas == 0 ? 0 : sums[deltas - 1];
  }

  /** Characters of answer and reasoning in so many deltas, in UTF-16 units. */
  int characters(int deltas) {
    return deltas == 0 ? 0 : all[deltas - 1];
  }

  /** Characters of the answer alone in so many deltas, in UTF-16 units. */
  int textCharacters(int deltas) {
    return deltas == 0 ? 0 : text[deltas - 1];
  }

  /** Nanoseconds from t0 to the first delta of any kind: TTFT; negative while there is none. */
  long first() {
    return size == 0 ? -1 : at[0];
  }

  /** Nanoseconds from t0 to the first delta of the answer: TTFO; negative while there is none. */
  long firstText() {
    return firstText < 0 ? -1 : at[firstText];
  }

  long last() {
    return size == 0 ? 0 : at[size - 1];
  }

  /** How many tokens a delta carries on average: a guess until the usage is known. */
  double tokensPerDelta() {
    return streamed == null || size == 0 ? guess : (double) streamed / size;
  }

  /** Whether tokens are told and not guessed. */
  boolean tokensKnown() {
    Usage usage = answer == null ? null : answer.usage();
    return usage != null && streamed != null && usage.source() != Usage.Source.ESTIMATED;
  }

  /** What it is charged in; null when it has no price, or none that is known. */
  @Nullable String currency() {
    Money whole = whole();
    if (whole != null) {
      return whole.currency();
    }
    return answer == null && spend != null ? spend.prompt().currency() : null;
  }

  /**
   * What had been spent when so many deltas had come, in {@link #currency}: the prompt at once, the
   * answer in proportion to its deltas. Only the whole is exact, so this is for drawing.
   */
  double spent(int deltas) {
    double prompt = spend == null ? 0 : spend.prompt().amount().doubleValue();
    Money whole = whole();
    if (whole != null) {
      double sum = whole.amount().doubleValue();
      double first = Math.min(prompt, sum);
      return size == 0 ? sum : first + (sum - first) * deltas / size;
    }
    if (spend == null) {
      return prompt;
    }
    int thought = reasoningDeltas(deltas);
    return prompt
        + guess
            * (spend.text().amount().doubleValue() * (deltas - thought)
                + spend.reasoning().amount().doubleValue() * thought);
  }

  /** Whether more may have been charged than is known of. */
  boolean isAtLeast() {
    return answer != null && answer.cost() instanceof Cost.Known known && known.isAtLeast();
  }

  /** How its cost comes onto an axis in another currency; null when it is on one in its own. */
  @Nullable InCommon common() {
    return currency() == null ? null : common;
  }

  /** The currency its cost is drawn in; null when it has no price, or none that is known. */
  @Nullable String axis() {
    InCommon other = common();
    return other == null ? currency() : other.currency();
  }

  /** The same as {@link #spent}, in {@link #axis}. */
  double drawn(int deltas) {
    InCommon other = common();
    return other == null ? spent(deltas) : other.convert(spent(deltas));
  }

  /** Whether what it cost is what this machine drew, by the user's own tariff. */
  boolean isLocal() {
    return answer != null && answer.cost() instanceof Cost.Local;
  }

  /** What the answer that has ended cost; null when nobody knows. */
  private @Nullable Money whole() {
    return switch (answer == null ? null : answer.cost()) {
      case null -> null;
      case Cost.Known known -> known.money();
      case Cost.Unpriced _ -> null;
      case Cost.Local here -> here.charge() == null ? null : here.charge().total();
    };
  }

  /** How long it waited in this program before it was sent. */
  Duration held() {
    return answer == null ? Duration.ZERO : answer.delivery().held();
  }

  /**
   * Nanoseconds from t0 until the connection stood; zero when there was one, or nobody measured.
   */
  long connected() {
    CallPhases phases = answer == null ? null : answer.delivery().phases();
    Duration reaching = phases == null ? null : phases.reaching();
    if (reaching == null) {
      return 0;
    }
    long sum = reaching.toNanos();
    return size == 0 ? sum : Math.min(sum, at[0]);
  }
}
