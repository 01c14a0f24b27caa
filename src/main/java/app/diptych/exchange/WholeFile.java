package app.diptych.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file so that it is there whole, or as it was before. */
final class WholeFile {
  private WholeFile() {}

  /** What is to be in the file. */
  interface Content {
    void write(Writer out) throws IOException;
  }

  /** Writes it beside the target, has the disk keep it, and only then puts it in its place. */
  static void write(Path target, Content content) throws IOException {
    Path place = place(target);
    Path folder = place.toAbsolutePath().getParent();
    Path beside = place.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        Writer out = new BufferedWriter(Channels.newWriter(channel, encoder(), -1));
        content.write(out);
        out.flush();
        channel.force(true);
      }
      move(beside, place);
    } finally {
      Files.deleteIfExists(beside);
    }
    if (folder != null) {
      force(folder);
    }
  }

  /** A link stays one, and what it leads to is replaced. */
  private static Path place(Path target) throws IOException {
    if (!Files.exists(target)) {
      return target;
    }
    Path place = target.toRealPath();
    if (!Files.isRegularFile(place)) {
      throw new FileSystemException(
          target.toString(), null, "there is something there that is no file");
    }
    return place;
  }

  private static CharsetEncoder encoder() {
    return StandardCharsets.UTF_8
        .newEncoder()
        .replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8))
        .onMalformedInput(CodingErrorAction.REPLACE);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherDisk) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The name survives a power cut as well. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notHere) {
      // Windows does not open folders, and keeps names without being asked.
    }
  }
}
