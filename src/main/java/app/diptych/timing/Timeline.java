package app.diptych.timing;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When each delta of an answer was read, relative to t0, the instant in which the request was
 * handed over: looking its host up and connecting come after it. Immutable; {@link Recorder} builds
 * it.
 */
public final class Timeline {

  /** A timeline on which nothing has happened. */
  public static final Timeline EMPTY = new Timeline(new long[0], -1);

  /** About 30 tokens: a shorter answer may well fit into one honest packet. */
  private static final int SHORTEST_BURST = 120;

  /** Whatever is there sooner was not held back long enough to matter. */
  private static final long SHORTEST_WAIT = Duration.ofMillis(100).toNanos();

  /** A burst is short beside the wait in which the answer was really made. */
  private static final int WAITS_PER_BURST = 10;

  /**
   * About 10,000 tokens a second. The fastest services known give one stream about 3,000 (Cerebras
   * and Groq, read 2026-11), so what comes faster was made before it was sent.
   */
  private static final double FASTEST_CHARACTERS_PER_NANO = 40_000 / 1e9;

  private final long[] offsets;
  private final int firstText;

  /** Of all deltas: whoever asks for a metric asks for several, and may ask in every frame. */
  private final Moments moments;

  private Timeline(long[] offsets, int firstText) {
    this.offsets = offsets;
    this.firstText = firstText;
    this.moments = moments(offsets, firstText);
  }

  /**
   * A timeline that was recorded.
   *
   * @param offsets nanoseconds from t0 to each delta, in order of arrival
   * @param firstText number of the first delta of the answer, -1 when there is none
   */
  public static Timeline of(long[] offsets, int firstText) {
    if (firstText < -1 || firstText >= offsets.length) {
      throw new IllegalArgumentException("No such delta: " + firstText);
    }
    return new Timeline(offsets.clone(), firstText);
  }

  /** How many non-empty deltas arrived, reasoning and answer together. */
  public int deltas() {
    return offsets.length;
  }

  /** Time from t0 to the delta of that number, counted from 0. */
  public Duration offset(int delta) {
    return Duration.ofNanos(offsets[delta]);
  }

  /** Nanoseconds from t0 to each delta, in order of arrival; a copy. */
  public long[] offsetsInNanos() {
    return offsets.clone();
  }

  /**
   * The metrics of the answer this is the timeline of.
   *
   * @param outputTokens N, answer and reasoning together; null when unknown
   * @param complete whether the answer ran to its end: only then has it an end-to-end latency
   */
  public RequestMetrics metrics(@Nullable Integer outputTokens, boolean complete) {
    return measure(Amounts.of(outputTokens), complete);
  }

  /**
   * The metrics of the answer this is the timeline of.
   *
   * @param complete whether the answer ran to its end: only then has it an end-to-end latency
   */
  public RequestMetrics measure(Amounts amounts, boolean complete) {
    return new RequestMetrics(moments, amounts, complete);
  }

  /**
   * The metrics as they were when so many deltas had come, and the answer went on. Costs no look at
   * them.
   *
   * @param outputTokens that had come by then; null when unknown
   */
  public RequestMetrics metricsAfter(int deltas, @Nullable Integer outputTokens) {
    if (deltas == 0 || deltas == offsets.length || !moments.forward()) {
      return first(deltas).metrics(outputTokens, false);
    }
    return new RequestMetrics(
        new Moments(
            deltas,
            offsets[0],
            deltas < 2 ? 0 : offsets[1],
            firstText < 0 || firstText >= deltas ? -1 : offsets[firstText],
            offsets[deltas - 1],
            true),
        Amounts.of(outputTokens),
        false);
  }

  /** The instants that metrics are made of. */
  private static Moments moments(long[] offsets, int firstText) {
    int deltas = offsets.length;
    boolean forward = true;
    for (int i = 1; i < deltas; i++) {
      forward &= offsets[i] >= offsets[i - 1];
    }
    return deltas == 0
        ? Moments.NONE
        : new Moments(
            deltas,
            offsets[0],
            deltas < 2 ? 0 : offsets[1],
            firstText < 0 ? -1 : offsets[firstText],
            offsets[deltas - 1],
            forward);
  }

  /**
   * ICL, inter-chunk latency: the time between each delta and the one before, in nanoseconds. Not
   * the time between tokens: servers merge and split them. Empty when the clock went back, and when
   * all were read at once.
   */
  public long[] gapsInNanos() {
    if (offsets.length < 2 || !moments.forward() || offsets[0] == offsets[offsets.length - 1]) {
      return new long[0];
    }
    long[] gaps = new long[offsets.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = offsets[i + 1] - offsets[i];
    }
    return gaps;
  }

  /**
   * Whether a complete answer came in one burst after a wait, so that somebody on the way kept it
   * back and the time to its first token is really that to its last. Rather misses a burst that a
   * slow network spreads than doubts a fast gateway: the whole of it must be at least 120
   * characters that came in a tenth of the wait for them, after 100 ms at least, and faster than
   * anything generates. One packet with a short answer, a fast model, a model that thought unseen
   * before it spoke at its usual pace, and an answer from a cache are none.
   *
   * @param characters of answer and reasoning together
   */
  public boolean isBurst(int characters) {
    return offsets.length > 0
        && isBurst(offsets[0], offsets[offsets.length - 1] - offsets[0], characters);
  }

  /**
   * The same for an answer nobody keeps the timeline of.
   *
   * @param wait nanoseconds from t0 to the first delta
   * @param spread nanoseconds from the first delta to the last
   */
  public static boolean isBurst(long wait, long spread, int characters) {
    return characters >= SHORTEST_BURST
        && wait >= SHORTEST_WAIT
        && spread <= wait / WAITS_PER_BURST
        && characters > spread * FASTEST_CHARACTERS_PER_NANO;
  }

  /** What had happened when so many deltas had come. */
  public Timeline first(int deltas) {
    return new Timeline(Arrays.copyOf(offsets, deltas), firstText < deltas ? firstText : -1);
  }

  /** The number of the first delta that belongs to the answer and not to the reasoning. */
  public Optional<Integer> firstTextDelta() {
    return firstText < 0 ? Optional.empty() : Optional.of(firstText);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timeline that
        && firstText == that.firstText
        && Arrays.equals(offsets, that.offsets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(offsets) * 31 + firstText;
  }

  @Override
  public String toString() {
    return "Timeline[" + offsets.length + " deltas]";
  }

  /** Collects the instants of one answer. Not thread-safe: its owner guards it. */
  public static final class Recorder {
    private long zero;
    private long[] readAt = new long[64];
    private int size;
    private int firstText = -1;
    private boolean wentBack;

    /**
     * @param zero the clock's reading at t0, in nanoseconds
     */
    public Recorder(long zero) {
      this.zero = zero;
    }

    /** Corrects t0, for a provider that tells later when the request really went out. */
    public void moveZero(long nanos) {
      zero = nanos;
    }

    /** Notes a non-empty piece of the answer read at that reading of the clock. */
    public void text(long atNanos) {
      if (firstText < 0) {
        firstText = size;
      }
      add(atNanos);
    }

    /** Notes a non-empty piece of the reasoning read at that reading of the clock. */
    public void reasoning(long atNanos) {
      add(atNanos);
    }

    /** How many deltas have arrived. */
    public int deltas() {
      return size;
    }

    /** Nanoseconds from t0 to that reading of the clock. */
    public long sinceZero(long atNanos) {
      return atNanos - zero;
    }

    /** Nanoseconds from t0 to each delta from that number on. */
    public long[] offsetsFrom(int delta) {
      long[] offsets = new long[size - delta];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = readAt[delta + i] - zero;
      }
      return offsets;
    }

    /** What has happened up to now. */
    public Timeline timeline() {
      long[] offsets = new long[size];
      for (int i = 0; i < size; i++) {
        offsets[i] = readAt[i] - zero;
      }
      return new Timeline(offsets, firstText);
    }

    /** The metrics up to now, at no cost that grows with the answer. */
    public RequestMetrics metrics(@Nullable Integer outputTokens, boolean complete) {
      return measure(Amounts.of(outputTokens), complete);
    }

    private RequestMetrics measure(Amounts amounts, boolean complete) {
      Moments moments =
          size == 0
              ? Moments.NONE
              : new Moments(
                  size,
                  readAt[0] - zero,
                  size < 2 ? 0 : readAt[1] - zero,
                  firstText < 0 ? -1 : readAt[firstText] - zero,
                  readAt[size - 1] - zero,
                  !wentBack);
      return new RequestMetrics(moments, amounts, complete);
    }

    private void add(long atNanos) {
      if (size == readAt.length) {
        readAt = Arrays.copyOf(readAt, size * 2);
      }
      wentBack |= size > 0 && atNanos < readAt[size - 1];
      readAt[size++] = atNanos;
    }
  }
}
