package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands before a server and adds one header to each request; bytes go through as they are. */
final class HeaderRelay implements AutoCloseable {
  private final ServerSocket socket;
  private final int port;
  private final String header;

  /**
   * @param port of the server on this machine
   * @param header for example {@code X-Fault: drop}
   */
  HeaderRelay(int port, String header) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = port;
    this.header = header;
    Thread.ofVirtual().start(this::serve);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket caller = socket.accept();
        Thread.ofVirtual().start(() -> relay(caller));
      } catch (IOException over) {
        return;
      }
    }
  }

  private void relay(Socket caller) {
    try (caller;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread.ofVirtual().start(() -> request(caller, server));
      InputStream answer = server.getInputStream();
      OutputStream out = caller.getOutputStream();
      answer.transferTo(out);
    } catch (IOException gone) {
      // Whoever hung up, the other one learns it by its closed socket.
    }
  }

  private void request(Socket caller, Socket server) {
    try {
      InputStream in = caller.getInputStream();
      StringBuilder line = new StringBuilder();
      while (line.indexOf("\r\n") < 0) {
        line.append((char) in.read());
      }
      server.getOutputStream().write((line + header + "\r\n").getBytes(ISO_8859_1));
      in.transferTo(server.getOutputStream());
      server.shutdownOutput();
    } catch (IOException gone) {
      // The other direction tells.
    }
  }
}
