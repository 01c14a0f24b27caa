package app.diptych.review.stats;

/** A question names what is not in the votes; the message says what is. */
public final class Unanswerable extends Exception {
  private static final long serialVersionUID = 1;

  Unanswerable(String message) {
    super(message);
  }

  /** The message, which an exception of this type always has. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
