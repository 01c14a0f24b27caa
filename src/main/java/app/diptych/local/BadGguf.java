package app.diptych.local;

import app.diptych.completion.Failure;
import java.io.IOException;
import java.util.List;

/** Why a file cannot be used; never leaves {@link GgufFile#read}. */
final class BadGguf extends IOException {
  static final String DOWNLOAD_AGAIN = "Download it again, or choose another file.";

  private final transient Failure failure;
  private final boolean newer;

  BadGguf(String message, String hint) {
    this(message, hint, false);
  }

  private BadGguf(String message, String hint, boolean newer) {
    super(message);
    this.newer = newer;
    failure = new Failure.EngineFault(message, hint, false, List.of());
  }

  /** For a file that only the embedded engine cannot load, because it is older than the file. */
  static BadGguf needsNewer(String message, String hint) {
    return new BadGguf(message, hint, true);
  }

  /** Whether a newer engine may well load it. */
  boolean newer() {
    return newer;
  }

  Failure failure() {
    return failure;
  }
}
