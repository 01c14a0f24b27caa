package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server on a plain socket that answers byte for byte as a test says. */
final class RawServer implements AutoCloseable {
  static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

  /** Answers one request, which was read whole; the socket is closed afterwards. */
  interface Script {
    void answer(String body, OutputStream out) throws Exception;
  }

  /** What is put around an accepted socket. */
  interface Door {
    Socket open(Socket accepted) throws IOException;
  }

  private final ServerSocket socket;
  private final Door door;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Script script;

  RawServer(Script script) throws IOException {
    this(script, accepted -> accepted);
  }

  RawServer(Script script, Door door) throws IOException {
    this.script = script;
    this.door = door;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  void answerWith(Script other) {
    script = other;
  }

  int port() {
    return socket.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  /** Lets time pass, as a slow server does, or less when the server is closed. */
  void pause(long millis) throws InterruptedException {
    if (closed.await(millis, TimeUnit.MILLISECONDS)) {
      throw new InterruptedException();
    }
  }

  /** Keeps the connection open and says nothing. */
  void stall() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException over) {
        return;
      }
    }
  }

  private void answer(Socket client) {
    try (client;
        Socket opened = door.open(client)) {
      client.setTcpNoDelay(true);
      script.answer(
          request(new BufferedInputStream(opened.getInputStream())), opened.getOutputStream());
    } catch (Exception gone) {
      // The client went away, or the test is over: what it saw is what is tested.
    }
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length:");
    int length =
        at < 0 ? 0 : Integer.parseInt(lower.substring(at + 15, lower.indexOf("\r\n", at)).strip());
    return new String(in.readNBytes(length), UTF_8);
  }
}
