package app.diptych.local.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;

/**
 * Lines over the socket between parent and child. One thread at each end does everything, so that a
 * wait for bytes can be given up at a deadline and a peer that stopped reading blocks nobody; only
 * {@link #wakeup()} may be called by others.
 */
public final class Wire implements AutoCloseable {
  /** A line carries at most one prompt of 8 million characters, each at most 6 bytes of JSON. */
  private static final int LONGEST_LINE = 64 << 20;

  private static final int KEPT_BUFFER = 1 << 20;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(64 << 10);
  private final Queue<ByteBuffer> outgoing = new ArrayDeque<>();
  private final Queue<byte[]> lines = new ArrayDeque<>();
  private byte[] partial = new byte[4096];
  private int partialLength;
  private boolean ended;

  /** Takes over a connected channel. */
  public Wire(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    selector = Selector.open();
    key = channel.register(selector, SelectionKey.OP_READ);
  }

  /** Puts a line, its line feed included, behind those not yet written. */
  public void send(byte[] line) throws IOException {
    outgoing.add(ByteBuffer.wrap(line));
    write();
  }

  /** Whether everything sent is out of this process. */
  public boolean isFlushed() {
    return outgoing.isEmpty();
  }

  /**
   * Reads and writes what can be, after waiting for something to do.
   *
   * @param waitMillis longest wait; 0 does not wait, a negative number waits for ever
   * @return whether bytes were read
   */
  public boolean pump(long waitMillis) throws IOException {
    if (waitMillis == 0) {
      // Once for every token: the channel answers sooner than the selector.
      write();
      return read();
    }
    key.interestOps(
        outgoing.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    selector.select(Math.max(0, waitMillis));
    boolean readable = key.isReadable();
    boolean writable = key.isWritable();
    selector.selectedKeys().clear();
    if (writable) {
      write();
    }
    return readable && read();
  }

  /** The next whole line without its line feed, when one has been read. */
  public Optional<byte[]> poll() {
    return Optional.ofNullable(lines.poll());
  }

  /** Whether the other end is gone; lines read before may be left. */
  public boolean ended() {
    return ended;
  }

  /** Ends a wait in {@link #pump} early; from any thread. */
  public void wakeup() {
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }

  private void write() throws IOException {
    while (!outgoing.isEmpty()) {
      ByteBuffer next = outgoing.element();
      channel.write(next);
      if (next.hasRemaining()) {
        return;
      }
      outgoing.remove();
    }
  }

  private boolean read() throws IOException {
    incoming.clear();
    int count = channel.read(incoming);
    ended |= count < 0;
    if (count <= 0) {
      return false;
    }
    incoming.flip();
    while (incoming.hasRemaining()) {
      take();
    }
    return true;
  }

  /** Moves the incoming bytes up to the next line feed into the partial line. */
  private void take() throws IOException {
    int start = incoming.position();
    int end = start;
    while (end < incoming.limit() && incoming.get(end) != '\n') {
      end++;
    }
    int length = end - start;
    makeRoom(length);
    incoming.get(partial, partialLength, length);
    partialLength += length;
    if (incoming.hasRemaining()) {
      incoming.get();
      lines.add(Arrays.copyOf(partial, partialLength));
      partialLength = 0;
      if (partial.length > KEPT_BUFFER) {
        partial = new byte[4096];
      }
    }
  }

  private void makeRoom(int more) throws IOException {
    if (more > LONGEST_LINE - partialLength) {
      throw new IOException("A line is longer than " + LONGEST_LINE + " bytes");
    }
    if (partialLength + more > partial.length) {
      partial = Arrays.copyOf(partial, Math.max(partial.length * 2, partialLength + more));
    }
  }
}
