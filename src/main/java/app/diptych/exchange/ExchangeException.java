package app.diptych.exchange;

import org.jspecify.annotations.Nullable;

/** A file cannot be read or written; the message says what is wrong and what to do. */
public final class ExchangeException extends Exception {
  private static final long serialVersionUID = 1;

  public ExchangeException(String message) {
    this(message, null);
  }

  public ExchangeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The message, which an exception of this type always has. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
