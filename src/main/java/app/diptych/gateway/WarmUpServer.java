package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives every caller on this machine the same answer, until it is closed; in turns as HTTP chunks
 * and up to the end of the connection, as gateways do the one or the other.
 */
final class WarmUpServer implements AutoCloseable {
  static final String ADDRESS = "127.0.0.1";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private static final int PATIENCE_MILLIS = 3_000;
  private static final int BACKLOG = 4;
  private static final int MOST_REQUEST = 16 * 1024;
  private static final String HEAD_END = "\r\n\r\n";
  private static final String LENGTH = "Content-Length: ";
  private static final int DELTAS = 300;

  /** Every so often a chunk has another shape, which the JSON parser must read. */
  private static final int SHAPES_EVERY = 4;

  private static final byte[] HEAD =
      """
      HTTP/1.1 200 OK\r
      Content-Type: text/event-stream; charset=utf-8\r
      Date: Thu, 01 Jan 1970 00:00:00 GMT\r
      Cache-Control: no-cache\r
      Connection: close\r
      """
          .getBytes(UTF_8);

  private final ServerSocket socket;
  private final @Nullable LoopbackTls tls;
  private final ThreadFactory threads;
  private final AtomicInteger answers = new AtomicInteger();

  /**
   * @param tls null for plain HTTP
   * @param threads makes one thread that accepts and one for each caller
   */
  WarmUpServer(ServerSocketFactory sockets, @Nullable LoopbackTls tls, ThreadFactory threads)
      throws IOException {
    this.tls = tls;
    this.threads = threads;
    socket = sockets.createServerSocket(0, BACKLOG, InetAddress.getByAddress(LOOPBACK));
    threads.newThread(this::serve).start();
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    try {
      while (true) {
        Socket caller = socket.accept();
        threads.newThread(() -> answer(caller)).start();
      }
    } catch (IOException closed) {
      // Closing is how it ends.
    }
  }

  private void answer(Socket accepted) {
    try (Socket caller = tls == null ? accepted : tls.server(accepted)) {
      caller.setSoTimeout(PATIENCE_MILLIS);
      caller.setTcpNoDelay(true);
      readRequest(caller.getInputStream());
      boolean inChunks = answers.getAndIncrement() % 2 == 0;
      OutputStream out = caller.getOutputStream();
      out.write(HEAD);
      write(out, inChunks ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n", false);
      write(out, first(), inChunks);
      write(out, deltas(), inChunks);
      write(out, last(), inChunks);
      write(out, inChunks ? "0\r\n\r\n" : "", false);
    } catch (IOException gone) {
      // Nobody waits for this answer.
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    // One character for each byte, so that lengths are those of the wire.
    StringBuilder request = new StringBuilder();
    byte[] buffer = new byte[MOST_REQUEST];
    while (!isWhole(request) && request.length() < MOST_REQUEST) {
      int count = in.read(buffer);
      if (count < 0) {
        throw new IOException("no request");
      }
      request.append(new String(buffer, 0, count, ISO_8859_1));
    }
  }

  private static boolean isWhole(StringBuilder request) {
    int head = request.indexOf(HEAD_END);
    int length = request.indexOf(LENGTH);
    if (head < 0 || length < 0 || length > head) {
      return false;
    }
    int start = length + LENGTH.length();
    int body = Integer.parseInt(request, start, request.indexOf("\r\n", start), 10);
    return request.length() >= head + HEAD_END.length() + body;
  }

  private static String deltas() {
    StringBuilder deltas = new StringBuilder();
    for (int delta = 0; delta < DELTAS; delta++) {
      boolean other = delta % SHAPES_EVERY == 0;
      String field = delta < DELTAS / 10 ? "reasoning_content" : "content";
      String text = other ? "w\\u00f6rt\\n" : " wört" + delta;
      deltas.append(
          chunk(
              "{\"index\":0,\"delta\":{\"%s\":\"%s\"},\"finish_reason\":null}"
                  .formatted(field, text),
              other ? ",\"n\":" + delta : ""));
    }
    return deltas.toString();
  }

  private static String first() {
    return chunk("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}", "");
  }

  private static String last() {
    return chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}", "")
        + chunk(
            "", ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":300,\"total_tokens\":309}")
        + "data: [DONE]\n\n";
  }

  private static String chunk(String choice, String more) {
    return """
    data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"warm-up",\
    "system_fingerprint":"fp","choices":[%s]%s}

    """
        .formatted(choice, more);
  }

  private static void write(OutputStream out, String text, boolean asChunk) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    if (asChunk) {
      out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
    }
    out.write(bytes);
    if (asChunk) {
      out.write("\r\n".getBytes(UTF_8));
    }
    out.flush();
  }
}
