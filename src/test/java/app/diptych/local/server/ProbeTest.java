package app.diptych.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.local.EngineOption;
import app.diptych.local.server.FakeServer.Manner;
import app.diptych.timing.NanoClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is made of programs that may be llama-server. */
@Timeout(120)
class ProbeTest {
  @TempDir Path folder;

  @Test
  void readsVersionOptionsAndDevices() throws Exception {
    ServerBuild build = Servers.build(FakeServer.jar(folder, Manner.GOOD));

    assertThat(build.version()).isEqualTo(FakeServer.VERSION);
    assertThat(build.options())
        .contains("--model", "--n-gpu-layers", "-ngl", "--no-mmap")
        .doesNotContain("--nothing-of-it");
    assertThat(build.flashAttentionTakesValue()).isTrue();
    assertThat(build.devices()).containsExactly("CUDA0: Fake Card (8192 MiB, 8000 MiB free)");
  }

  @Test
  void tellsWhatAnOldBuildDoesNotSupport() throws Exception {
    ServerBuild build = Servers.build(FakeServer.jar(folder, Manner.OLD));

    assertThat(build.flashAttentionTakesValue()).isFalse();
    assertThat(build.devices()).isEmpty();
    assertThat(EngineOption.CACHE_TYPE.unsupportedByServer(build.options()))
        .contains("this build of llama-server has no option --cache-type-k");
    assertThat(EngineOption.CONTEXT.unsupportedByServer(build.options())).isEmpty();
  }

  @Test
  void saysWhyAProgramCannotBeUsed() throws Exception {
    assertThat(why(FakeServer.jar(folder, Manner.ANCIENT))).contains("too old");
    assertThat(why(FakeServer.jar(folder, Manner.FOREIGN)))
        .contains("does not look like llama-server");
    assertThat(why(folder.resolve("nothing"))).startsWith("There is no file");
    Path text = Files.writeString(folder.resolve("text"), "hello");
    assertThat(why(text)).contains("not a program");
    assertThat(why(Files.writeString(folder.resolve("broken.jar"), "hello")))
        .contains("does not look like llama-server");
  }

  @Test
  void killsAProgramThatDoesNotEndOrPrintsWithoutEnd() throws Exception {
    Probe hasty = new Probe(NanoClock.system(), Duration.ofSeconds(2));

    assertThat(hasty.ask(FakeServer.jar(folder, Manner.HANGING)))
        .isInstanceOfSatisfying(
            Probe.Unusable.class,
            unusable -> assertThat(unusable.why()).contains("did not say what it is within 2 s"));
    assertThat(why(FakeServer.jar(folder, Manner.PRATTLING))).contains("prints without end");
  }

  private static String why(Path program) throws InterruptedException {
    Probe.Result result = new Probe(NanoClock.system(), Duration.ofSeconds(60)).ask(program);
    assertThat(result).isInstanceOf(Probe.Unusable.class);
    return ((Probe.Unusable) result).why();
  }
}
