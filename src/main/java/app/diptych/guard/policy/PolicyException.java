package app.diptych.guard.policy;

/** A file that cannot be read as what it should be; the message is a sentence a user can act on. */
public final class PolicyException extends Exception {
  private static final long serialVersionUID = 1;

  PolicyException(String sentence) {
    super(sentence);
  }

  PolicyException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** What is wrong and what to do. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
