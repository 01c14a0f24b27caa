package app.diptych.ui.replay;

import app.diptych.completion.Usage;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One side of a recorded trial on the time axis: what had come at any moment. Looking up a moment
 * costs a binary search. Immutable.
 */
public final class Track {
  /** Later than a day nothing is believed, whatever a damaged recording says. */
  private static final long LONGEST = 86_400_000_000_000L;

  private final Side side;
  private final Answer answer;

  /** Tokens that came in deltas; null when the provider never told. */
  private final @Nullable Integer streamed;

  private final long[] at;
  private final int[] text;
  private final int[] reasoning;
  private final int[] characters;
  private final int[] textDeltas;
  private int firstText = -1;

  private Track(Side side, Answer answer, Recording recording) {
    int size = recording.size();
    this.side = side;
    this.answer = answer;
    this.streamed = answer.metrics().amounts().streamedTokens();
    this.at = new long[size];
    this.text = new int[size + 1];
    this.reasoning = new int[size + 1];
    this.characters = new int[size + 1];
    this.textDeltas = new int[size + 1];
    for (int i = 0; i < size; i++) {
      add(i, recording);
    }
  }

  /** Nothing can come before what came before it, whatever a damaged recording says. */
  private void add(int i, Recording recording) {
    boolean thought = recording.isReasoning(i);
    int length = recording.length(i);
    at[i] = Math.clamp(recording.offset(i), i == 0 ? 0 : at[i - 1], LONGEST);
    text[i + 1] = text[i] + (thought ? 0 : length);
    reasoning[i + 1] = reasoning[i] + (thought ? length : 0);
    characters[i + 1] =
        characters[i] + (thought ? 0 : answer.text().codePointCount(text[i], text[i + 1]));
    textDeltas[i + 1] = textDeltas[i] + (thought ? 0 : 1);
    if (!thought && firstText < 0) {
      firstText = i;
    }
  }

  /** The track of an answer that has ended; empty when nothing came or its times are not known. */
  public static Optional<Track> of(Side side, Answer answer, Recording recording) {
    return recording.size() > 0 && recording.fits(answer.text(), answer.reasoning())
        ? Optional.of(new Track(side, answer, recording))
        : Optional.empty();
  }

  public Side side() {
    return side;
  }

  public Answer answer() {
    return answer;
  }

  /** Nanoseconds from t0 to the first delta: TTFT. */
  public long first() {
    return at[0];
  }

  /** Nanoseconds from t0 to the first delta that is no reasoning; empty when there is none. */
  public OptionalLong firstText() {
    return firstText < 0 ? OptionalLong.empty() : OptionalLong.of(at[firstText]);
  }

  /** Nanoseconds from t0 to the last delta: where the track ends. */
  public long last() {
    return at[at.length - 1];
  }

  /** Whether everything had come at that moment. */
  public boolean isOver(long nanos) {
    return nanos >= last();
  }

  /** How many deltas had come. */
  public int deltas(long nanos) {
    int low = 0;
    int high = at.length;
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

  /** How much of the answer's text had come, in UTF-16 characters. */
  public int text(long nanos) {
    return text[deltas(nanos)];
  }

  /** How much of the reasoning had come, in UTF-16 characters. */
  public int reasoning(long nanos) {
    return reasoning[deltas(nanos)];
  }

  /** How many characters of the answer had come, as people count them. */
  public int characters(long nanos) {
    return characters[deltas(nanos)];
  }

  /**
   * How many tokens had come, answer and reasoning: exact at the end, before it in proportion to
   * the deltas, and the deltas themselves when the provider never told.
   */
  public int tokens(long nanos) {
    int deltas = deltas(nanos);
    return streamed == null ? deltas : share(streamed, deltas, at.length);
  }

  /** How many tokens of the answer alone had come; null when the provider never told. */
  @Nullable Integer textTokens(long nanos) {
    Usage usage = answer.usage();
    int all = textDeltas[at.length];
    return usage == null || all == 0
        ? null
        : share(usage.outputTokens() - usage.reasoningTokens(), textDeltas[deltas(nanos)], all);
  }

  /** Whether the tokens of that moment are known and not guessed. */
  boolean tokensKnown(long nanos) {
    Usage usage = answer.usage();
    return usage != null && usage.source() != Usage.Source.ESTIMATED && isOver(nanos);
  }

  private static int share(int of, int part, int whole) {
    return (int) Math.round((double) of * part / whole);
  }

  @Override
  public String toString() {
    return "Track[" + side + ", " + at.length + " deltas, " + Arrays.hashCode(at) + "]";
  }
}
