package app.diptych.app;

import app.diptych.local.GgufWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A home folder with models in several places. */
final class ModelsScene {
  private ModelsScene() {}

  /** Makes it, before the window is opened; the user's own folder is {@code mine}. */
  static void fill(Path home) throws IOException {
    Path mine = Files.createDirectories(home.resolve("mine"));
    story().write(mine.resolve("story-teller-f16.gguf"));
    named("qwen3", "Newer Than The Engine")
        .text("general.license", "apache-2.0")
        .texts("general.languages", List.of("en", "zh"))
        .vocabulary()
        .tensor("a", 1024, 64)
        .write(mine.resolve("newer.gguf"));
    Files.writeString(mine.resolve("sign-in.gguf"), "<!DOCTYPE html><title>Sign in</title>");
    String digest = "a".repeat(64);
    Path ollama = home.resolve("user/.ollama/models");
    Path manifest =
        Files.createDirectories(ollama.resolve("manifests/registry.ollama.ai/library/mixture"))
            .resolve("8x1b");
    Files.writeString(
        manifest,
        "{\"layers\":[{\"mediaType\":\"application/vnd.ollama.image.model\",\"digest\":\"sha256:%s\"}]}"
            .formatted(digest));
    mixture().write(Files.createDirectories(ollama.resolve("blobs")).resolve("sha256-" + digest));
    Files.writeString(
        home.resolve("settings.json"),
        "{\"shelf\":{\"folders\":[{\"path\":\"%s\"}]}}"
            .formatted(mine.toString().replace("\\", "\\\\")));
  }

  static GgufWriter story() {
    return named("llama", "Story Teller")
        .text("general.license", "mit")
        .text("tokenizer.chat_template", "{{ messages }}")
        .vocabulary()
        .tensor("a", 1024, 300);
  }

  private static GgufWriter mixture() {
    GgufWriter writer =
        named("llama", "Mixture 8x")
            .text("general.license", "apache-2.0")
            .u32("llama.expert_count", 8)
            .u32("llama.expert_used_count", 2)
            .vocabulary()
            .tensor("token_embd.weight", 1024, 64);
    return writer.tensor("blk.0.ffn_up_exps.weight", 1024, 64, 8);
  }

  private static GgufWriter named(String architecture, String name) {
    return GgufWriter.model(architecture).text("general.name", name);
  }
}
