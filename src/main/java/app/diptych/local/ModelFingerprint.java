package app.diptych.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a model file that is small enough to be read for it, computed once. */
final class ModelFingerprint {
  static final long LARGEST_FILE = 64L << 20;

  private @Nullable Known known;

  private record Known(long size, FileTime changed, String hash) {}

  /** The hash in hexadecimal, or null when the file is too large or cannot be read. */
  synchronized @Nullable String of(GgufFile file) {
    if (file.size() > LARGEST_FILE) {
      return null;
    }
    try {
      FileTime changed = Files.getLastModifiedTime(file.path());
      Known last = known;
      if (last == null || last.size() != file.size() || !last.changed().equals(changed)) {
        last = new Known(file.size(), changed, Sha256.of(file.path()));
        known = last;
      }
      return last.hash();
    } catch (IOException unreadable) {
      return null;
    }
  }
}
