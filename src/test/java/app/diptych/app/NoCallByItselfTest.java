package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole window behind a proxy that refuses and counts: nothing leaves this machine that the
 * user did not ask for. That no other way out exists is held by {@code HouseRulesTest}.
 */
@Timeout(300)
class NoCallByItselfTest {
  private static final List<String> PAGES =
      List.of(
          "compare",
          "sessions",
          "measure",
          "decide",
          "library",
          "models",
          "review",
          "batch",
          "settings");

  private static final String TEMPTING =
      "[a](https://evil.example/a) ![b](https://evil.example/b.png) <https://evil.example/c>\\n\\n"
          + "<img src='https://evil.example/d.png'> <script src='https://evil.example/e.js'></script>";

  /** What was asked for, but for calls to this machine itself. */
  private final List<URI> outside = new CopyOnWriteArrayList<>();

  private final ProxySelector before = ProxySelector.getDefault();

  /** Bound and not listening: it refuses everybody, and nobody else can take its port. */
  private final Socket nobody = new Socket();

  @TempDir Path home;

  @BeforeEach
  void refuse() throws IOException {
    nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Proxy nowhere = new Proxy(Proxy.Type.HTTP, nobody.getLocalSocketAddress());
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            if (List.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost())) {
              return List.of(Proxy.NO_PROXY);
            }
            outside.add(uri);
            return List.of(nowhere);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failed) {}
        });
  }

  @AfterEach
  void allow() throws IOException {
    ProxySelector.setDefault(before);
    nobody.close();
  }

  @Test
  void nothingLeavesThisMachineThatTheUserDidNotAskFor() throws IOException {
    try (MockWebServer near = new MockWebServer();
        TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      near.start();
      near.enqueue(
          new MockResponse.Builder()
              .addHeader("Content-Type", "text/event-stream")
              .body(
                  "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n"
                          .formatted(TEMPTING)
                      + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                      + "data: [DONE]\n\n")
              .build());
      window.gateway("far", "https://far.invalid/v1", "sk-0123456789abcdef0123");
      window.gateway("near", near.url("/v1").toString(), "");
      walk(window);

      window.pick("near/m", "demo/small");
      window.waitUntilReady();
      run(window);
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      walk(window);
      assertThat(near.getRequestCount()).isPositive();
      assertThat(outside).isEmpty();

      // The counter counts: this one the user asks for.
      window.pick("far/m", "demo/small");
      window.waitUntilReady();
      run(window);
      window.waitForBadge(Side.A, "failed");
      assertThat(outside).isNotEmpty().allMatch(uri -> uri.getHost().equals("far.invalid"));
    }
  }

  private static void run(TestWindow window) {
    FxTest.run(() -> {
      window.model().promptProperty().set("Tell me more");
      window.model().run();
    });
  }

  private static void walk(TestWindow window) {
    for (String page : PAGES) {
      window.click("#page-" + page);
      FxTest.pulses(5);
    }
    window.click("#page-compare");
  }
}
