package app.diptych.local;

import app.diptych.completion.Failure;
import java.io.IOException;
import java.util.List;

/** Why a file cannot be used; never leaves {@link GgufFile#read}. */
final class BadGguf extends IOException {
  static final String DOWNLOAD_AGAIN = "Download it again, or choose another file.";

  private final transient Failure failure;

  BadGguf(String message, String hint) {
    super(message);
    failure = new Failure.EngineFault(message, hint, false, List.of());
  }

  Failure failure() {
    return failure;
  }
}
