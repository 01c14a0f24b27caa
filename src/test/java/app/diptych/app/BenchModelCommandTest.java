package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How quickly a model reads and writes, on the command line, with a real one. */
@Timeout(180)
class BenchModelCommandTest {
  @TempDir Path home;

  @Test
  void measuresReadingAndWritingOfAModelWithDeviations() throws Exception {
    Path csv = home.resolve("speed.csv");
    var told =
        line()
            .run(
                "bench-model",
                "demo/small",
                "--reps",
                "3",
                "--prompt",
                "200",
                "--tokens",
                "40",
                "--json",
                "--csv",
                csv.toString());
    assertThat(told.exit()).as(told.err()).isZero();
    JsonNode root = JsonMapper.builder().build().readTree(told.out());
    assertThat(root.path("engine").asString()).contains("llama");
    for (String what : List.of("reading", "writing")) {
      assertThat(root.path(what).path("tokensPerSecond").asDouble()).as(what).isPositive();
      assertThat(root.path(what).path("deviation").asDouble(0)).isNotNegative();
    }
    assertThat(root.path("reading").path("repetitions").asInt()).isEqualTo(3);
    // An answer that was read all at once, because this machine was busy, has no pace.
    assertThat(root.path("writing").path("repetitions").asInt()).isBetween(1, 3);
    assertThat(root.path("reading").path("tokens").asInt()).isBetween(100, 300);
    assertThat(root.path("writing").path("tokens").asDouble()).isBetween(3.0, 40.0);
    assertThat(Files.readAllLines(csv)).hasSize(3).first().asString().startsWith("model,engine");
  }

  @Test
  void takesTheLongestPromptThatFitsWhereTheContextIsShort() {
    var told = line().run("bench-model", "demo/small", "--reps", "1", "--prompt", "4000");
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out()).contains("reads").contains("writes").contains("tokens/s (n 1)");
  }

  @Test
  void saysWhatCannotBeMeasured() {
    assertThat(line().run("bench-model", "nothing").exit()).isEqualTo(2);
    assertThat(line().run("bench-model", "demo/small", "--reps", "0").err())
        .contains("Repetitions are 1 to 1,000");
    assertThat(line().run("bench-model", "file:" + home.resolve("none.gguf")).exit()).isEqualTo(1);
  }

  private TestCommandLine line() {
    return new TestCommandLine(home, Map.of());
  }
}
