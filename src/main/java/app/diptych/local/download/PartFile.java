package app.diptych.local.download;

import app.diptych.local.download.DownloadFault.Then;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of a file so far. One Diptych at a time writes it. */
final class PartFile implements AutoCloseable {
  /** Room that is left to everything else on the disk. */
  private static final long RESERVE = 64L << 20;

  private static final long LOOK_AFTER = 16L << 20;

  private final Path file;
  private final Path part;
  private final Disk disk;
  private final FileChannel channel;
  private long length;
  private long looked;

  private PartFile(Path file, Disk disk, FileChannel channel) throws IOException {
    this.file = file;
    this.part = Sidecar.part(file);
    this.disk = disk;
    this.channel = channel;
    this.length = channel.size();
  }

  static PartFile open(Path file, Disk disk) throws IOException {
    FileChannel channel = create(file);
    boolean mine = false;
    try {
      if (lock(channel) == null) {
        throw new DownloadFault(
            file.getFileName() + " is being downloaded already.",
            "Wait for that, or stop it there.",
            Then.KEEP);
      }
      PartFile part = new PartFile(file, disk, channel);
      mine = true;
      return part;
    } catch (DownloadFault busy) {
      throw busy;
    } catch (IOException refused) {
      throw unwritable(file, refused);
    } finally {
      if (!mine) {
        channel.close();
      }
    }
  }

  private static FileChannel create(Path file) throws DownloadFault {
    try {
      Files.createDirectories(folder(file));
      return FileChannel.open(
          Sidecar.part(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException refused) {
      throw unwritable(file, refused);
    }
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException here) {
      return null;
    }
  }

  long length() {
    return length;
  }

  /** Throws what came away, to begin again. */
  void clear() throws IOException {
    try {
      channel.truncate(0);
      length = 0;
    } catch (IOException fault) {
      throw unwritable(file, fault);
    }
  }

  /**
   * @param total bytes of the whole file; -1 when nobody knows
   */
  void checkRoom(long total) throws DownloadFault {
    long missing = total < 0 ? 0 : total - length;
    long free;
    try {
      free = disk.free(folder(file));
    } catch (IOException unknown) {
      // Then writing tells.
      return;
    }
    if (free < missing + RESERVE) {
      throw new DownloadFault(
          total < 0
              ? "The disk is full: only %,d MB are free.".formatted(free >> 20)
              : "The disk has too little room: %,d MB are to come and %,d MB are free."
                  .formatted(missing >> 20, free >> 20),
          "Make room on the disk of " + folder(file) + ", then go on.",
          Then.KEEP);
    }
  }

  /** Adds bytes at the end. */
  void append(byte[] bytes, int count, long total) throws DownloadFault {
    if (length - looked >= LOOK_AFTER) {
      looked = length;
      checkRoom(total);
    }
    try {
      channel.position(length);
      disk.write(channel, ByteBuffer.wrap(bytes, 0, count));
      length += count;
    } catch (IOException full) {
      throw unwritable(file, full);
    }
  }

  /** Gives the file its name, once it is on the disk for good. */
  void finish() throws IOException {
    try {
      channel.force(true);
      channel.close();
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException plain) {
      Files.move(part, file);
    } catch (IOException fault) {
      throw unwritable(file, fault);
    }
    Files.deleteIfExists(Sidecar.beside(file));
  }

  void discard() throws IOException {
    channel.close();
    Files.deleteIfExists(part);
    Files.deleteIfExists(Sidecar.beside(file));
  }

  /** Keeps what came; of nothing, nothing stays. */
  @Override
  public void close() throws IOException {
    boolean open = channel.isOpen();
    channel.close();
    if (open && length == 0) {
      discard();
    }
  }

  private static DownloadFault unwritable(Path file, IOException fault) {
    DownloadFault told =
        new DownloadFault(
            "The file "
                + Sidecar.part(file)
                + " cannot be written: "
                + (fault.getMessage() == null ? fault : fault.getMessage())
                + ".",
            "Check that the disk has room and that you may write there, then go on.",
            Then.KEEP);
    told.initCause(fault);
    return told;
  }
}
