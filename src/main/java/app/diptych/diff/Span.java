package app.diptych.diff;

/**
 * A piece of one side's text that is either the same on the other side or not.
 *
 * @param difference the number of the difference it belongs to, from 0; {@link #NONE} when it is
 *     the same
 */
public record Span(String text, int difference) {
  /** Not part of any difference. */
  public static final int NONE = -1;

  public static Span same(String text) {
    return new Span(text, NONE);
  }

  public boolean differs() {
    return difference != NONE;
  }
}
