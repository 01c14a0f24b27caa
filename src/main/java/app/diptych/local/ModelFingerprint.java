package app.diptych.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a model file that is small enough to be read for it, computed once. */
public final class ModelFingerprint {
  static final long LARGEST_FILE = 64L << 20;
  private static final int SAMPLES = 64;
  private static final int SAMPLE_BYTES = 64 << 10;

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

  /**
   * What a file too large to be hashed at each load is known again by: its size, and the SHA-256 of
   * {@value #SAMPLES} pieces spread evenly over it. Null for a smaller one, which {@link #of}
   * hashes, and for one that cannot be read.
   */
  public @Nullable String mark(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size <= LARGEST_FILE) {
        return null;
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer piece = ByteBuffer.allocate(SAMPLE_BYTES);
      for (int i = 0; i < SAMPLES; i++) {
        piece.clear();
        long at = (size - SAMPLE_BYTES) / (SAMPLES - 1) * i;
        int read = 0;
        while (piece.hasRemaining() && read >= 0) {
          read = channel.read(piece, at + piece.position());
        }
        digest.update(piece.flip());
      }
      return size + " bytes, samples " + HexFormat.of().formatHex(digest.digest());
    } catch (IOException unreadable) {
      return null;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
