package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.diptych.timing.NanoClock;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/**
 * Answers each request at once with the same stream and notes when. The clock of another process on
 * the same machine is the same clock.
 */
final class StampingServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
  private static final Pattern MODEL = Pattern.compile("\"model\":\"([^\"]*)\"");
  private static final byte[] HEAD =
      (RawServer.HEAD + Wire.event("{'model':'m','choices':[{'delta':{'role':'assistant'}}]}"))
          .getBytes(UTF_8);
  private static final byte[] FIRST = Wire.delta("first").getBytes(UTF_8);
  private static final byte[] REST =
      (Wire.delta("rest").repeat(20) + Wire.finish("stop") + Wire.usage(9, 21) + Wire.DONE)
          .getBytes(UTF_8);

  /**
   * One answer, in nanoseconds of the clock.
   *
   * @param model the model the request named
   * @param firstAt just before the first delta was written
   */
  record Stamps(String model, long acceptedAt, long requestAt, long firstAt) {}

  private final ServerSocket socket;
  private final String scheme;
  private final List<Stamps> stamps = new ArrayList<>();

  StampingServer(String scheme, ServerSocketFactory sockets) throws IOException {
    this.scheme = scheme;
    this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::serve);
  }

  String url(String host) {
    return scheme + "://" + host + ":" + socket.getLocalPort() + "/v1";
  }

  int port() {
    return socket.getLocalPort();
  }

  /** What was answered since the last call. */
  List<Stamps> take() {
    synchronized (stamps) {
      List<Stamps> taken = List.copyOf(stamps);
      stamps.clear();
      return taken;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    NanoClock clock = NanoClock.system();
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        long acceptedAt = clock.nanos();
        Thread.ofPlatform().daemon().start(() -> answer(client, acceptedAt, clock));
      } catch (IOException over) {
        return;
      }
    }
  }

  private void answer(Socket client, long acceptedAt, NanoClock clock) {
    try (client) {
      client.setTcpNoDelay(true);
      String model = model(new BufferedInputStream(client.getInputStream()));
      long requestAt = clock.nanos();
      OutputStream out = client.getOutputStream();
      out.write(HEAD);
      long firstAt = clock.nanos();
      out.write(FIRST);
      synchronized (stamps) {
        stamps.add(new Stamps(model, acceptedAt, requestAt, firstAt));
      }
      out.write(REST);
    } catch (IOException gone) {
      // The client misses its answer, which the bench will tell.
    }
  }

  private static String model(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head);
    String body =
        length.find() ? new String(in.readNBytes(Integer.parseInt(length.group(1))), UTF_8) : "";
    Matcher model = MODEL.matcher(body);
    return model.find() ? model.group(1) : "";
  }
}
