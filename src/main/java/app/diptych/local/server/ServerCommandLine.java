package app.diptych.local.server;

import app.diptych.local.ChildProcess;
import app.diptych.local.EngineSettings;
import app.diptych.local.EngineSettings.Toggle;
import app.diptych.local.fit.CacheType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How llama-server is started, with the options its build has and no others. */
final class ServerCommandLine {
  static final String HOST = "127.0.0.1";

  private final ServerBuild build;
  private final List<String> command = new ArrayList<>();

  private ServerCommandLine(ServerBuild build) {
    this.build = build;
  }

  /** What starts that program, without any option. */
  static List<String> start(Path program) {
    return ServerBuild.isJar(program)
        ? List.of(ChildProcess.java(), "-jar", program.toString())
        : List.of(program.toString());
  }

  /**
   * @param model the name it answers to
   * @param context tokens of context
   */
  static List<String> of(
      ServerBuild build, Path file, String model, int port, int context, EngineSettings settings) {
    ServerCommandLine line = new ServerCommandLine(build);
    line.command.addAll(start(build.program()));
    line.add("--model", file.toString());
    line.add("--host", HOST);
    line.add("--port", Integer.toString(port));
    line.add("--ctx-size", Integer.toString(context));
    line.house(model);
    line.asked(settings);
    return List.copyOf(line.command);
  }

  /** What is always so here. */
  private void house(String model) {
    ifListed("--alias", model);
    // Two requests at once would share the context.
    ifListed("--parallel", "1");
    // At its usual verbosity it does not tell on what it computes.
    ifListed("--verbosity", "4");
    ifListed("--offline");
    if (!ifListed("--no-webui")) {
      ifListed("--no-ui");
    }
    // Past its context it must stop, not silently forget the beginning.
    ifListed("--no-context-shift");
    // The template of the file, not the nearest of those built in.
    ifListed("--jinja");
    ifListed("--no-slots");
  }

  private void asked(EngineSettings settings) {
    ifListed("--threads", Integer.toString(settings.threads()));
    Integer layers = settings.gpuLayers();
    if (layers != null && !ifListed("--gpu-layers", layers.toString())) {
      ifListed("--n-gpu-layers", layers.toString());
    }
    Integer batch = settings.batch();
    if (batch != null) {
      ifListed("--batch-size", batch.toString());
    }
    if (settings.cacheType() != CacheType.F16) {
      ifListed("--cache-type-k", settings.cacheType().label());
      ifListed("--cache-type-v", settings.cacheType().label());
    }
    flashAttention(settings.flashAttention());
    if (!settings.mmap() && !ifListed("--no-mmap")) {
      ifListed("--load-mode", "none");
    }
    if (!settings.device().isEmpty()) {
      ifListed("--device", settings.device());
    }
    if (!settings.warmUp()) {
      ifListed("--no-warmup");
    }
    if (!settings.promptCache()) {
      ifListed("--no-cache-prompt");
    }
  }

  private void flashAttention(Toggle wanted) {
    if (build.flashAttentionTakesValue() && wanted != Toggle.AUTO) {
      ifListed("--flash-attn", wanted.word());
    } else if (wanted == Toggle.ON) {
      ifListed("--flash-attn");
    }
  }

  private boolean ifListed(String option, String... value) {
    if (build.has(option)) {
      add(option, value);
      return true;
    }
    return false;
  }

  private void add(String option, String... value) {
    command.add(option);
    command.addAll(List.of(value));
  }
}
