package app.diptych.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a model file that is small enough to be read for it, computed once. */
public final class ModelFingerprint {
  static final long LARGEST_FILE = 64L << 20;

  private @Nullable Known known;

  private record Known(long size, FileTime changed, String hash) {}

  /** The hash in hexadecimal, or null when the file is too large or cannot be read. */
  public synchronized @Nullable String of(Path file) {
    try {
      long size = Files.size(file);
      if (size > LARGEST_FILE) {
        return null;
      }
      FileTime changed = Files.getLastModifiedTime(file);
      Known last = known;
      if (last == null || last.size() != size || !last.changed().equals(changed)) {
        last = new Known(size, changed, Sha256.of(file));
        known = last;
      }
      return last.hash();
    } catch (IOException unreadable) {
      return null;
    }
  }
}
