package app.diptych.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.gateway.GatewayHttp;
import app.diptych.local.EngineSettings;
import app.diptych.local.GgufWriter;
import app.diptych.local.Patience;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Providers of llama-servers and fakes, and requests for them. */
final class Servers {
  static final GatewayHttp HTTP = GatewayHttp.create();
  static final Patience PATIENT =
      new Patience(
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60));

  private static final Map<FakeServer.Manner, ServerBuild> BUILDS = new ConcurrentHashMap<>();

  private Servers() {}

  static ServerBuild build(Path program) throws InterruptedException {
    Probe.Result result = new Probe(NanoClock.system(), Duration.ofSeconds(60)).ask(program);
    assertThat(result).isInstanceOf(Probe.Usable.class);
    return ((Probe.Usable) result).build();
  }

  static ServerProvider fake(Path folder, FakeServer.Manner manner) throws Exception {
    return fake(folder, manner, PATIENT, new EngineSettings(1, 128));
  }

  static ServerProvider fake(
      Path folder, FakeServer.Manner manner, Patience patience, EngineSettings settings)
      throws Exception {
    Path jar = FakeServer.jar(folder, manner);
    ServerBuild known = BUILDS.get(manner);
    ServerBuild build = known == null ? build(jar) : at(jar, known);
    BUILDS.put(manner, build);
    return provider(build, model(folder), folder, patience, settings);
  }

  /** The same build in another place, so that each manner is asked only once what it is. */
  private static ServerBuild at(Path program, ServerBuild build) {
    return new ServerBuild(
        program,
        build.version(),
        build.options(),
        build.flashAttentionTakesValue(),
        build.devices());
  }

  static ServerProvider provider(
      ServerBuild build, Path model, Path folder, Patience patience, EngineSettings settings) {
    return new ServerProvider(
        model,
        "demo/test",
        build,
        settings,
        folder,
        new ServerDoor.Tools(
            HTTP,
            Thread.ofPlatform().daemon().name("test-server-", 0).factory(),
            NanoClock.system(),
            patience),
        ServerDoor::freePort);
  }

  /** A header is all that a fake needs. */
  static Path model(Path folder) throws IOException {
    return GgufWriter.model("llama")
        .vocabulary()
        .tensor("token_embd.weight", 64, 6)
        .write(folder.resolve("tiny.gguf"));
  }

  static CompletionRequest ask(String prompt) {
    return new CompletionRequest(
        "demo/test", List.of(Message.user(prompt)), new Sampling(0.0, null, null, 1L, List.of()));
  }
}
