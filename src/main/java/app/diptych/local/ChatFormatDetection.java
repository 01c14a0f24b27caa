package app.diptych.local;

import java.util.List;
import java.util.Optional;

/**
 * Recognises a format by its name or by the marks in its Jinja template, as llama.cpp b4916 does:
 * the first match counts, so a narrow test goes before a wide one. Two rules are from later
 * corrections (ggml-org/llama.cpp, src/llama-chat.cpp at 2a20c85a, read 2026-11-22): ChatGLM 4 goes
 * before the formats it was mistaken for, and RWKV's template is known as well as its name.
 */
final class ChatFormatDetection {

  /** The template contains all of the texts. */
  private record Rule(ChatFormat format, List<String> contained) {
    boolean matches(String template) {
      return contained.stream().allMatch(template::contains);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          rule(ChatFormat.PHI4, "<|im_start|>", "<|im_sep|>"),
          rule(ChatFormat.CHATML, "<|im_start|>"),
          rule(ChatFormat.MISTRAL_V7, "[INST]", "[SYSTEM_PROMPT]"),
          rule(ChatFormat.MISTRAL_V1, " [INST]", "' [INST] ' + system_message"),
          rule(ChatFormat.MISTRAL_V1, " [INST]", "[AVAILABLE_TOOLS]"),
          rule(ChatFormat.MISTRAL_V3_TEKKEN, "\"[INST]\"", "[AVAILABLE_TOOLS]"),
          rule(ChatFormat.MISTRAL_V3, "[INST]", "[AVAILABLE_TOOLS]"),
          rule(ChatFormat.LLAMA2_SYS_STRIP, "[INST]", "content.strip()"),
          rule(ChatFormat.LLAMA2_SYS_BOS, "[INST]", "bos_token + '[INST]"),
          rule(ChatFormat.LLAMA2_SYS, "[INST]", "<<SYS>>"),
          rule(ChatFormat.LLAMA2, "[INST]"),
          rule(ChatFormat.PHI3, "<|assistant|>", "<|end|>"),
          rule(ChatFormat.CHATGLM4, "[gMASK]<sop>"),
          rule(ChatFormat.FALCON3, "<|assistant|>", "<|user|>", "</s>"),
          rule(ChatFormat.GLMEDGE, "<|assistant|>", "<|user|>"),
          rule(ChatFormat.ZEPHYR, "<|user|>", "<|endoftext|>"),
          rule(ChatFormat.MONARCH, "bos_token + message['role']"),
          rule(ChatFormat.GEMMA, "<start_of_turn>"),
          rule(ChatFormat.ORION, "'\\n\\nAssistant: ' + eos_token"),
          rule(ChatFormat.OPENCHAT, "GPT4 Correct "),
          rule(ChatFormat.VICUNA_ORCA, "USER: ", "ASSISTANT: ", "SYSTEM: "),
          rule(ChatFormat.VICUNA, "USER: ", "ASSISTANT: "),
          rule(ChatFormat.DEEPSEEK, "### Instruction:", "<|EOT|>"),
          rule(ChatFormat.COMMAND_R, "<|START_OF_TURN_TOKEN|>", "<|USER_TOKEN|>"),
          rule(ChatFormat.LLAMA3, "<|start_header_id|>", "<|end_header_id|>"),
          rule(ChatFormat.CHATGLM3, "[gMASK]sop"),
          rule(ChatFormat.MINICPM, "<\u7528\u6237>"),
          rule(ChatFormat.DEEPSEEK2, "'Assistant: ' + message['content'] + eos_token"),
          rule(
              ChatFormat.DEEPSEEK3,
              "<\uFF5CAssistant\uFF5C>",
              "<\uFF5CUser\uFF5C>",
              "<\uFF5Cend\u2581of\u2581sentence\uFF5C>"),
          rule(ChatFormat.EXAONE3, "[|system|]", "[|assistant|]", "[|endofturn|]"),
          rule(ChatFormat.RWKV_WORLD, "rwkv-world"),
          rule(ChatFormat.RWKV_WORLD, "{{- 'User: ' + message['content']|trim + '\\n\\n' -}}"),
          rule(ChatFormat.GRANITE, "<|start_of_role|>"),
          rule(ChatFormat.MEGREZ, "<|role_start|>"));

  private ChatFormatDetection() {}

  private static Rule rule(ChatFormat format, String... contained) {
    return new Rule(format, List.of(contained));
  }

  static Optional<ChatFormat> of(String template) {
    return named(template)
        .or(() ->
            RULES.stream().filter(rule -> rule.matches(template)).map(Rule::format).findFirst());
  }

  /** A file may hold a format's name in place of a template. */
  static Optional<ChatFormat> named(String name) {
    return RULES.stream().map(Rule::format).filter(it -> it.label().equals(name)).findFirst();
  }
}
