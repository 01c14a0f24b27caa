package app.diptych.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a workspace: one owner, any number of users, or nobody but the one who puts a backup
 * back. The system releases the locks of a process that dies, however it dies, so nothing is ever
 * stale. The file stays; what is written in it is where the owner can be spoken to.
 *
 * <p>Locks belong to the process: within it all share one, and closing the last one gives it up.
 * Where a disk has no locks everything is granted.
 */
public final class WorkspaceLock implements AutoCloseable {
  /** Far behind the content, because some systems let nobody read what is locked. */
  private static final long BASE = 1L << 40;

  private static final long OWNER = BASE;
  private static final long USE = BASE + 1;
  private static final long RECORDERS = BASE + 16;
  private static final long MOST_RECORDERS = 1L << 40;
  private static final int LONGEST_NOTE = 4_096;

  private static final Map<Path, Shared> OPEN = new HashMap<>();

  private final Shared shared;
  private final boolean watcher;
  private boolean owner;
  private boolean closed;

  /** What this process has of one workspace. */
  private static final class Shared {
    final Path file;
    final @Nullable FileChannel channel;
    final long recorder = ThreadLocalRandom.current().nextLong(MOST_RECORDERS);
    int users;
    int watchers;
    int owners;
    @Nullable FileLock ownership;
    @Nullable FileLock use;

    Shared(Path file, @Nullable FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    /** Uses the workspace as others may, too; false while somebody has it alone. */
    boolean share() {
      release(use);
      Claim claim = claim(channel, USE, true);
      use = claim.lock();
      return claim.granted();
    }

    /** Has the workspace alone; false when others use it. */
    boolean exclude() {
      release(use);
      Claim claim = claim(channel, USE, false);
      use = claim.lock();
      return claim.granted();
    }

    boolean own() {
      if (owners == 0) {
        Claim claim = claim(channel, OWNER, false);
        if (!claim.granted()) {
          return false;
        }
        ownership = claim.lock();
      }
      owners++;
      return true;
    }

    void disown() {
      if (--owners == 0) {
        release(ownership);
      }
    }
  }

  private WorkspaceLock(Shared shared, boolean watcher) {
    this.shared = shared;
    this.watcher = watcher;
  }

  /** Becomes a user of a workspace; null while a backup is being put back by another process. */
  static @Nullable WorkspaceLock use(Path workspace) {
    return take(workspace, false);
  }

  /** Like a user, who has nothing open: does not stand in the way of {@link #alone}. */
  public static @Nullable WorkspaceLock watch(Path workspace) {
    return take(workspace, true);
  }

  private static @Nullable WorkspaceLock take(Path workspace, boolean watcher) {
    try {
      makeFolder(workspace);
    } catch (IOException refused) {
      // Then there is no lock either; who opens the workspace is told.
    }
    synchronized (OPEN) {
      Path file = file(workspace);
      Shared shared = OPEN.get(file);
      if (shared == null) {
        shared = new Shared(file, open(file));
        if (!shared.share()) {
          close(shared.channel);
          return null;
        }
        claim(shared.channel, RECORDERS + shared.recorder, false);
        OPEN.put(file, shared);
      }
      shared.users++;
      shared.watchers += watcher ? 1 : 0;
      return new WorkspaceLock(shared, watcher);
    }
  }

  /** Whether this process is, or now becomes, the one owner. */
  public boolean own() {
    synchronized (OPEN) {
      owner = owner || shared.own();
      return owner;
    }
  }

  /** A number that is this process's alone while it lives. */
  long recorder() {
    return shared.recorder;
  }

  /** Whether the process that had that number lives. */
  boolean isAlive(long recorder) {
    synchronized (OPEN) {
      FileChannel channel = shared.channel;
      if (recorder == shared.recorder) {
        return true;
      }
      if (channel == null || recorder < 0 || recorder >= MOST_RECORDERS) {
        return false;
      }
      try (FileLock free = channel.tryLock(RECORDERS + recorder, 1, false)) {
        return free == null;
      } catch (IOException | OverlappingFileLockException unknown) {
        return false;
      }
    }
  }

  /** Leaves a note for those who find the workspace owned. */
  public void note(String words) throws IOException {
    FileChannel channel = shared.channel;
    if (channel != null) {
      byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(bytes), 0);
    }
  }

  /** The owner's note; empty when there is none. */
  public String note() {
    FileChannel channel = shared.channel;
    if (channel == null) {
      return "";
    }
    try {
      ByteBuffer buffer = ByteBuffer.allocate(LONGEST_NOTE);
      channel.read(buffer, 0);
      return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    } catch (IOException unreadable) {
      return "";
    }
  }

  /**
   * Does something nobody else may be looking at, when nobody else is.
   *
   * @return whether it was done
   */
  static boolean alone(Path workspace, Work work) throws IOException {
    synchronized (OPEN) {
      WorkspaceLock lock = watch(workspace);
      if (lock == null) {
        return false;
      }
      try {
        Shared shared = lock.shared;
        boolean granted = shared.users == shared.watchers && lock.own() && shared.exclude();
        if (granted) {
          work.run();
        }
        return granted;
      } finally {
        lock.shared.share();
        lock.close();
      }
    }
  }

  /** Something done alone. */
  interface Work {
    void run() throws IOException;
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      if (closed) {
        return;
      }
      closed = true;
      if (owner) {
        shared.disown();
      }
      shared.watchers -= watcher ? 1 : 0;
      if (--shared.users == 0) {
        OPEN.remove(shared.file);
        close(shared.channel);
      }
    }
  }

  /** What people ask models is nobody else's business. */
  static void makeFolder(Path workspace) throws IOException {
    Path folder = workspace.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(folder)) {
      return;
    }
    if (folder.getParent() != null) {
      Files.createDirectories(folder.getParent());
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  private static Path file(Path workspace) {
    Path absolute = workspace.toAbsolutePath();
    Path named = absolute.resolveSibling(absolute.getFileName() + ".lock");
    try {
      Path folder = named.getParent();
      return folder == null ? named : folder.toRealPath().resolve(named.getFileName());
    } catch (IOException notThereYet) {
      return named;
    }
  }

  private static @Nullable FileChannel open(Path file) {
    try {
      return FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException readOnly) {
      return null;
    }
  }

  /**
   * What came of asking for a lock.
   *
   * @param granted false when another process has it
   * @param lock null where there are no locks
   */
  private record Claim(boolean granted, @Nullable FileLock lock) {}

  private static Claim claim(@Nullable FileChannel channel, long at, boolean shared) {
    if (channel == null) {
      return new Claim(true, null);
    }
    try {
      FileLock lock = channel.tryLock(at, 1, shared);
      return new Claim(lock != null, lock);
    } catch (IOException noLocksHere) {
      return new Claim(true, null);
    }
  }

  private static void release(@Nullable FileLock lock) {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException gone) {
      // It is given up with the channel.
    }
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException alreadyClosed) {
      // Its locks are gone with it.
    }
  }
}
