package app.diptych.prompt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with blanks in it, each written {@code {{name}}}. Braces around anything else than a name
 * are plain text. A backslash directly before a placeholder makes it plain text too; two of them
 * there stand for one. Anywhere else a backslash is a backslash.
 */
public record Template(List<Piece> pieces) {
  private static final String NAME = "[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]{0,59}";
  private static final Pattern NAME_ONLY = Pattern.compile(NAME);
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?<!\\\\)(\\\\*+)(\\{\\{[ \\t]{0,8}(" + NAME + ")[ \\t]{0,8}\\}\\})");

  /** A part of the text. */
  public sealed interface Piece permits Literal, Placeholder {}

  /** Text that stays as it is. */
  public record Literal(String text) implements Piece {}

  /**
   * A blank.
   *
   * @param typed how it stands in the text
   */
  public record Placeholder(String name, String typed) implements Piece {}

  public Template {
    pieces = List.copyOf(pieces);
  }

  /** The template that is nothing but this text: what looks like a blank in it stays as it is. */
  public static String escape(String text) {
    return text.contains("{{")
        ? PLACEHOLDER
            .matcher(text)
            .replaceAll(
                found -> Matcher.quoteReplacement(doubled(found.group(1)) + "\\" + found.group(2)))
        : text;
  }

  private static String doubled(String slashes) {
    return slashes + slashes;
  }

  /** Reads a text; every text is a template, most of them without blanks. */
  public static Template of(String text) {
    if (!text.contains("{{")) {
      return new Template(List.of(new Literal(text)));
    }
    List<Piece> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(text);
    int end = 0;
    while (matcher.find()) {
      int slashes = matcher.end(1) - matcher.start(1);
      literal.append(text, end, matcher.start()).repeat('\\', slashes / 2);
      if (slashes % 2 == 1) {
        literal.append(matcher.group(2));
      } else {
        flush(literal, pieces);
        pieces.add(new Placeholder(matcher.group(3), matcher.group(2)));
      }
      end = matcher.end();
    }
    literal.append(text, end, text.length());
    flush(literal, pieces);
    return new Template(pieces);
  }

  /** Writes a text so that it reads as itself, placeholders and all. */
  public static String quote(String text) {
    return PLACEHOLDER.matcher(text).replaceAll("$1$1\\\\$2");
  }

  /** Whether a blank can have this name: letters, digits, {@code _} and {@code -}. */
  public static boolean isName(String name) {
    return NAME_ONLY.matcher(name).matches();
  }

  /** The names of the blanks, in the order they first occur. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Piece piece : pieces) {
      if (piece instanceof Placeholder blank) {
        names.add(blank.name());
      }
    }
    return names;
  }

  /**
   * The text with its blanks filled. Values are put in literally: a placeholder inside a value
   * stays text.
   *
   * @param most characters allowed
   * @throws IllegalArgumentException when a name has no value or the text grows too long, with a
   *     sentence a user can act on
   */
  public String fill(Map<String, String> values, int most) {
    long length = pieces.stream().mapToLong(piece -> resolve(piece, values).length()).sum();
    if (length > most) {
      throw new IllegalArgumentException(
          "Filled in, the text would have %,d characters; at most %,d can be sent: shorten a value."
              .formatted(length, most));
    }
    StringBuilder text = new StringBuilder((int) length);
    pieces.forEach(piece -> text.append(resolve(piece, values)));
    return text.toString();
  }

  private static String resolve(Piece piece, Map<String, String> values) {
    return switch (piece) {
      case Literal literal -> literal.text();
      case Placeholder blank -> {
        String value = values.get(blank.name());
        if (value == null) {
          throw new IllegalArgumentException(
              "The variable \u201c" + blank.name() + "\u201d has no value: give it one.");
        }
        yield value;
      }
    };
  }

  private static void flush(StringBuilder literal, List<Piece> pieces) {
    if (!literal.isEmpty()) {
      pieces.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}
