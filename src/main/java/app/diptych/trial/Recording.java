package app.diptych.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * In which pieces an answer came, and when. Together with the answer's text and reasoning it is the
 * whole stream again. Immutable.
 */
public final class Recording {
  public static final Recording EMPTY = new Recording(new long[0], new int[0], new boolean[0]);

  private final long[] offsets;
  private final int[] lengths;
  private final boolean[] reasoning;

  /**
   * One delta.
   *
   * @param offsetNanos time from t0 until it was read
   */
  public record Piece(long offsetNanos, boolean reasoning, String text) {}

  private Recording(long[] offsets, int[] lengths, boolean[] reasoning) {
    this.offsets = offsets;
    this.lengths = lengths;
    this.reasoning = reasoning;
  }

  /**
   * @param offsets nanoseconds from t0 to each delta, in order of arrival
   * @param lengths UTF-16 characters of each delta
   * @param reasoning whether each delta is reasoning
   */
  public static Recording of(long[] offsets, int[] lengths, boolean[] reasoning) {
    if (offsets.length != lengths.length || offsets.length != reasoning.length) {
      throw new IllegalArgumentException("Offsets, lengths and kinds must be equally many");
    }
    return new Recording(offsets.clone(), lengths.clone(), reasoning.clone());
  }

  public int size() {
    return offsets.length;
  }

  public long offset(int delta) {
    return offsets[delta];
  }

  public int length(int delta) {
    return lengths[delta];
  }

  public boolean isReasoning(int delta) {
    return reasoning[delta];
  }

  /** Nanoseconds from t0 to each delta; a copy. */
  public long[] offsets() {
    return offsets.clone();
  }

  /** The number of the first delta that belongs to the answer, or -1. */
  public int firstText() {
    for (int i = 0; i < reasoning.length; i++) {
      if (!reasoning[i]) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the pieces make up exactly that text and reasoning. */
  public boolean fits(String text, String thoughts) {
    long ofText = 0;
    long ofReasoning = 0;
    for (int i = 0; i < size(); i++) {
      if (lengths[i] < 0) {
        return false;
      }
      if (reasoning[i]) {
        ofReasoning += lengths[i];
      } else {
        ofText += lengths[i];
      }
    }
    return ofText == text.length() && ofReasoning == thoughts.length();
  }

  /**
   * The stream again.
   *
   * @throws IllegalArgumentException when this is not the recording of that text and reasoning
   */
  public List<Piece> pieces(String text, String thoughts) {
    List<Piece> pieces = new ArrayList<>(size());
    int atText = 0;
    int atReasoning = 0;
    for (int i = 0; i < size(); i++) {
      String source = reasoning[i] ? thoughts : text;
      int from = reasoning[i] ? atReasoning : atText;
      int to = from + lengths[i];
      if (lengths[i] < 0 || to > source.length()) {
        throw new IllegalArgumentException("The recording does not fit its answer");
      }
      pieces.add(new Piece(offsets[i], reasoning[i], source.substring(from, to)));
      if (reasoning[i]) {
        atReasoning = to;
      } else {
        atText = to;
      }
    }
    if (atText != text.length() || atReasoning != thoughts.length()) {
      throw new IllegalArgumentException("The recording does not fit its answer");
    }
    return pieces;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Recording that
        && Arrays.equals(offsets, that.offsets)
        && Arrays.equals(lengths, that.lengths)
        && Arrays.equals(reasoning, that.reasoning);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(offsets) * 31 + Arrays.hashCode(lengths);
  }

  @Override
  public String toString() {
    return "Recording[" + size() + " deltas]";
  }
}
