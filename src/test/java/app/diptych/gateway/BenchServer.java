package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.diptych.timing.NanoClock;
import app.diptych.timing.Pace;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/**
 * Gives every contender of the benchmark the same bytes, by the model it asks for: {@code
 * vector-N}, {@code speed}, {@code paced} or {@code brief}.
 */
final class BenchServer implements AutoCloseable {
  static final int SPEED_DELTAS = 20_000;
  static final int PACED_DELTAS = 120;

  /** Of an answer that is asked for its first delta. */
  private static final int BRIEF_DELTAS = 3;

  private static final long NANOS_BETWEEN = 1_000_000_000L / PACED_DELTAS;
  private static final String CHUNKED =
      RawServer.HEAD.replace("Connection", "Transfer-Encoding: chunked\r\nConnection");
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final ServerSocket socket;
  private final List<byte[]> vectors;
  private final byte[] speed = speed();

  BenchServer(List<byte[]> vectors) throws IOException {
    this.vectors = vectors;
    this.socket = new ServerSocket(0, 50, InetAddress.getByAddress(LOOPBACK));
    Thread.ofPlatform().daemon().start(this::serve);
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
        Socket client = socket.accept();
        Thread.ofPlatform().daemon().start(() -> answer(client));
      } catch (IOException over) {
        return;
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      String model =
          RehearsalRequest.read(new BufferedInputStream(client.getInputStream())).model();
      OutputStream out = client.getOutputStream();
      if (model.startsWith("vector-")) {
        RawServer.write(out, RawServer.HEAD);
        out.write(vectors.get(Integer.parseInt(model.substring("vector-".length()))));
      } else if (model.equals("speed")) {
        out.write(speed);
      } else {
        paced(out, model.equals("brief") ? BRIEF_DELTAS : PACED_DELTAS);
      }
    } catch (IOException gone) {
      // The contender misses its answer, which its counts will tell.
    }
  }

  private static void paced(OutputStream out, int deltas) throws IOException {
    NanoClock clock = NanoClock.system();
    Pace pace = new Pace(clock);
    long begun = clock.nanos();
    RawServer.write(out, CHUNKED);
    for (int delta = 1; delta <= deltas; delta++) {
      pace.await(begun, delta * NANOS_BETWEEN, () -> false);
      out.write(chunk(delta(" " + clock.nanos())));
    }
    out.write(chunk(Wire.finish("stop") + Wire.DONE));
    RawServer.write(out, "0\r\n\r\n");
  }

  private static byte[] speed() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(CHUNKED.getBytes(UTF_8));
    for (int delta = 0; delta < SPEED_DELTAS; delta++) {
      all.writeBytes(chunk(delta(" word" + delta % 1000)));
    }
    // Who is asked for it tells the usage; without, ours would count tokens, which nobody else
    // does.
    all.writeBytes(chunk(Wire.finish("stop") + Wire.usage(1, SPEED_DELTAS) + Wire.DONE));
    all.writeBytes("0\r\n\r\n".getBytes(UTF_8));
    return all.toByteArray();
  }

  private static String delta(String text) {
    return Wire.event(
        "{'id':'chatcmpl-123','object':'chat.completion.chunk','created':1763800000,"
            + "'model':'llama-4-scout','choices':[{'index':0,'delta':{'content':'"
            + text
            + "'},'finish_reason':null}]}");
  }

  private static byte[] chunk(String events) {
    byte[] bytes = events.getBytes(UTF_8);
    return (Integer.toHexString(bytes.length) + "\r\n" + events + "\r\n").getBytes(UTF_8);
  }
}
