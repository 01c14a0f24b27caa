package app.diptych.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The private folder of one worker: its socket and the native library it unpacks. One for each,
 * because the library deletes everything in its folder that is named like itself.
 */
final class WorkerDirectory implements AutoCloseable {
  /** The address of a socket holds 104 bytes on macOS and 108 on Linux, its end included. */
  private static final int LONGEST_SOCKET = 100;

  private final Path path;

  private WorkerDirectory(Path path) {
    this.path = path;
  }

  /** Makes a folder that only its owner can enter. */
  static WorkerDirectory create(Path parent) throws IOException {
    Files.createDirectories(parent);
    WorkerDirectory directory = new WorkerDirectory(privateFolder(parent.toRealPath()));
    if (directory.socketBytes() < LONGEST_SOCKET) {
      return directory;
    }
    directory.close();
    directory = new WorkerDirectory(privateFolder(shortest()));
    if (directory.socketBytes() >= LONGEST_SOCKET) {
      directory.close();
      throw new IOException("The path of the folder for temporary files is too long");
    }
    return directory;
  }

  Path path() {
    return path;
  }

  Path socket() {
    return path.resolve("s");
  }

  /**
   * A name of the model file that native code can open: outside ASCII the engine may misread it, so
   * it gets a link where the system allows one.
   */
  Path nativeName(Path file) throws IOException {
    Path real = file.toRealPath();
    if (StandardCharsets.US_ASCII.newEncoder().canEncode(real.toString())) {
      return real;
    }
    try {
      return Files.createSymbolicLink(path.resolve("model.gguf"), real);
    } catch (IOException | UnsupportedOperationException | SecurityException notAllowed) {
      return real;
    }
  }

  /** Deletes the folder, as far as the system lets it. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(path);
    } catch (IOException | UncheckedIOException inUse) {
      // A library that is still loaded; the system's clean-up of temporary files takes it.
    }
  }

  private int socketBytes() {
    return socket().toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static Path shortest() {
    Path system = Path.of("/tmp");
    return Files.isWritable(system) ? system : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static Path privateFolder(Path parent) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    List<FileAttribute<?>> owner =
        posix
            ? List.of(
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
            : List.of();
    return Files.createTempDirectory(parent, "w", owner.toArray(new FileAttribute<?>[0]));
  }
}
