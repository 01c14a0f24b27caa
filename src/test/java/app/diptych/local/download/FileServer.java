package app.diptych.local.download;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a plain socket, whose answers may be as wrong as a test wants them. */
final class FileServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Script script;

  /** Answers a request; the connection is closed afterwards. */
  interface Script {
    void answer(Request request, OutputStream out) throws Exception;
  }

  /** What was asked; the names of headers are in lower case. */
  record Request(String path, Map<String, String> headers) {
    /** Where the range begins that was asked for; 0 without one. */
    int from() {
      String range = headers.getOrDefault("range", "bytes=0-");
      return Integer.parseInt(range.substring(6, range.length() - 1));
    }
  }

  FileServer(Script script) throws IOException {
    this.script = script;
    Thread.ofVirtual().start(this::serve);
  }

  void answerWith(Script other) {
    script = other;
  }

  List<Request> requests() {
    return requests;
  }

  String url(String path) {
    return "http://127.0.0.1:" + socket.getLocalPort() + path;
  }

  static void head(OutputStream out, int code, String... headers) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + code + " x\r\nConnection: close\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
  }

  /** Serves a file as a good server does, with ranges and an entity tag. */
  static void serve(Request request, OutputStream out, byte[] file, String etag)
      throws IOException {
    String condition = request.headers().getOrDefault("if-range", etag);
    int from = condition.equals(etag) ? request.from() : 0;
    if (from > 0 && from >= file.length) {
      head(out, 416, "Content-Range: bytes */" + file.length);
      return;
    }
    if (from > 0) {
      head(
          out,
          206,
          "ETag: " + etag,
          "Content-Length: " + (file.length - from),
          "Content-Range: bytes " + from + "-" + (file.length - 1) + "/" + file.length);
    } else {
      head(out, 200, "ETag: " + etag, "Content-Length: " + file.length);
    }
    out.write(file, from, file.length - from);
  }

  @Override
  public void close() throws IOException {
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
    try (client) {
      Request request = read(new BufferedInputStream(client.getInputStream()));
      requests.add(request);
      OutputStream out = client.getOutputStream();
      script.answer(request, out);
      out.flush();
    } catch (Exception gone) {
      // The client went away, or the test is over: what it saw is what is tested.
    }
  }

  private static Request read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    String[] lines = head.toString().split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    return new Request(lines[0].split(" ")[1], headers);
  }
}
