package app.diptych.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The private folder of one worker: its socket and the native library it unpacks. One for each,
 * because the library deletes everything in its folder that is named like itself.
 */
final class WorkerDirectory implements AutoCloseable {
  /** The address of a socket holds 104 bytes on macOS and 108 on Linux, its end included. */
  private static final int LONGEST_SOCKET = 100;

  private static final String PREFIX = "w";

  private final Path path;
  private final FolderLock lock;

  private WorkerDirectory(Path path) throws IOException {
    this.path = path;
    this.lock = FolderLock.take(path);
  }

  /**
   * Makes a folder that only its owner can enter, and removes those that dead processes left beside
   * it.
   */
  static WorkerDirectory create(Path parent) throws IOException {
    Files.createDirectories(parent);
    Path home = parent.toRealPath();
    sweep(home);
    WorkerDirectory directory = new WorkerDirectory(privateFolder(home));
    if (directory.socketBytes() < LONGEST_SOCKET) {
      return directory;
    }
    directory.close();
    // Never swept: others keep their files there too.
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
    try {
      lock.close();
    } catch (IOException alreadyGone) {
      // The system released it.
    }
    delete(path);
  }

  /** A killed application cannot clean up after itself, so the next one does. */
  private static void sweep(Path parent) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && FolderLock.isAbandoned(folder)) {
          delete(folder);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      // Nothing is lost but room on the disk.
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      // The lock last: without it nobody would come back for a library that is still loaded.
      for (Path file : files.sorted(Comparator.comparing(FolderLock::isLock)).toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException | UncheckedIOException inUse) {
      // The next sweep tries again.
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
    return Files.createTempDirectory(parent, PREFIX, owner.toArray(new FileAttribute<?>[0]));
  }
}
