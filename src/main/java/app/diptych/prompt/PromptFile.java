package app.diptych.prompt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A prompt as a Markdown file: YAML front matter between two lines {@code ---}, an empty line, the
 * text, a line break. The folder is where the file lies. Every field that did not change is written
 * as it was read, comments and fields of other tools included.
 *
 * <p>A file whose first line ends in CR LF is read as if it had LF only.
 */
public final class PromptFile {
  /** Enough for the longest prompt, however it is written. */
  public static final int MOST_BYTES = 16 << 20;

  public static final String ENDING = ".md";
  private static final String FENCE = "---\n";
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Prompt prompt;

  /** The lines of the front matter. */
  private final String head;

  private PromptFile(Prompt prompt, String head) {
    this.prompt = prompt;
    this.head = head;
  }

  /** A new file for a prompt. */
  public static PromptFile of(Prompt prompt) {
    return new PromptFile(prompt, String.join("", PromptFields.write(prompt).values()));
  }

  /**
   * Reads a file.
   *
   * @param path where it lies in the library, with {@code /} between names
   * @throws IllegalArgumentException when it holds no prompt, with a sentence a user can act on
   */
  public static PromptFile read(String path, byte[] bytes) {
    KeptText.require(
        bytes.length <= MOST_BYTES,
        () -> "A prompt file can have at most %,d bytes: this one has more".formatted(MOST_BYTES));
    return parse(path, decode(bytes));
  }

  /** Reads a file that is text already; see {@link #read}. */
  public static PromptFile parse(String path, String file) {
    String text = withoutReturns(file);
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "" : path.substring(0, slash);
    String name = withoutEnding(path.substring(slash + 1));
    String words = name.replace('-', ' ').replace('_', ' ').strip();
    String title = words.isEmpty() ? name : words;
    String id = withoutEnding(path);
    if (!text.startsWith(FENCE)) {
      return new PromptFile(Prompt.of(id, title, withoutLastBreak(text)).withFolder(folder), "");
    }
    int end = closingFence(text);
    String head = text.substring(FENCE.length(), end);
    Prompt otherwise = Prompt.of(id, title, body(text, end)).withFolder(folder);
    Map<String, Node> fields = new LinkedHashMap<>();
    Yaml.fields(head).forEach((field, found) -> fields.put(field, found.value()));
    return new PromptFile(PromptFields.read(fields, otherwise), head);
  }

  /** The same file for a prompt that was changed: only the fields that differ are written anew. */
  public PromptFile with(Prompt changed) {
    Map<String, String> old = PromptFields.write(prompt);
    Map<String, String> fresh = PromptFields.write(changed);
    FrontMatter matter = FrontMatter.of(head);
    old.keySet().stream().filter(name -> !fresh.containsKey(name)).forEach(matter::remove);
    fresh.forEach((name, text) -> {
      if (!text.equals(old.get(name)) || !matter.has(name)) {
        matter.put(name, text);
      }
    });
    return new PromptFile(changed, matter.text());
  }

  public Prompt prompt() {
    return prompt;
  }

  /** The whole file. */
  public String text() {
    return FENCE + head + FENCE + '\n' + prompt.text() + '\n';
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PromptFile file && file.prompt.equals(prompt) && file.head.equals(head);
  }

  @Override
  public int hashCode() {
    return Objects.hash(prompt, head);
  }

  @Override
  public String toString() {
    return "PromptFile[" + prompt.id() + "]";
  }

  /** What a prompt without an id is called, from where its file lies. */
  static String withoutEnding(String path) {
    return path.endsWith(ENDING) ? path.substring(0, path.length() - ENDING.length()) : path;
  }

  /** Where the line that ends the front matter begins. */
  private static int closingFence(String text) {
    int at = FENCE.length();
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String line = end < 0 ? text.substring(at) : text.substring(at, end);
      if (line.stripTrailing().equals("---")) {
        return at;
      }
      at = end < 0 ? text.length() : end + 1;
    }
    throw new IllegalArgumentException(
        "The front matter has no end: put a line \u201c---\u201d after it.");
  }

  /** What follows the front matter, less the empty line and the last line break. */
  private static String body(String text, int fence) {
    int lineEnd = text.indexOf('\n', fence);
    if (lineEnd < 0) {
      return "";
    }
    int start = lineEnd + 1;
    if (text.startsWith("\n", start)) {
      start++;
    }
    return withoutLastBreak(text.substring(start));
  }

  private static String withoutLastBreak(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static String withoutReturns(String file) {
    String text = !file.isEmpty() && file.charAt(0) == BYTE_ORDER_MARK ? file.substring(1) : file;
    int first = text.indexOf('\n');
    return first > 0 && text.charAt(first - 1) == '\r' ? text.replace("\r\n", "\n") : text;
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new IllegalArgumentException("The file is not UTF-8 text: save it as UTF-8.", notUtf8);
    }
  }
}
