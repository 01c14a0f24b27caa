package app.diptych.cli;

/** Nothing can be started here; the message is a sentence a user can act on. */
public final class NotStarted extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotStarted(String message) {
    super(message);
  }

  public NotStarted(String message, Throwable cause) {
    super(message, cause);
  }
}
