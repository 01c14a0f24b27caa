package app.diptych.local;

import java.util.Locale;
import java.util.Set;

/**
 * Which model architectures java-llama.cpp 4.2.0 (llama.cpp b4916, March 2025) can answer with: the
 * names the engine's own library knows, without those below.
 */
final class Architectures {
  private static final Set<String> SUPPORTED =
      Set.of(
          "llama",
          "deci",
          "falcon",
          "grok",
          "gpt2",
          "gptneox",
          "mpt",
          "baichuan",
          "starcoder",
          "refact",
          "bloom",
          "stablelm",
          "qwen",
          "qwen2",
          "qwen2moe",
          "qwen2vl",
          "phi2",
          "phi3",
          "phimoe",
          "plamo",
          "codeshell",
          "orion",
          "internlm2",
          "minicpm",
          "minicpm3",
          "gemma",
          "gemma2",
          "gemma3",
          "starcoder2",
          "mamba",
          "xverse",
          "command-r",
          "cohere2",
          "dbrx",
          "olmo",
          "olmo2",
          "olmoe",
          "openelm",
          "arctic",
          "deepseek",
          "deepseek2",
          "chatglm",
          "bitnet",
          "jais",
          "nemotron",
          "exaone",
          "rwkv6",
          "rwkv6qwen2",
          "rwkv7",
          "arwkv7",
          "granite",
          "granitemoe",
          "chameleon");

  /**
   * Names the engine knows without being able to chat: it has no code for GPT-J ("unsupported model
   * architecture") and feeds no encoder before it answers.
   */
  private static final Set<String> KNOWN_BY_NAME = Set.of("gptj", "t5");

  /** Files that are models, but not ones that write text. */
  private static final Set<String> NO_TEXT =
      Set.of(
          "bert",
          "nomic-bert",
          "nomic-bert-moe",
          "jina-bert-v2",
          "modern-bert",
          "t5encoder",
          "wavtokenizer-dec",
          "clip",
          "whisper",
          "flux",
          "sd1",
          "sdxl");

  private Architectures() {}

  /** All that the engine can answer with. */
  static Set<String> supported() {
    return SUPPORTED;
  }

  /** Refuses an architecture that the engine cannot answer with, and names who can. */
  static void check(String architecture) throws BadGguf {
    if (SUPPORTED.contains(architecture)) {
      return;
    }
    String name = Printable.text(architecture);
    if (NO_TEXT.contains(architecture.toLowerCase(Locale.ROOT))) {
      throw new BadGguf(
          "This is a '" + name + "' file, which does not write text.",
          "Choose the file of a chat model; add-ons for pictures or embeddings do not answer.");
    }
    if (KNOWN_BY_NAME.contains(architecture)) {
      throw BadGguf.needsNewer(
          "The built-in engine (llama.cpp b4916) cannot chat with the architecture '" + name + "'.",
          "Choose another model.");
    }
    throw BadGguf.needsNewer(
        "The built-in engine (llama.cpp b4916) does not know the architecture '" + name + "'.",
        "Install llama.cpp's own server (llama-server), which knows newer architectures such as"
            + " llama4, qwen3 and gpt-oss, or choose another model.");
  }
}
