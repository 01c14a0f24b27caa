package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Conversation and expected prompts are those of llama.cpp's own test of its built-in formats:
 * ggml-org/llama.cpp, tests/test-chat-template.cpp at 06d58c3e, read 2026-11-22. Of {@code
 * chatglm4} an earlier state is expected (ggerganov/llama.cpp at cc503564), whose template does not
 * end in a line feed; of {@code granite} what upstream expects of the model's own Jinja template.
 * That test has no case for llama2-sys, zephyr, falcon3, deepseek3, exaone3 and rwkv-world: what is
 * expected of those was written after src/llama-chat.cpp at 2a20c85a, read 2026-11-22, and {@link
 * ChatFormatEngineTest} holds all but the last against the engine itself.
 */
class ChatTemplateTest {
  private static final List<Message> CONVERSATION =
      List.of(
          Message.system("You are a helpful assistant"),
          Message.user("Hello"),
          Message.assistant("Hi there"),
          Message.user("Who are you"),
          Message.assistant("   I am an assistant   "),
          Message.user("Another question"));

  /** A piece of a model's template that tells its family, the family, and the prompt expected. */
  record Case(String jinja, String name, String expected) {}

  static List<Case> cases() {
    return List.of(
        new Case(
            "{{'<|im_start|>' + message['role'] + '\\n'}}",
            "chatml",
            """
            <|im_start|>system
            You are a helpful assistant<|im_end|>
            <|im_start|>user
            Hello<|im_end|>
            <|im_start|>assistant
            Hi there<|im_end|>
            <|im_start|>user
            Who are you<|im_end|>
            <|im_start|>assistant
               I am an assistant   <|im_end|>
            <|im_start|>user
            Another question<|im_end|>
            <|im_start|>assistant
            """),
        new Case(
            "{{ '[INST] ' + '<<SYS>>' + message['content'] }}",
            "llama2-sys",
            """
            [INST] <<SYS>>
            You are a helpful assistant
            <</SYS>>

            Hello [/INST]Hi there</s>[INST] Who are you [/INST]   I am an assistant   </s>\
            [INST] Another question [/INST]\
            """),
        new Case(
            "{{ '[INST] ' + message['content'] + ' [/INST]' }}",
            "llama2",
            """
            [INST] You are a helpful assistant
            Hello [/INST]Hi there</s>[INST] Who are you [/INST]   I am an assistant   </s>\
            [INST] Another question [/INST]\
            """),
        new Case(
            "{{ bos_token + '[INST] ' }} <<SYS>>",
            "llama2-sys-bos",
            """
            [INST] <<SYS>>
            You are a helpful assistant
            <</SYS>>

            Hello [/INST]Hi there</s><s>[INST] Who are you [/INST]   I am an assistant   </s>\
            <s>[INST] Another question [/INST]\
            """),
        new Case(
            "{{ bos_token + '[INST] ' + content.strip() }} <<SYS>>",
            "llama2-sys-strip",
            """
            [INST] <<SYS>>
            You are a helpful assistant
            <</SYS>>

            Hello [/INST]Hi there</s>[INST] Who are you [/INST]I am an assistant</s>\
            [INST] Another question [/INST]\
            """),
        new Case(
            "{{- ' [INST] ' + system_message + '\\n\\n' }}",
            "mistral-v1",
            """
             [INST] You are a helpful assistant

            Hello [/INST] Hi there</s> [INST] Who are you [/INST]    I am an assistant   </s> \
            [INST] Another question [/INST]\
            """),
        new Case(
            "{{- '[AVAILABLE_TOOLS] [' }} {{- '[INST] ' + content }}",
            "mistral-v3",
            """
            [INST] You are a helpful assistant

            Hello[/INST] Hi there</s>[INST] Who are you[/INST] I am an assistant</s>\
            [INST] Another question[/INST]\
            """),
        new Case(
            "{{- \"[AVAILABLE_TOOLS][\" }} {{- \"[INST]\" + content }}",
            "mistral-v3-tekken",
            """
            [INST]You are a helpful assistant

            Hello[/INST]Hi there</s>[INST]Who are you[/INST]   I am an assistant   </s>\
            [INST]Another question[/INST]\
            """),
        new Case(
            "{{ '[SYSTEM_PROMPT] ' }} {{ '[INST] ' }}",
            "mistral-v7",
            """
            [SYSTEM_PROMPT] You are a helpful assistant[/SYSTEM_PROMPT][INST] Hello[/INST] \
            Hi there</s>[INST] Who are you[/INST]    I am an assistant   </s>\
            [INST] Another question[/INST]\
            """),
        new Case(
            "{{ '<|user|>\\n' + content + '<|end|>\\n<|assistant|>' }}",
            "phi3",
            """
            <|system|>
            You are a helpful assistant<|end|>
            <|user|>
            Hello<|end|>
            <|assistant|>
            Hi there<|end|>
            <|user|>
            Who are you<|end|>
            <|assistant|>
               I am an assistant   <|end|>
            <|user|>
            Another question<|end|>
            <|assistant|>
            """),
        new Case(
            "{{ '<|im_start|>user<|im_sep|>' }}",
            "phi4",
            """
            <|im_start|>system<|im_sep|>You are a helpful assistant<|im_end|>\
            <|im_start|>user<|im_sep|>Hello<|im_end|>\
            <|im_start|>assistant<|im_sep|>Hi there<|im_end|>\
            <|im_start|>user<|im_sep|>Who are you<|im_end|>\
            <|im_start|>assistant<|im_sep|>   I am an assistant   <|im_end|>\
            <|im_start|>user<|im_sep|>Another question<|im_end|>\
            <|im_start|>assistant<|im_sep|>\
            """),
        new Case(
            "{% if user %}{{ '<|user|>\\n' + content + '<|endoftext|>' }}",
            "zephyr",
            """
            <|system|>
            You are a helpful assistant<|endoftext|>
            <|user|>
            Hello<|endoftext|>
            <|assistant|>
            Hi there<|endoftext|>
            <|user|>
            Who are you<|endoftext|>
            <|assistant|>
               I am an assistant   <|endoftext|>
            <|user|>
            Another question<|endoftext|>
            <|assistant|>
            """),
        new Case(
            "{{ '<|user|>' }}{{ '<|assistant|>' + '</s>' }}",
            "falcon3",
            """
            <|system|>
            You are a helpful assistant
            <|user|>
            Hello
            <|assistant|>
            Hi there
            <|user|>
            Who are you
            <|assistant|>
               I am an assistant  \s
            <|user|>
            Another question
            <|assistant|>
            """),
        new Case(
            "{{ '<start_of_turn>' + role }}",
            "gemma",
            """
            <start_of_turn>user
            You are a helpful assistant

            Hello<end_of_turn>
            <start_of_turn>model
            Hi there<end_of_turn>
            <start_of_turn>user
            Who are you<end_of_turn>
            <start_of_turn>model
            I am an assistant<end_of_turn>
            <start_of_turn>user
            Another question<end_of_turn>
            <start_of_turn>model
            """),
        new Case(
            "{{ bos_token + message['role'] + '\\n' }}",
            "monarch",
            """
            system
            You are a helpful assistant</s>
            <s>user
            Hello</s>
            <s>assistant
            Hi there</s>
            <s>user
            Who are you</s>
            <s>assistant
               I am an assistant   </s>
            <s>user
            Another question</s>
            <s>assistant
            """),
        new Case(
            "{{ 'Human: ' + content + '\\n\\nAssistant: ' + eos_token }}",
            "orion",
            """
            Human: You are a helpful assistant

            Hello

            Assistant: </s>Hi there</s>Human: Who are you

            Assistant: </s>   I am an assistant   </s>Human: Another question

            Assistant: </s>\
            """),
        new Case(
            "{{ 'GPT4 Correct ' + role }}",
            "openchat",
            """
            You are a helpful assistant<|end_of_turn|>GPT4 Correct User: Hello<|end_of_turn|>\
            GPT4 Correct Assistant: Hi there<|end_of_turn|>\
            GPT4 Correct User: Who are you<|end_of_turn|>\
            GPT4 Correct Assistant:    I am an assistant   <|end_of_turn|>\
            GPT4 Correct User: Another question<|end_of_turn|>GPT4 Correct Assistant:\
            """),
        new Case(
            "{{ 'USER: ' }} {{ 'ASSISTANT: ' }}",
            "vicuna",
            """
            You are a helpful assistant

            USER: Hello
            ASSISTANT: Hi there</s>
            USER: Who are you
            ASSISTANT:    I am an assistant   </s>
            USER: Another question
            ASSISTANT:\
            """),
        new Case(
            "{{ 'SYSTEM: ' }} {{ 'USER: ' }} {{ 'ASSISTANT: ' }}",
            "vicuna-orca",
            """
            SYSTEM: You are a helpful assistant
            USER: Hello
            ASSISTANT: Hi there</s>
            USER: Who are you
            ASSISTANT:    I am an assistant   </s>
            USER: Another question
            ASSISTANT:\
            """),
        new Case(
            "{{ '### Instruction:' }} {{ '<|EOT|>' }}",
            "deepseek",
            """
            You are a helpful assistant### Instruction:
            Hello
            ### Response:
            Hi there
            <|EOT|>
            ### Instruction:
            Who are you
            ### Response:
               I am an assistant  \s
            <|EOT|>
            ### Instruction:
            Another question
            ### Response:
            """),
        new Case(
            "{{ 'Assistant: ' + message['content'] + eos_token }}",
            "deepseek2",
            """
            You are a helpful assistant

            User: Hello

            Assistant: Hi there<\uFF5Cend\u2581of\u2581sentence\uFF5C>User: Who are you

            Assistant:    I am an assistant   <\uFF5Cend\u2581of\u2581sentence\uFF5C>User: \
            Another question

            Assistant:\
            """),
        new Case(
            "<\uFF5CUser\uFF5C> <\uFF5CAssistant\uFF5C> <\uFF5Cend\u2581of\u2581sentence\uFF5C>",
            "deepseek3",
            """
            You are a helpful assistant

            <\uFF5CUser\uFF5C>Hello<\uFF5CAssistant\uFF5C>Hi there\
            <\uFF5Cend\u2581of\u2581sentence\uFF5C><\uFF5CUser\uFF5C>Who are you\
            <\uFF5CAssistant\uFF5C>   I am an assistant   \
            <\uFF5Cend\u2581of\u2581sentence\uFF5C><\uFF5CUser\uFF5C>Another question\
            <\uFF5CAssistant\uFF5C>\
            """),
        new Case(
            "{{ '<|START_OF_TURN_TOKEN|><|USER_TOKEN|>' }}",
            "command-r",
            """
            <|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>You are a helpful assistant\
            <|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|USER_TOKEN|>Hello\
            <|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>Hi there\
            <|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|USER_TOKEN|>Who are you\
            <|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>I am an assistant\
            <|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|USER_TOKEN|>Another question\
            <|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>\
            """),
        new Case(
            "{{ '<|start_header_id|>' + role + '<|end_header_id|>\\n\\n' }}",
            "llama3",
            """
            <|start_header_id|>system<|end_header_id|>

            You are a helpful assistant<|eot_id|><|start_header_id|>user<|end_header_id|>

            Hello<|eot_id|><|start_header_id|>assistant<|end_header_id|>

            Hi there<|eot_id|><|start_header_id|>user<|end_header_id|>

            Who are you<|eot_id|><|start_header_id|>assistant<|end_header_id|>

            I am an assistant<|eot_id|><|start_header_id|>user<|end_header_id|>

            Another question<|eot_id|><|start_header_id|>assistant<|end_header_id|>

            """),
        new Case(
            "{{ '[gMASK]sop' }}",
            "chatglm3",
            """
            [gMASK]sop<|system|>
             You are a helpful assistant<|user|>
             Hello<|assistant|>
             Hi there<|user|>
             Who are you<|assistant|>
                I am an assistant   <|user|>
             Another question<|assistant|>\
            """),
        new Case(
            "{{ '[gMASK]<sop>' }}",
            "chatglm4",
            """
            [gMASK]<sop><|system|>
            You are a helpful assistant<|user|>
            Hello<|assistant|>
            Hi there<|user|>
            Who are you<|assistant|>
               I am an assistant   <|user|>
            Another question<|assistant|>\
            """),
        new Case(
            "{{ '<\u7528\u6237>' + content + '<AI>' }}",
            "minicpm",
            """
            You are a helpful assistant<\u7528\u6237>Hello<AI>Hi there<\u7528\u6237>\
            Who are you<AI>I am an assistant<\u7528\u6237>Another question<AI>\
            """),
        new Case(
            "[|system|] [|assistant|] [|endofturn|]",
            "exaone3",
            """
            [|system|]You are a helpful assistant[|endofturn|]
            [|user|]Hello
            [|assistant|]Hi there[|endofturn|]
            [|user|]Who are you
            [|assistant|]I am an assistant[|endofturn|]
            [|user|]Another question
            [|assistant|]\
            """),
        new Case(
            "rwkv-world",
            "rwkv-world",
            """
            System: You are a helpful assistant

            User: Hello

            Assistant: Hi there

            User: Who are you

            Assistant: I am an assistant

            User: Another question

            Assistant:\
            """),
        new Case(
            "{{ '<|start_of_role|>' + role + '<|end_of_role|>' }}",
            "granite",
            """
            <|start_of_role|>system<|end_of_role|>You are a helpful assistant<|end_of_text|>
            <|start_of_role|>user<|end_of_role|>Hello<|end_of_text|>
            <|start_of_role|>assistant<|end_of_role|>Hi there<|end_of_text|>
            <|start_of_role|>user<|end_of_role|>Who are you<|end_of_text|>
            <|start_of_role|>assistant<|end_of_role|>   I am an assistant   <|end_of_text|>
            <|start_of_role|>user<|end_of_role|>Another question<|end_of_text|>
            <|start_of_role|>assistant<|end_of_role|>\
            """),
        new Case(
            "{{ '<|user|>\\n' + content }}{{ '<|assistant|>\\n' }}",
            "glmedge",
            """
            <|system|>
            You are a helpful assistant<|user|>
            Hello<|assistant|>
            Hi there<|user|>
            Who are you<|assistant|>
               I am an assistant   <|user|>
            Another question<|assistant|>\
            """),
        new Case(
            "{{ '<|role_start|>' }}",
            "megrez",
            """
            <|role_start|>system<|role_end|>You are a helpful assistant<|turn_end|>\
            <|role_start|>user<|role_end|>Hello<|turn_end|>\
            <|role_start|>assistant<|role_end|>Hi there<|turn_end|>\
            <|role_start|>user<|role_end|>Who are you<|turn_end|>\
            <|role_start|>assistant<|role_end|>   I am an assistant   <|turn_end|>\
            <|role_start|>user<|role_end|>Another question<|turn_end|>\
            <|role_start|>assistant<|role_end|>\
            """));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersTheFormatItRecognises(Case each) {
    ChatTemplate template = ChatTemplate.of(each.jinja());

    assertThat(template.name()).isEqualTo(each.name());
    assertThat(template.recognised()).isTrue();
    assertThat(template.render(CONVERSATION)).isEqualTo(each.expected());
  }

  @Test
  void guessesChatMlForATemplateItDoesNotKnowAndSaysSo() {
    ChatTemplate template = ChatTemplate.of("{{ something else }}");

    assertThat(template.name()).isEqualTo("chatml");
    assertThat(template.recognised()).isFalse();
    assertThat(template.hash())
        .hasValue("800bf0389447060f5a53e89273074125e600e18f05f87bbe29c813ea331894ac");
  }

  @Test
  void guessesChatMlWithoutATemplate() {
    ChatTemplate template = ChatTemplate.of(GgufFileTest.usable(Demo.small()));
    assertThat(template.recognised()).isTrue();
    assertThat(template.name()).isEqualTo("chatml");
  }

  @Test
  void keepsEveryCharacterOfAMessage() {
    String odd = "\ud83d\ude00 \ud83d\udc68\u200d\ud83d\udc69 \u0000 \ud83d alone \u202e end";

    assertThat(ChatTemplate.of("<|im_start|>").render(List.of(Message.user(odd))))
        .isEqualTo("<|im_start|>user\n" + odd + "<|im_end|>\n<|im_start|>assistant\n");
  }
}
