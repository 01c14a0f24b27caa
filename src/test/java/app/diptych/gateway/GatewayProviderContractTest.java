package app.diptych.gateway;

import app.diptych.completion.Provider;
import app.diptych.completion.ProviderContract;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;

class GatewayProviderContractTest implements ProviderContract {
  private RawServer server = start();

  @BeforeEach
  void startAnew() throws IOException {
    server.close();
    server = start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static RawServer start() {
    try {
      return new RawServer((_, _) -> {});
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Provider answering() {
    server.answerWith(this::echo);
    return Gateways.provider(server.url());
  }

  @Override
  public Provider failingMidway() {
    server.answerWith((_, out) -> RawServer.write(out, RawServer.HEAD + Wire.delta("half")));
    return Gateways.provider(server.url());
  }

  @Override
  public Provider longRunning() {
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD);
      while (true) {
        RawServer.write(out, Wire.delta("more "));
        server.pause(2);
      }
    });
    return Gateways.provider(server.url());
  }

  /** Says the prompt again, letter by letter. */
  private void echo(String body, OutputStream out) throws Exception {
    String prompt = JsonMapper.shared().readTree(body).at("/messages/0/content").asString();
    RawServer.write(out, RawServer.HEAD);
    for (String letter : prompt.split("", -1)) {
      RawServer.write(out, Wire.delta(letter));
    }
    RawServer.write(out, Wire.finish("stop") + Wire.usage(9, prompt.length()) + Wire.DONE);
  }
}
