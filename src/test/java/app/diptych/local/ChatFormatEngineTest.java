package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Formats and their recognition, held against the library that the worker runs. */
class ChatFormatEngineTest {
  /** Rendered after a later correction of llama.cpp, see {@link ChatFormat}. */
  private static final Set<String> CORRECTED = Set.of("granite", "rwkv-world");

  /** Known to the engine, and not to us. */
  private static final Set<String> LEFT_OUT = Set.of("gigachat");

  /**
   * The texts b4916 looks for in a template, without those of the rules and formats corrected later
   * (ChatGLM 4, Granite, RWKV) and of the one left out; and two it does not look for.
   */
  private static final List<String> MARKS =
      List.of(
          "<|im_start|>",
          "<|im_sep|>",
          "[INST]",
          " [INST]",
          "\"[INST]\"",
          "[SYSTEM_PROMPT]",
          "' [INST] ' + system_message",
          "[AVAILABLE_TOOLS]",
          "content.strip()",
          "bos_token + '[INST]",
          "<<SYS>>",
          "<|assistant|>",
          "<|user|>",
          "<|end|>",
          "</s>",
          "<|endoftext|>",
          "bos_token + message['role']",
          "<start_of_turn>",
          "'\\n\\nAssistant: ' + eos_token",
          "GPT4 Correct ",
          "USER: ",
          "ASSISTANT: ",
          "SYSTEM: ",
          "### Instruction:",
          "<|EOT|>",
          "<|START_OF_TURN_TOKEN|>",
          "<|USER_TOKEN|>",
          "<|start_header_id|>",
          "<|end_header_id|>",
          "[gMASK]sop",
          "<\u7528\u6237>",
          "'Assistant: ' + message['content'] + eos_token",
          "<\uFF5CAssistant\uFF5C>",
          "<\uFF5CUser\uFF5C>",
          "<\uFF5Cend\u2581of\u2581sentence\uFF5C>",
          "[|system|]",
          "[|assistant|]",
          "[|endofturn|]",
          "<|role_start|>",
          "<|header_start|>",
          "message['role']");

  private final EngineLibrary engine = EngineLibrary.shared();

  @Test
  void knowsTheFormatsTheEngineHasBuiltIn() {
    List<String> known =
        engine.formats().stream()
            .filter(name -> ChatFormatDetection.named(name).isPresent())
            .toList();

    assertThat(known).hasSize(engine.formats().size() - LEFT_OUT.size());
    assertThat(engine.formats()).containsAll(LEFT_OUT);
  }

  @Test
  void rendersAnyConversationAsTheEngineDoes() {
    Random random = new Random(4916);
    for (String name : engine.formats()) {
      Optional<ChatFormat> format = ChatFormatDetection.named(name);
      if (format.isEmpty() || CORRECTED.contains(name)) {
        continue;
      }
      for (int i = 0; i < 100; i++) {
        List<Message> messages = conversation(random);
        assertThat(format.get().rendering().render(messages))
            .as(name)
            .isEqualTo(engine.render(name, messages).orElseThrow());
      }
    }
  }

  @Test
  void recognisesAnyTemplateAsTheEngineDoes() {
    Random random = new Random(4916);
    List<Message> messages =
        List.of(
            Message.system("S"), Message.user("U"), Message.assistant(" A "), Message.user("V"));
    int recognised = 0;
    for (int i = 0; i < 5000; i++) {
      String jinja = jinja(random);
      ChatTemplate ours = ChatTemplate.of(jinja);
      Optional<String> theirs = engine.render(jinja, messages);

      assertThat(ours.recognised()).as(jinja).isEqualTo(theirs.isPresent());
      theirs.ifPresent(prompt -> assertThat(ours.render(messages)).as(jinja).isEqualTo(prompt));
      recognised += theirs.isPresent() ? 1 : 0;
    }
    assertThat(recognised).isBetween(1000, 4999);
  }

  @Test
  void takesTheNameOfAFormatForItsTemplate() {
    assertThat(ChatTemplate.of("mistral-v3").name()).isEqualTo("mistral-v3");
    assertThat(engine.render("mistral-v3", List.of(Message.user("Hello"))))
        .hasValue(ChatTemplate.of("mistral-v3").render(List.of(Message.user("Hello"))));
    assertThat(ChatTemplate.of("gigachat").recognised()).isFalse();
  }

  @Test
  void writesNoStartTokenOfItsOwn() {
    List<Message> messages = List.of(Message.user("Hello"));

    assertThat(Stream.of("<s>", "<bos>", "<|begin_of_text|>", "<\uFF5Cbegin"))
        .noneMatch(start ->
            engine.formats().stream()
                .flatMap(name -> ChatFormatDetection.named(name).stream())
                .anyMatch(format -> format.rendering().render(messages).startsWith(start)));
  }

  /** Perhaps a system message, some turns, and a last question. */
  private static List<Message> conversation(Random random) {
    List<Message> messages = new ArrayList<>();
    if (random.nextBoolean()) {
      messages.add(Message.system(text(random)));
    }
    for (int turns = random.nextInt(4); turns > 0; turns--) {
      messages.add(Message.user(text(random)));
      messages.add(Message.assistant(text(random)));
    }
    messages.add(Message.user(text(random)));
    return messages;
  }

  private static String text(Random random) {
    List<String> parts = List.of(" ", "\n", "\t", "word", "<|im_end|>", "\u00e9", "\u7528", "]");
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(parts.get(random.nextInt(parts.size())));
    }
    return text.append('.').append(" ".repeat(random.nextInt(3))).toString();
  }

  private static String jinja(Random random) {
    StringBuilder jinja = new StringBuilder("{% for message in messages %}");
    for (int i = random.nextInt(5); i >= 0; i--) {
      jinja.append(MARKS.get(random.nextInt(MARKS.size()))).append("\n{%");
    }
    return jinja.toString();
  }
}
