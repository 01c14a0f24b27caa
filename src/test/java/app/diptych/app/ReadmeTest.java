package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.Recordings;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands do what it says; its gateway is played by a server on this machine. */
@Timeout(300)
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final String START = "./diptych ";

  @TempDir Path home;

  @Test
  void everyCommandInItWorks() throws Exception {
    RecordedHome.with(
        home,
        Recordings.PROMPT,
        Map.of(Side.A, Recordings.finished(List.of(Recordings.text(5, "Light scatters.")))));
    List<String> commands = commands();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(7);
    try (MockWebServer gateway = gateway()) {
      TestCommandLine line =
          new TestCommandLine(home, Map.of("HOLYSHEEP_API_KEY", "sk-0123456789abcdef"));
      for (String command : commands) {
        String here =
            command
                .replace("https://api.holysheep.ai/v1", gateway.url("/v1").toString())
                .replace(
                    "/path/to/model.gguf", Path.of("assets/models/demo-small.gguf").toString());
        var result = line.run(words(here));
        assertThat(result.exit()).as(command + "\n" + result.err()).isZero();
        assertThat(result.out()).as(command).isNotBlank();
      }
    }
  }

  @Test
  void everyFileItLinksToIsThere() throws IOException {
    String text = Files.readString(Path.of("README.md"));
    List<String> links =
        Pattern.compile("\\]\\(([^)]+)\\)")
            .matcher(text)
            .results()
            .map(match -> match.group(1))
            .filter(link -> !link.startsWith("http"))
            .toList();
    assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Path.of(link)).exists());
  }

  private static List<String> commands() throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("README.md")))
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> line.startsWith(START))
        .map(line -> line.substring(START.length()))
        .toList();
  }

  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    for (MatchResult match : WORD.matcher(command).results().toList()) {
      words.add(match.group(1) == null ? match.group(2) : match.group(1));
    }
    return words.toArray(String[]::new);
  }

  private static MockWebServer gateway() throws IOException {
    MockWebServer server = new MockWebServer();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            boolean models = request.getTarget().endsWith("/models");
            return new MockResponse.Builder()
                .code(200)
                .setHeader("Content-Type", models ? "application/json" : "text/event-stream")
                .body(
                    models
                        ? "{\"data\":[{\"id\":\"llama-4-scout\"}]}"
                        : "data: {\"choices\":[{\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}]}\n\n")
                .build();
          }
        });
    server.start();
    return server;
  }
}
