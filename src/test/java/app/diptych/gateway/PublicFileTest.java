package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files from the web, from a server on this machine. */
@Timeout(60)
class PublicFileTest {
  @TempDir Path folder;

  private final MockWebServer server = new MockWebServer();
  private final PublicFile files = new PublicFile(GatewayHttp.create());

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fetchesAFileUnderItsNameWithTheDayItWasChanged() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body("{}")
            .addHeader("Last-Modified", "Fri, 21 Aug 2026 10:00:00 GMT")
            .build());
    Path file = files.fetch(server.url("/a/prices.json?x=1").toString(), folder, 100);
    assertThat(file).hasFileName("prices.json").hasContent("{}");
    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo("2026-08-21T10:00:00Z");
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void leavesNothingBehindWhenItCannotBeHad() throws Exception {
    server.enqueue(new MockResponse.Builder().code(404).build());
    assertThatThrownBy(() -> fetch("/gone.json")).hasMessageContaining("HTTP 404");
    server.enqueue(new MockResponse.Builder().body("x".repeat(200_000)).build());
    assertThatThrownBy(() -> fetch("/huge.json")).hasMessageContaining("no such file");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void writesNowhereElseWhateverTheAddressSays() throws Exception {
    for (String path : List.of("/..%2F..%2Fetc%2Fpasswd", "/", "/.hidden", "/a%00b.json")) {
      server.enqueue(new MockResponse.Builder().body("{}").build());
      assertThat(fetch(path).getParent()).isEqualTo(folder);
    }
  }

  @Test
  void refusesPlainHttpToOtherMachines() {
    assertThatThrownBy(() -> files.fetch("http://prices.example/x.json", folder, 10))
        .hasMessageContaining("https://");
    assertThatThrownBy(() -> files.fetch("https://", folder, 10))
        .hasMessageContaining("no address of a file");
  }

  private Path fetch(String path) throws IOException {
    return files.fetch(server.url("/").toString().replaceAll("/$", "") + path, folder, 100_000);
  }
}
