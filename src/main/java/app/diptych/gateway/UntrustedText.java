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

  /** For an answer, which comes in pieces: nothing is changed in it but the key. */
  KeyMask answerMask() {
    return key == null ? new KeyMask("", "") : key.mask();
  }

  /** At most {@value #MOST_SHOWN} characters to show. */
  String sentence(String text) {
    return cut(masked(text), MOST_SHOWN);
  }

  /** At most {@value #MOST_NAME} characters: the name of a model and the like. */
  String name(String text) {
    return cut(key == null || key.isLong() ? masked(text) : line(text), MOST_NAME);
  }

  private String masked(String text) {
    String line = line(text);
    if (key == null) {
      return line;
    }
    String masked = key.maskedIn(line);
    return text.length() > MOST_READ ? key.maskedAtEndOf(masked) : masked;
  }

  private static String line(String text) {
    String read = text.length() > MOST_READ ? text.substring(0, MOST_READ) : text;
    StringBuilder line = new StringBuilder();
    read.codePoints()
        .filter(point -> Character.getType(point) != Character.FORMAT)
        .map(point -> isShown(point) ? point : ' ')
        .filter(point -> point != ' ' || (!line.isEmpty() && line.charAt(line.length() - 1) != ' '))
        .forEach(line::appendCodePoint);
    return line.toString().strip();
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
