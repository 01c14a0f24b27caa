package app.diptych.local;

import app.diptych.completion.Message;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a conversation into the prompt a model was trained on. Done here and not by the engine,
 * whose own rendering corrupts every character beyond U+FFFF.
 */
public final class ChatTemplate {
  private final ChatFormat format;
  private final boolean recognised;
  private final @Nullable String hash;

  private ChatTemplate(ChatFormat format, boolean recognised, @Nullable String hash) {
    this.format = format;
    this.recognised = recognised;
    this.hash = hash;
  }

  /** The template of a model file. */
  public static ChatTemplate of(GgufFile file) {
    return file.chatTemplate()
        .map(ChatTemplate::of)
        .orElseGet(() -> new ChatTemplate(ChatFormat.CHATML, false, null));
  }

  /** The format a Jinja template stands for; ChatML when it is none that is known. */
  public static ChatTemplate of(String jinja) {
    Optional<ChatFormat> known = ChatFormatDetection.of(jinja);
    return new ChatTemplate(known.orElse(ChatFormat.CHATML), known.isPresent(), Sha256.of(jinja));
  }

  /** The prompt up to where the answer begins, without the start token of the tokenizer. */
  public String render(List<Message> messages) {
    return format.rendering().render(messages);
  }

  /** llama.cpp's name of the format in use, for example {@code chatml}. */
  public String name() {
    return format.label();
  }

  /**
   * Whether the file said which format to use. When not, ChatML is a guess and answers may suffer.
   */
  public boolean recognised() {
    return recognised;
  }

  /** SHA-256 of the template in the file, hexadecimal; empty when the file has none. */
  public Optional<String> hash() {
    return Optional.ofNullable(hash);
  }

  /** Texts that end an answer and never belong to it. */
  List<String> endMarks() {
    return List.of(format.endMark());
  }
}
