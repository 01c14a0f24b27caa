package app.diptych.local;

import app.diptych.local.Rendering.Brackets;
import app.diptych.local.Rendering.Marks;
import app.diptych.local.Rendering.Prefixed;
import app.diptych.local.Rendering.StartedTurns;
import app.diptych.local.Rendering.SystemInUser;
import app.diptych.local.Rendering.Turns;

/**
 * The chat formats llama.cpp b4916 has built in, under its names. Each renders as that version does
 * (held against the engine's own library), but for two that llama.cpp corrected later
 * (ggml-org/llama.cpp, src/llama-chat.cpp at 2a20c85a, read 2026-11-22): {@code granite}, where
 * b4916 begins the answer with a line feed that the model's own template does not have, and {@code
 * rwkv-world}, where it leaves out who speaks. Missing is {@code gigachat}: it writes its own start
 * token, which the tokenizer could double.
 *
 * @param label llama.cpp's name of the format
 * @param endMark ends an answer, for a model whose vocabulary does not have it as one token
 */
record ChatFormat(String label, Rendering rendering, String endMark) {
  static final ChatFormat CHATML =
      new ChatFormat(
          "chatml",
          Turns.named("<|im_start|>", "\n", "<|im_end|>\n", "<|im_start|>assistant\n"),
          "<|im_end|>");

  static final ChatFormat PHI4 =
      new ChatFormat(
          "phi4",
          Turns.named(
              "<|im_start|>", "<|im_sep|>", "<|im_end|>", "<|im_start|>assistant<|im_sep|>"),
          "<|im_end|>");

  static final ChatFormat LLAMA2 =
      new ChatFormat(
          "llama2",
          new Brackets("[INST] ", "[INST] ", new Marks("", "\n"), " [/INST]", "", false, false),
          "</s>");

  static final ChatFormat LLAMA2_SYS =
      new ChatFormat(
          "llama2-sys",
          new Brackets("[INST] ", "[INST] ", Parts.SYS, " [/INST]", "", false, false),
          "</s>");

  static final ChatFormat LLAMA2_SYS_BOS =
      new ChatFormat(
          "llama2-sys-bos",
          new Brackets("[INST] ", "<s>[INST] ", Parts.SYS, " [/INST]", "", false, false),
          "</s>");

  static final ChatFormat LLAMA2_SYS_STRIP =
      new ChatFormat(
          "llama2-sys-strip",
          new Brackets("[INST] ", "[INST] ", Parts.SYS, " [/INST]", "", true, true),
          "</s>");

  static final ChatFormat MISTRAL_V1 =
      new ChatFormat(
          "mistral-v1",
          new Brackets(
              " [INST] ", " [INST] ", new Marks("", "\n\n"), " [/INST]", " ", false, false),
          "</s>");

  static final ChatFormat MISTRAL_V3 =
      new ChatFormat(
          "mistral-v3",
          new Brackets("[INST] ", "[INST] ", new Marks("", "\n\n"), "[/INST]", " ", true, false),
          "</s>");

  static final ChatFormat MISTRAL_V3_TEKKEN =
      new ChatFormat(
          "mistral-v3-tekken",
          new Brackets("[INST]", "[INST]", new Marks("", "\n\n"), "[/INST]", "", false, false),
          "</s>");

  static final ChatFormat MISTRAL_V7 =
      new ChatFormat(
          "mistral-v7",
          new Turns(
              new Marks("[SYSTEM_PROMPT] ", "[/SYSTEM_PROMPT]"),
              new Marks("[INST] ", "[/INST]"),
              new Marks(" ", "</s>"),
              "",
              false),
          "</s>");

  static final ChatFormat PHI3 =
      new ChatFormat("phi3", Turns.named("<|", "|>\n", "<|end|>\n", "<|assistant|>\n"), "<|end|>");

  static final ChatFormat FALCON3 =
      new ChatFormat(
          "falcon3", Turns.named("<|", "|>\n", "\n", "<|assistant|>\n"), "<|endoftext|>");

  static final ChatFormat GLMEDGE =
      new ChatFormat("glmedge", Turns.named("<|", "|>\n", "", "<|assistant|>"), "<|endoftext|>");

  static final ChatFormat ZEPHYR =
      new ChatFormat(
          "zephyr",
          Turns.named("<|", "|>\n", "<|endoftext|>\n", "<|assistant|>\n"),
          "<|endoftext|>");

  static final ChatFormat MONARCH =
      new ChatFormat(
          "monarch",
          new StartedTurns("<s>", Turns.named("<s>", "\n", "</s>\n", "<s>assistant\n")),
          "</s>");

  static final ChatFormat GEMMA =
      new ChatFormat(
          "gemma",
          new SystemInUser(
              new Turns(
                  Parts.NONE,
                  new Marks("<start_of_turn>user\n", "<end_of_turn>\n"),
                  new Marks("<start_of_turn>model\n", "<end_of_turn>\n"),
                  "<start_of_turn>model\n",
                  true)),
          "<end_of_turn>");

  static final ChatFormat ORION =
      new ChatFormat(
          "orion",
          new SystemInUser(
              new Turns(
                  Parts.NONE,
                  new Marks("Human: ", "\n\nAssistant: </s>"),
                  new Marks("", "</s>"),
                  "",
                  false)),
          "</s>");

  static final ChatFormat OPENCHAT =
      new ChatFormat(
          "openchat",
          new Turns(
              new Marks("", "<|end_of_turn|>"),
              new Marks("GPT4 Correct User: ", "<|end_of_turn|>"),
              new Marks("GPT4 Correct Assistant: ", "<|end_of_turn|>"),
              "GPT4 Correct Assistant:",
              false),
          "<|end_of_turn|>");

  static final ChatFormat VICUNA =
      new ChatFormat(
          "vicuna",
          new Turns(
              new Marks("", "\n\n"),
              new Marks("USER: ", "\n"),
              new Marks("ASSISTANT: ", "</s>\n"),
              "ASSISTANT:",
              false),
          "</s>");

  static final ChatFormat VICUNA_ORCA =
      new ChatFormat(
          "vicuna-orca",
          new Turns(
              new Marks("SYSTEM: ", "\n"),
              new Marks("USER: ", "\n"),
              new Marks("ASSISTANT: ", "</s>\n"),
              "ASSISTANT:",
              false),
          "</s>");

  static final ChatFormat DEEPSEEK =
      new ChatFormat(
          "deepseek",
          new Turns(
              Parts.NONE,
              new Marks("### Instruction:\n", "\n"),
              new Marks("### Response:\n", "\n<|EOT|>\n"),
              "### Response:\n",
              false),
          "<|EOT|>");

  static final ChatFormat DEEPSEEK2 =
      new ChatFormat(
          "deepseek2",
          new Turns(
              new Marks("", "\n\n"),
              new Marks("User: ", "\n\n"),
              new Marks("Assistant: ", Parts.DEEPSEEK_END),
              "Assistant:",
              false),
          Parts.DEEPSEEK_END);

  static final ChatFormat DEEPSEEK3 =
      new ChatFormat(
          "deepseek3",
          new Turns(
              new Marks("", "\n\n"),
              new Marks(Parts.DEEPSEEK_USER, ""),
              new Marks(Parts.DEEPSEEK_ASSISTANT, Parts.DEEPSEEK_END),
              Parts.DEEPSEEK_ASSISTANT,
              false),
          Parts.DEEPSEEK_END);

  static final ChatFormat COMMAND_R =
      new ChatFormat(
          "command-r",
          new Turns(
              new Marks(Parts.COHERE + "<|SYSTEM_TOKEN|>", Parts.COHERE_END),
              new Marks(Parts.COHERE + "<|USER_TOKEN|>", Parts.COHERE_END),
              new Marks(Parts.COHERE + "<|CHATBOT_TOKEN|>", Parts.COHERE_END),
              Parts.COHERE + "<|CHATBOT_TOKEN|>",
              true),
          Parts.COHERE_END);

  static final ChatFormat LLAMA3 =
      new ChatFormat(
          "llama3",
          Turns.named(
                  "<|start_header_id|>",
                  "<|end_header_id|>\n\n",
                  "<|eot_id|>",
                  "<|start_header_id|>assistant<|end_header_id|>\n\n")
              .trimming(),
          "<|eot_id|>");

  static final ChatFormat CHATGLM3 =
      new ChatFormat(
          "chatglm3",
          new Prefixed("[gMASK]sop", Turns.named("<|", "|>\n ", "", "<|assistant|>")),
          "<|user|>");

  static final ChatFormat CHATGLM4 =
      new ChatFormat(
          "chatglm4",
          new Prefixed("[gMASK]<sop>", Turns.named("<|", "|>\n", "", "<|assistant|>")),
          "<|user|>");

  static final ChatFormat MINICPM =
      new ChatFormat(
          "minicpm",
          new Turns(Parts.NONE, new Marks("<\u7528\u6237>", "<AI>"), Parts.NONE, "", true),
          "</s>");

  static final ChatFormat EXAONE3 =
      new ChatFormat(
          "exaone3",
          new Turns(
              new Marks("[|system|]", "[|endofturn|]\n"),
              new Marks("[|user|]", "\n"),
              new Marks("[|assistant|]", "[|endofturn|]\n"),
              "[|assistant|]",
              true),
          "[|endofturn|]");

  static final ChatFormat RWKV_WORLD =
      new ChatFormat(
          "rwkv-world",
          new Turns(
              new Marks("System: ", "\n\n"),
              new Marks("User: ", "\n\n"),
              new Marks("Assistant: ", "\n\n"),
              "Assistant:",
              true),
          "\n\n");

  static final ChatFormat GRANITE =
      new ChatFormat(
          "granite",
          Turns.named(
              "<|start_of_role|>",
              "<|end_of_role|>",
              "<|end_of_text|>\n",
              "<|start_of_role|>assistant<|end_of_role|>"),
          "<|end_of_text|>");

  static final ChatFormat MEGREZ =
      new ChatFormat(
          "megrez",
          Turns.named(
              "<|role_start|>",
              "<|role_end|>",
              "<|turn_end|>",
              "<|role_start|>assistant<|role_end|>"),
          "<|turn_end|>");

  /** Texts that several formats share. */
  private static final class Parts {
    static final Marks NONE = new Marks("", "");
    static final Marks SYS = new Marks("<<SYS>>\n", "\n<</SYS>>\n\n");
    static final String DEEPSEEK_USER = "<\uFF5CUser\uFF5C>";
    static final String DEEPSEEK_ASSISTANT = "<\uFF5CAssistant\uFF5C>";
    static final String DEEPSEEK_END = "<\uFF5Cend\u2581of\u2581sentence\uFF5C>";
    static final String COHERE = "<|START_OF_TURN_TOKEN|>";
    static final String COHERE_END = "<|END_OF_TURN_TOKEN|>";
  }
}
