package app.diptych.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** promptfoo from npm, under {@code target}. */
public final class PromptfooPackage {
  /** The last that runs on Node.js 20. */
  static final String VERSION = "0.120.17";

  private static final Path HOME = Path.of("target", "peers", "promptfoo").toAbsolutePath();

  private PromptfooPackage() {}

  /** Whether it was installed before. */
  static boolean isThere() {
    return Files.exists(HOME.resolve("node_modules/promptfoo/package.json"));
  }

  /** Evaluates a configuration, installing promptfoo first when it is not there. */
  public static JsonNode evaluate(Path folder, JsonNode config)
      throws IOException, InterruptedException {
    if (!isThere()) {
      Files.createDirectories(HOME);
      run(
          folder,
          List.of(
              "npm",
              "install",
              "--prefix",
              HOME.toString(),
              "--no-audit",
              "--no-fund",
              "--ignore-scripts",
              "--omit=optional",
              "promptfoo@" + VERSION));
    }
    Path file = folder.resolve("promptfooconfig.json");
    Path out = folder.resolve("promptfoo-out.json");
    Files.writeString(file, config.toString());
    Path script = Path.of("src", "test", "peers", "promptfoo.mjs").toAbsolutePath();
    run(
        folder,
        List.of("node", script.toString(), HOME.toString(), file.toString(), out.toString()));
    return JsonMapper.builder().build().readTree(Files.readString(out));
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path log = folder.resolve("promptfoo.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("PROMPTFOO_DISABLE_TELEMETRY", "1");
    builder.environment().put("PROMPTFOO_DISABLE_UPDATE", "1");
    builder.environment().put("PROMPTFOO_CONFIG_DIR", folder.resolve("home").toString());
    Process process = builder.start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(command.getFirst()).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }
}
