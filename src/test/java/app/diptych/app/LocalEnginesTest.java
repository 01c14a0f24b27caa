package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Provider;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.Sampling;
import app.diptych.local.Engine;
import app.diptych.local.EngineSettings;
import app.diptych.local.EngineSettings.Wanted;
import app.diptych.local.GgufWriter;
import app.diptych.local.Refusals;
import app.diptych.local.RunningEngine;
import app.diptych.local.fit.CacheType;
import app.diptych.local.fit.Load;
import app.diptych.local.server.FakeServer;
import app.diptych.local.server.FakeServer.Manner;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files and the engines they run in, from the settings to the answer. */
@Timeout(180)
class LocalEnginesTest {
  @TempDir Path folder;

  @Test
  void runsANewerModelInTheLlamaServerThatTheEnvironmentNames() throws Exception {
    Path jar = FakeServer.jar(folder, Manner.GOOD);
    try (Wiring wiring =
        new Wiring(folder.resolve("home"), List.of(), Map.of("DIPTYCH_LLAMA_SERVER", "" + jar))) {
      Provider provider = find(wiring, file("qwen3"));

      assertThat(provider.prepare()).isEmpty();
      RecordedEvents answer = RecordedEvents.of(provider, request());

      assertThat(answer.text()).startsWith("word0");
      assertThat(answer.started().origin().engine()).startsWith("llama-server b42");
      assertThat(wiring.engineChoices())
          .singleElement()
          .asString()
          .contains("qwen3.gguf runs in llama-server.", "does not know the architecture 'qwen3'");
      assertThat(wiring.engines().examine().found()).contains("GOOD.jar", FakeServer.VERSION);
    }
  }

  @Test
  void refusesANewerModelBeforeLoadingWhenThereIsNoLlamaServer() throws Exception {
    try (Wiring wiring = new Wiring(folder.resolve("home"), List.of(), Map.of())) {
      wiring.engines().keep(EngineSettings.usual(), folder.resolve("not-there").toString());

      assertThat(find(wiring, file("llama4")).prepare())
          .hasValueSatisfying(failure -> {
            assertThat(failure).isInstanceOf(Failure.EngineFault.class);
            assertThat(failure.message()).contains("'llama4'", "There is no file");
            assertThat(failure.hint()).contains("Install llama-server");
          });
    }
  }

  @Test
  void takesWhatIsSetFromTheNextRunOn() throws Exception {
    Path jar = FakeServer.jar(folder, Manner.GOOD);
    try (Wiring wiring = new Wiring(folder.resolve("home"), List.of(), Map.of())) {
      Provider demo = ((Found) wiring.models().find(Side.A, "demo/small")).provider();
      assertThat(demo.prepare()).isEmpty();
      assertThat(RecordedEvents.of(demo, request()).started().origin().engine())
          .startsWith("java-llama.cpp");

      wiring.engines().keep(EngineSettings.usual().with(Wanted.LLAMA_SERVER), jar.toString());
      assertThat(demo.prepare()).isEmpty();

      assertThat(RecordedEvents.of(demo, request()).started().origin().engine())
          .startsWith("llama-server b42");
    }
  }

  @Test
  void keepsWhatIsSetAndFieldsOfOtherVersions() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        home.resolve("settings.json"), "{\"local\": {\"novelty\": 7}, \"other\": true}");
    EngineSettings set =
        new EngineSettings(
            Wanted.LLAMA_SERVER,
            2,
            1024,
            12,
            256,
            CacheType.Q8_0,
            EngineSettings.Toggle.OFF,
            false,
            "Vulkan0",
            false,
            true,
            15);
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      wiring.engines().keep(set, "/opt/llama-server");
    }
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      assertThat(wiring.engines().now()).isEqualTo(set);
      assertThat(wiring.engines().state().server()).isEqualTo("/opt/llama-server");
      assertThat(wiring.engines().state().problem()).contains("no file /opt/llama-server");
    }
    assertThat(Files.readString(home.resolve("settings.json"))).contains("novelty", "other");
  }

  @Test
  void takesTheUsualForSettingsThatMakeNoSense() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(home.resolve("settings.json"), "{\"local\": {\"threads\": -4}}");
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      assertThat(wiring.engines().now()).isEqualTo(EngineSettings.usual());
    }
  }

  private static Provider find(Wiring wiring, Path file) {
    return ((Found) wiring.models().find(Side.A, "file:" + file)).provider();
  }

  private static CompletionRequest request() {
    return new CompletionRequest(
        "demo/test", List.of(Message.user("Hello")), new Sampling(0.0, null, 5, 1L, List.of()));
  }

  private Path file(String architecture) throws IOException {
    return GgufWriter.model(architecture)
        .vocabulary()
        .tensor("token_embd.weight", 64, 6)
        .write(folder.resolve(architecture + ".gguf"));
  }

  @Test
  void refusesAModelThatNoMemoryHereHoldsBeforeAnEngineIsStarted() throws Exception {
    Path jar = FakeServer.jar(folder, Manner.GOOD);
    try (Wiring wiring =
        new Wiring(folder.resolve("home"), List.of(), Map.of("DIPTYCH_LLAMA_SERVER", "" + jar))) {
      for (String architecture : List.of("qwen3", "llama")) {
        Path file = BigModel.write(folder.resolve(architecture + ".gguf"), architecture, 4L << 20);
        if (architecture.equals("llama")) {
          wiring.useEngine(settings -> settings.with(Wanted.EMBEDDED));
        }
        Failure failure = find(wiring, file).prepare().orElseThrow();

        assertThat(failure.message())
            .contains("too little memory", "It needs about 4096", "main memory can be used");
        assertThat(failure.hint()).contains("Take a model of at most about");
        assertThat(failure.retryable()).as("the other side may make room").isTrue();
        assertThat(Refusals.lacksMemory(failure)).isTrue();
      }
      assertThat(jar.resolveSibling(jar.getFileName() + ".arguments")).doesNotExist();
    }
  }

  @Test
  void tellsWhatRunsAsTheServerSaysAndKeepsItAsLongAsSet() throws Exception {
    Path jar = FakeServer.jar(folder, Manner.GOOD);
    try (Wiring wiring =
        new Wiring(folder.resolve("home"), List.of(), Map.of("DIPTYCH_LLAMA_SERVER", "" + jar))) {
      Engine engine = (Engine) find(wiring, file("qwen3"));
      assertThat(engine.running()).isEmpty();
      assertThat(engine.prepare()).isEmpty();

      RunningEngine running = engine.running().orElseThrow();
      assertThat(running.engine()).startsWith("llama-server b42");
      assertThat(running.device()).isEqualTo("CUDA0 (Fake Card)");
      assertThat(running.layersOnGpu()).isEqualTo("2/3");
      assertThat(running.context()).isEqualTo(128);
      assertThat(running.memory().orElse(0)).isPositive();

      wiring.useEngine(settings -> settings.withKeepAlive(0));
      assertThat(engine.prepare()).isEmpty();
      assertThat(engine.isLoaded()).isTrue();
      assertThat(RecordedEvents.of(engine, request()).text()).startsWith("word0");
      while (engine.isLoaded()) {
        Thread.onSpinWait();
      }
      assertThat(engine.running()).isEmpty();
      assertThat(engine.prepare()).isEmpty();
      assertThat(engine.isLoaded()).isTrue();
    }
  }

  @Test
  void tellsWhetherBothSidesFitAndKeepsARemedy() throws Exception {
    Path jar = FakeServer.jar(folder, Manner.GOOD);
    try (Wiring wiring =
        new Wiring(folder.resolve("home"), List.of(), Map.of("DIPTYCH_LLAMA_SERVER", "" + jar))) {
      wiring.models().find(Side.A, "demo/small");
      assertThat(wiring.fits().together()).as("one alone").isEmpty();
      wiring.models().find(Side.B, "demo/base");
      assertThat(wiring.fits().together().orElseThrow().fit()).isTrue();
      Path huge = BigModel.write(folder.resolve("huge.gguf"), "qwen3", 4L << 20);
      wiring.models().find(Side.B, "file:" + huge);
      assertThat(wiring.fits().together().orElseThrow().fit()).isFalse();

      wiring.fits().keep(new Load(2_048, CacheType.Q8_0, true));
      assertThat(wiring.engines().now().context()).isEqualTo(2_048);
      assertThat(wiring.engines().now().cacheType()).isEqualTo(CacheType.Q8_0);
      assertThat(wiring.engines().now().flashAttention()).isEqualTo(EngineSettings.Toggle.ON);
    }
  }
}
