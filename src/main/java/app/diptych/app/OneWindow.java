package app.diptych.app;

import app.diptych.session.WorkspaceLock;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a workspace has one window: a second start hands its wishes to the first and
 * ends. Who is first is decided by a lock that dies with its process; the two speak through a
 * socket that only this user can open, whose place the first one notes in the file of the lock.
 */
final class OneWindow implements AutoCloseable {
  private static final Logger LOG = System.getLogger("diptych");
  private static final String DONE = "ok";

  /**
   * For the first to answer. It does so at once unless it hangs, and two windows are worse than a
   * wait on a busy machine; after it this start opens a window as a guest of the workspace.
   */
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** For a later start to say its line; others wait behind it. */
  private static final Duration LINE = Duration.ofSeconds(2);

  private static final Duration RETRY = Duration.ofMillis(25);
  private static final int LONGEST_LINE = 64 * 1024;

  /** The address of a socket holds 104 bytes on macOS and 108 on Linux, its end included. */
  private static final int LONGEST_SOCKET = 100;

  private final @Nullable WorkspaceLock lock;
  private final boolean first;
  private final NanoClock clock;
  private @Nullable ServerSocketChannel server;
  private @Nullable Path socket;

  private OneWindow(@Nullable WorkspaceLock lock, boolean first, NanoClock clock) {
    this.lock = lock;
    this.first = first;
    this.clock = clock;
  }

  /** Asks for the window of a workspace; in doubt this start is the first. */
  static OneWindow of(Path workspace, NanoClock clock) {
    WorkspaceLock lock = WorkspaceLock.watch(workspace);
    return new OneWindow(lock, lock == null || lock.own(), clock);
  }

  /** Whether no other process has the window. */
  boolean isFirst() {
    return first;
  }

  /**
   * Hands the wishes to the process that has the window. One that is just starting is given a
   * moment.
   *
   * @return whether it took them
   */
  boolean handOver(Wishes wishes) {
    long until = clock.nanos() + ANSWER.toNanos();
    do {
      String place = lock == null ? "" : lock.note();
      if (!place.isBlank() && isTaken(place, wishes, until)) {
        return true;
      }
    } while (pause() && clock.nanos() < until);
    return false;
  }

  private boolean isTaken(String place, Wishes wishes, long until) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
      write(channel, wishes.write());
      return read(channel, until).equals(DONE);
    } catch (IOException | IllegalArgumentException nobody) {
      return false;
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(RETRY);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Takes wishes of later starts from now on. Without a socket they open windows of their own.
   *
   * @param privateFolder for the socket when the workspace's own path is too long
   */
  void listen(Path workspace, Path privateFolder, ThreadFactory threads, Consumer<Wishes> wanted) {
    if (!first || lock == null) {
      return;
    }
    try {
      Path place = place(workspace.toAbsolutePath(), privateFolder);
      // Whoever left it there is dead: the lock is ours.
      Files.deleteIfExists(place);
      ServerSocketChannel open = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server = open;
      open.bind(UnixDomainSocketAddress.of(place));
      socket = place;
      if (place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
      }
      lock.note(place.toString());
      threads.newThread(() -> serve(open, wanted)).start();
    } catch (IOException | UnsupportedOperationException noSocket) {
      LOG.log(Logger.Level.WARNING, "Later starts cannot be told of this window", noSocket);
    }
  }

  private static Path place(Path workspace, Path privateFolder) {
    Path near = workspace.resolveSibling("window.sock");
    return near.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET
        ? near
        : privateFolder.resolve("window-" + Integer.toHexString(workspace.hashCode()) + ".sock");
  }

  private void serve(ServerSocketChannel open, Consumer<Wishes> wanted) {
    while (open.isOpen()) {
      try (SocketChannel channel = open.accept()) {
        Wishes wishes = Wishes.read(read(channel, clock.nanos() + LINE.toNanos()));
        write(channel, DONE);
        wanted.accept(wishes);
      } catch (ClosedChannelException ended) {
        return;
      } catch (IOException | IllegalArgumentException nobody) {
        LOG.log(Logger.Level.DEBUG, "A start that could not be understood", nobody);
      }
    }
  }

  private static void write(SocketChannel channel, String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    for (int i = 0; bytes.hasRemaining() && i < LONGEST_LINE; i++) {
      channel.write(bytes);
    }
  }

  /** One line, bounded in length and time. */
  private String read(SocketChannel channel, long until) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_LINE);
    try (Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      while (bytes.position() == 0 || bytes.get(bytes.position() - 1) != '\n') {
        long left = Duration.ofNanos(until - clock.nanos()).toMillis();
        if (left <= 0 || !bytes.hasRemaining()) {
          throw new IOException("No line came");
        }
        selector.select(left);
        if (channel.read(bytes) < 0) {
          throw new IOException("The line was cut off");
        }
      }
    }
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
  }

  @Override
  public void close() {
    try {
      if (server != null) {
        server.close();
      }
      if (socket != null) {
        Files.deleteIfExists(socket);
      }
    } catch (IOException left) {
      // The next window finds a socket nobody answers, and takes its place.
    }
    if (lock != null) {
      lock.close();
    }
  }
}
