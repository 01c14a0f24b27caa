package app.diptych.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this machine that refuses every connection. It is taken and not merely free just now,
 * so that nobody else begins to listen there meanwhile.
 */
final class DeafPort implements AutoCloseable {
  private final Socket bound = new Socket();

  DeafPort() throws IOException {
    bound.bind(new InetSocketAddress(0));
  }

  int number() {
    return bound.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    bound.close();
  }
}
