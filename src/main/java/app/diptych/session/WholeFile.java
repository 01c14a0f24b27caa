package app.diptych.session;

import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * Writes a file so that it is there whole, or as it was before. What does not fit is not begun
 * where its size is known, and given up before the disk is full where it is not: the sessions are
 * saved there as well, perhaps.
 */
public final class WholeFile {
  /** Room that a file of unknown size leaves to others, in bytes. */
  static final long SPARE = 32L << 20;

  /** So many characters are written between two looks at the room. */
  private static final long STRETCH = 4L << 20;

  private WholeFile() {}

  /**
   * What is to be in the file.
   *
   * @param <X> what else it may fail with
   */
  public interface Content<X extends Exception> {
    void write(Writer out) throws IOException, X;
  }

  /**
   * Writes a text. A device or a pipe that is there takes it as it comes.
   *
   * @throws IOException when it cannot be written, or has no room there
   */
  public static void text(Path target, String text) throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target)) {
      Files.writeString(target, text);
      return;
    }
    write(target, bytes(text), out -> out.write(text));
  }

  /** Writes it beside the target, has the disk keep it, and only then puts it in its place. */
  public static <X extends Exception> void write(Path target, Content<X> content)
      throws IOException, X {
    write(target, 0, content);
  }

  /**
   * The same for what is known to be at least that long.
   *
   * @param bytes 0 when nobody knows
   * @throws FileSystemException when there is no room for it; its reason says how much is missing
   */
  public static <X extends Exception> void write(Path target, long bytes, Content<X> content)
      throws IOException, X {
    write(target, bytes, content, WholeFile::room);
  }

  /**
   * @param room the bytes that are free in a folder
   */
  static <X extends Exception> void write(
      Path target, long bytes, Content<X> content, ToLongFunction<Path> room)
      throws IOException, X {
    Path place = place(target);
    Path folder = place.toAbsolutePath().getParent();
    long free = folder == null ? Long.MAX_VALUE : room.applyAsLong(folder);
    if (bytes > free) {
      throw new FileSystemException(
          target.toString(),
          null,
          "it needs %,d MB and %,d MB are free there: make room first"
              .formatted(megabytes(bytes), free >> 20));
    }
    Path beside = place.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        Writer out = new BufferedWriter(Channels.newWriter(channel, encoder(), -1));
        content.write(folder == null ? out : new Careful(out, target, folder, room));
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

  /** Why a file could not be written, as the middle of a sentence. */
  public static String reason(Exception refused) {
    return switch (refused) {
      case AccessDeniedException _ -> "it may not be written there";
      case NoSuchFileException _ -> "there is no such folder";
      case FileSystemException file when file.getReason() != null -> file.getReason();
      default -> String.valueOf(refused.getMessage());
    };
  }

  private static long megabytes(long bytes) {
    return Math.ceilDiv(bytes, 1L << 20);
  }

  private static long bytes(String text) {
    // A text of so few characters fits wherever anything does.
    return text.length() < 1 << 16 ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Without end when nobody knows. */
  private static long room(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException | SecurityException unknown) {
      return Long.MAX_VALUE;
    }
  }

  /** Looks now and then whether there is room for more. */
  private static final class Careful extends FilterWriter {
    private final Path target;
    private final Path folder;
    private final ToLongFunction<Path> room;
    private long unlooked;

    Careful(Writer out, Path target, Path folder, ToLongFunction<Path> room) {
      super(out);
      this.target = target;
      this.folder = folder;
      this.room = room;
    }

    private void count(long characters) throws FileSystemException {
      unlooked += characters;
      if (unlooked >= STRETCH) {
        unlooked = 0;
        if (room.applyAsLong(folder) < SPARE) {
          throw new FileSystemException(
              target.toString(), null, "the disk is nearly full: make room first");
        }
      }
    }

    @Override
    public void write(int character) throws IOException {
      count(1);
      super.write(character);
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
      count(length);
      super.write(buffer, offset, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      count(length);
      super.write(text, offset, length);
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
