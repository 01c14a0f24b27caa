package app.diptych.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the file under an open connection was moved, deleted or replaced: on most systems
 * writing would go on without an error into a file nobody can find again.
 */
final class FileWatch {
  private final Path file;
  private final @Nullable Object key;

  FileWatch(Path file) {
    this.file = file;
    this.key = key(file);
  }

  /** What is wrong, or null. */
  @Nullable Trouble look() {
    if (!Files.exists(file)) {
      return Trouble.GONE;
    }
    return Objects.equals(key, key(file)) ? null : Trouble.GONE;
  }

  /** What tells one file from another; null where the platform has no such thing. */
  private static @Nullable Object key(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException gone) {
      return null;
    }
  }
}
