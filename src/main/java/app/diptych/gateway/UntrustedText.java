package app.diptych.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Makes text of a gateway fit to be shown inside a sentence: one line, no characters that steer a
 * terminal or turn the writing direction, not long, and without the key.
 */
final class UntrustedText {
  private static final int MOST_SHOWN = 300;
  private static final int MOST_NAME = 200;

  /** Looked at before cutting, so that a flood costs little. */
  private static final int MOST_READ = 16 * 1024;

  private final @Nullable ApiKey key;

  UntrustedText(@Nullable ApiKey key) {
    this.key = key;
  }

  /** At most {@value #MOST_SHOWN} characters to show. */
  String sentence(String text) {
    return clean(text, MOST_SHOWN);
  }

  /** At most {@value #MOST_NAME} characters: the name of a model and the like. */
  String name(String text) {
    return clean(text, MOST_NAME);
  }

  private String clean(String text, int most) {
    String read = text.length() > MOST_READ ? text.substring(0, MOST_READ) : text;
    StringBuilder line = new StringBuilder();
    read.codePoints()
        .filter(point -> Character.getType(point) != Character.FORMAT)
        .map(point -> isShown(point) ? point : ' ')
        .filter(point -> point != ' ' || (!line.isEmpty() && line.charAt(line.length() - 1) != ' '))
        .forEach(line::appendCodePoint);
    String masked = key == null ? line.toString() : key.maskedIn(line.toString());
    return cut(masked.strip(), most);
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> !Character.isWhitespace(point);
    };
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
