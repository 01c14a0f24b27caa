package app.diptych.local.download;

import java.io.IOException;
import java.time.Duration;

/** Why a download does not go on; never leaves {@link Download}. */
final class DownloadFault extends IOException {
  private static final long serialVersionUID = 1;

  private final String hint;
  private final Then then;
  private final Duration wait;

  /** What becomes of what came so far. */
  enum Then {
    /** It is kept, and asking again in a while may help. */
    RETRY,
    /** It is kept; the user has to do something first. */
    KEEP,
    /** It is worth nothing. */
    DISCARD
  }

  DownloadFault(String message, String hint, Then then) {
    this(message, hint, then, Duration.ZERO);
  }

  /**
   * @param wait how long the server asks to wait; zero when it does not
   */
  DownloadFault(String message, String hint, Then then, Duration wait) {
    super(message);
    this.hint = hint;
    this.then = then;
    this.wait = wait;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  String hint() {
    return hint;
  }

  Then then() {
    return then;
  }

  Duration asked() {
    return wait;
  }
}
