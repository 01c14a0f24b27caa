package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.local.GgufWriter;
import app.diptych.local.server.FakeServer;
import app.diptych.local.server.FakeServer.Manner;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines on the command line. */
@Timeout(180)
class EngineCommandTest {
  @TempDir Path home;

  @Test
  void runsBothSidesInTheEngineThatIsNamed() throws Exception {
    var result =
        line(Manner.GOOD)
            .run("compare", "-p", "Hello", "--engine", "llama-server", "--context", "96");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("word0 word1");
    assertThat(result.err()).contains("demo/small runs in llama-server. You chose llama-server.");
    assertThat(FakeServer.arguments(home.resolve("GOOD.jar"))).contains("--ctx-size", "96");
  }

  @Test
  void advisesWhenTheNamedEngineCannotRunAFile() throws Exception {
    Path file =
        GgufWriter.model("qwen3")
            .vocabulary()
            .tensor("token_embd.weight", 64, 6)
            .write(home.resolve("qwen3.gguf"));

    var result =
        line(Manner.GOOD)
            .run("compare", "-p", "Hello", "--a", "file:" + file, "--engine", "embedded");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("does not know the architecture 'qwen3'", "Choose llama-server or automatic");
  }

  @Test
  void refusesWordsThatMakeNoSense() throws Exception {
    TestCommandLine line = line(Manner.GOOD);

    assertThat(line.run("compare", "-p", "Hello", "--engine", "fast"))
        .satisfies(result -> {
          assertThat(result.exit()).isEqualTo(2);
          assertThat(result.err()).contains("automatic, embedded or llama-server");
        });
    assertThat(line.run("compare", "-p", "Hello", "--gpu-layers", "many").err())
        .contains("GPU layers must be auto or a whole number");
    assertThat(line.run("compare", "-p", "Hello", "--context", "1").err())
        .contains("Context must be 64 to");
  }

  @Test
  void examinesWhichEnginesThereAre() throws Exception {
    assertThat(line(Manner.GOOD).run("doctor").out())
        .contains("java-llama.cpp 4.2.0", "GOOD.jar, version " + FakeServer.VERSION, "Fake Card");
    assertThat(line(Manner.ANCIENT).run("doctor").out())
        .contains("too old", "Install llama-server");
  }

  private TestCommandLine line(Manner manner) throws Exception {
    Path jar = FakeServer.jar(home, manner);
    return new TestCommandLine(home, Map.of("DIPTYCH_LLAMA_SERVER", jar.toString()));
  }
}
