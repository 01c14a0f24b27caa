package app.diptych.local.shelf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** The SHA-256 of files that take a while to read. */
public final class FileHash {
  private static final int PIECE = 1 << 20;

  private FileHash() {}

  /**
   * Reads the file and returns its SHA-256 in lower-case hexadecimal.
   *
   * @param read told how many bytes of it were read, after each megabyte
   * @throws InterruptedException when the thread was interrupted, which gives it up
   * @throws IOException with a sentence when it cannot be read, or changed meanwhile
   */
  public static String of(Path file, LongConsumer read) throws IOException, InterruptedException {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      long size = Files.size(file);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[PIECE];
      long sum = 0;
      try (InputStream in = Files.newInputStream(file)) {
        for (int came = in.read(piece); came >= 0 && sum <= size; came = in.read(piece)) {
          digest.update(piece, 0, came);
          sum += came;
          read.accept(sum);
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
        }
      }
      if (sum != size || !Files.getLastModifiedTime(file).equals(changed)) {
        throw new IOException("it changed while it was read");
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (ClosedByInterruptException stopped) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException fault) {
      throw new IOException(
          "The SHA-256 of '%s' cannot be computed: %s.".formatted(file, reason(fault)), fault);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  private static String reason(IOException fault) {
    return switch (fault) {
      case java.nio.file.NoSuchFileException _ -> "it is no longer there";
      case java.nio.file.AccessDeniedException _ -> "it cannot be read";
      default -> String.valueOf(fault.getMessage());
    };
  }
}
