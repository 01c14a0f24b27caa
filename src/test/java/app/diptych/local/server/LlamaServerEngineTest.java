package app.diptych.local.server;

import static app.diptych.local.server.RealServer.ready;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Origin;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Sampling;
import app.diptych.completion.TokenCertainty;
import app.diptych.completion.TokenCertainty.Alternative;
import app.diptych.local.Demo;
import app.diptych.local.EngineCycles;
import app.diptych.local.EngineSettings;
import app.diptych.local.EngineSettings.Toggle;
import app.diptych.local.EngineSettings.Wanted;
import app.diptych.local.GgufWriter;
import app.diptych.local.Orphans;
import app.diptych.local.fit.CacheType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real llama-server as an engine. */
@Tag("peers")
@Timeout(1800)
class LlamaServerEngineTest {
  private static final Duration PROMISED = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void tellsWhatReallyRan() throws Exception {
    try (ServerProvider provider = ready(provider(Demo.small()))) {
      RecordedEvents answer = RecordedEvents.of(provider, Servers.ask("Tell me a story."));
      Origin origin = answer.started().origin();
      System.out.println(origin);

      assertThat(origin.engine()).startsWith("llama-server b").endsWith("prompt cache off");
      assertThat(origin.backend()).isNotBlank();
      assertThat(origin.templateHash()).matches("[0-9a-f]{64}");
      assertThat(cached(answer)).isZero();
      // The second time the same prompt could come from the cache.
      assertThat(cached(RecordedEvents.of(provider, Servers.ask("Tell me a story.")))).isZero();
    }
  }

  /** With text that is cut within characters, and what it says with and without being asked. */
  @Test
  void tellsHowSureItWasOfEachToken() throws Exception {
    try (ServerProvider provider = ready(provider(Demo.small()))) {
      CompletionRequest request =
          Servers.ask("Tell me a story.").with(new Sampling(1.0, 1.0, 60, 7L, List.of()));
      List<TextDelta> plain = deltas(RecordedEvents.of(provider, request));
      RecordedEvents answer = RecordedEvents.of(provider, request.weighed(true));
      List<TextDelta> weighed = deltas(answer);

      assertThat(answer.text()).isNotEmpty();
      assertThat(plain).allMatch(delta -> delta.certainty().isEmpty());
      assertThat(text(weighed)).isEqualTo(text(plain));
      long known = weighed.stream().filter(delta -> !delta.certainty().isEmpty()).count();
      System.out.printf("llama-server: %d of %d deltas weighed%n", known, weighed.size());
      assertThat(known).isGreaterThan(weighed.size() / 2);
      for (TextDelta delta : weighed) {
        for (TokenCertainty token : delta.certainty()) {
          assertThat(token.probability()).isBetween(0.0, 1.0);
          assertThat(token.alternatives()).hasSize(TokenCertainty.ALTERNATIVES);
          assertThat(token.alternatives().stream().mapToDouble(Alternative::probability).sum())
              .isLessThan(1.001);
        }
      }
    }
  }

  private static List<TextDelta> deltas(RecordedEvents answer) {
    return answer.events().stream()
        .filter(TextDelta.class::isInstance)
        .map(TextDelta.class::cast)
        .toList();
  }

  private static String text(List<TextDelta> deltas) {
    return deltas.stream().map(TextDelta::text).collect(Collectors.joining());
  }

  @Test
  void takesEverySetting() throws Exception {
    EngineSettings settings =
        new EngineSettings(
            Wanted.LLAMA_SERVER, 1, 256, 0, 128, CacheType.Q8_0, Toggle.ON, false, "", false, true);
    try (ServerProvider provider =
        ready(
            Servers.provider(
                RealServer.build(), Demo.small(), folder, Servers.PATIENT, settings))) {
      assertThat(RecordedEvents.of(provider, Servers.ask("Hello")).text()).isNotEmpty();
      assertThat(provider.engineLog()).noneMatch(line -> line.contains("invalid argument"));
    }
  }

  @Test
  void tellsHowFarAPromptIsTooLong() throws Exception {
    try (ServerProvider provider = ready(provider(Demo.small()))) {
      assertThat(RecordedEvents.of(provider, Servers.ask("one two ".repeat(2000))).failure())
          .isInstanceOfSatisfying(
              Failure.ContextExceeded.class,
              exceeded -> {
                assertThat(exceeded.promptTokens()).isGreaterThan(512);
                assertThat(exceeded.contextTokens()).isEqualTo(512);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"qwen3", "llama4"})
  void knowsNewerArchitecturesThatItsHeaderNames(String architecture) throws Exception {
    Path file =
        GgufWriter.model(architecture)
            .vocabulary()
            .tensor("token_embd.weight", 64, 6)
            .write(folder.resolve(architecture + ".gguf"));
    try (ServerProvider provider = provider(file)) {
      Failure failure = provider.prepare().orElseThrow();
      System.out.println(architecture + ": " + failure.message());

      // It misses what the header lacks and not the architecture.
      assertThat(failure.message())
          .startsWith("llama-server cannot load the model: ")
          .doesNotContain("unknown model architecture");
    }
  }

  @Test
  void saysWhyAFileThatWasCutShortIsRefused() throws Exception {
    byte[] bytes = Files.readAllBytes(Demo.small());
    Path file = Files.write(folder.resolve("cut.gguf"), bytes);
    try (ServerProvider provider = provider(file)) {
      assertThat(ready(provider).workerProcess().orElseThrow().destroyForcibly()).isTrue();
      Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      while (provider.isLoaded()) {
        Thread.onSpinWait();
      }
      assertThat(provider.prepare()).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"idle", "busy"})
  void isGoneAfterItsApplicationWasKilled(String state) throws Exception {
    Process parent =
        ServerParentMain.start(RealServer.program(), Demo.endless(folder), folder, state);
    try {
      ProcessHandle[] processes = ServerParentMain.processes(parent);

      parent.destroyForcibly().waitFor();

      assertThat(Orphans.end(processes[0], PROMISED)).as("the server").isTrue();
      assertThat(Orphans.end(processes[1], PROMISED)).as("its guardian").isTrue();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void leavesNothingBehindAfterTwoHundredCycles() throws Exception {
    Path endless = Demo.endless(folder);
    ServerBuild build = RealServer.build();
    EngineCycles.run(
        200,
        () ->
            Servers.provider(build, endless, folder, Servers.PATIENT, new EngineSettings(1, 1024)));
  }

  private static int cached(RecordedEvents answer) {
    return Objects.requireNonNull(answer.usage()).cachedTokens();
  }

  private ServerProvider provider(Path model) throws InterruptedException {
    return Servers.provider(
        RealServer.build(), model, folder, Servers.PATIENT, new EngineSettings(1, 4096));
  }
}
