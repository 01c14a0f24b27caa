package app.diptych.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that a folder is in use for as long as this process lives: the system releases the lock of a
 * process that dies, however it dies.
 */
final class FolderLock implements AutoCloseable {
  private static final String NAME = "diptych.lock";

  /**
   * Closing any channel of a file gives up this process's lock on it, so these are never opened.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** Marks a folder that was just made. */
  static FolderLock take(Path folder) throws IOException {
    Path unborn = folder.resolve(NAME + ".new");
    FileChannel channel =
        FileChannel.open(unborn, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FolderLock taken = new FolderLock(folder, channel);
    OWN.add(folder);
    try {
      lock(channel);
      // Only now can others see it, so none of them finds it without its lock.
      Files.move(unborn, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
      return taken;
    } catch (IOException failed) {
      taken.close();
      throw failed;
    }
  }

  private static void lock(FileChannel channel) {
    try {
      var _ = channel.tryLock();
    } catch (IOException noLocksHere) {
      // Who asks later gets none either, and leaves the folder alone.
    }
  }

  /** Whether a folder was taken by a process that is no more. When in doubt it was not. */
  static boolean isAbandoned(Path folder) {
    if (OWN.contains(folder) || !Files.isRegularFile(folder.resolve(NAME))) {
      return false;
    }
    try (FileChannel other = FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE);
        FileLock free = other.tryLock()) {
      return free != null;
    } catch (IOException | RuntimeException unknown) {
      return false;
    }
  }

  static boolean isLock(Path file) {
    return file.endsWith(NAME);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    OWN.remove(folder);
  }
}
