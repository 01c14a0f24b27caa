package app.diptych.batch.check;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression as promptfoo takes it, which is JavaScript's without flags, that always
 * comes to an end: one that goes back for ever is given up after a number of steps, the same on
 * every machine.
 */
final class BoundedPattern {
  /** Looks at a character; about a quarter of a second. */
  static final int MOST_STEPS = 20_000_000;

  /** JavaScript counts these as white space besides Java's. */
  private static final String SPACES = "\\s\\u00a0\\ufeff\\u2028\\u2029\\p{Zs}";

  private final Pattern pattern;
  private final String written;

  private BoundedPattern(Pattern pattern, String written) {
    this.pattern = pattern;
    this.written = written;
  }

  /**
   * @throws IllegalArgumentException when it is none, with a sentence
   */
  static BoundedPattern of(String written) {
    try {
      return new BoundedPattern(Pattern.compile(java(written)), written);
    } catch (PatternSyntaxException broken) {
      throw new IllegalArgumentException(
          "%s is no regular expression: %s."
              .formatted(Words.quoted(written), broken.getDescription()),
          broken);
    }
  }

  /**
   * Whether it occurs somewhere.
   *
   * @throws IllegalArgumentException when that takes too long, with a sentence
   */
  boolean find(String text) {
    try {
      return pattern.matcher(new Counted(text, new Steps())).find();
    } catch (TooManySteps | StackOverflowError endless) {
      throw new IllegalArgumentException(
          "The regular expression %s was given up: on this answer it goes back and forth for too long."
              .formatted(Words.quoted(written)),
          endless);
    }
  }

  /** The same for Java where the two differ: the end, white space, and brackets in a class. */
  private static String java(String written) {
    StringBuilder java = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < written.length(); i++) {
      char one = written.charAt(i);
      if (one == '\\' && i + 1 < written.length()) {
        java.append(escape(written.charAt(++i), inside));
      } else if (!inside && one == '$') {
        java.append("\\z");
      } else if (!inside && written.startsWith("[^]", i)) {
        java.append("[\\s\\S]");
        i += 2;
      } else if (!inside && one == '[') {
        inside = true;
        java.append(written.startsWith("[^", i) ? "[^" : "[");
        i += written.startsWith("[^", i) ? 1 : 0;
      } else if (inside && (one == '[' || one == '&')) {
        java.append('\\').append(one);
      } else {
        inside &= one != ']';
        java.append(one);
      }
    }
    return java.toString();
  }

  private static String escape(char next, boolean inside) {
    return switch (next) {
      case 's' -> inside ? SPACES : "[" + SPACES + "]";
      case 'S' -> inside ? "\\S" : "[^" + SPACES + "]";
      default -> "\\" + next;
    };
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManySteps() {
      super(null, null, false, false);
    }
  }

  /** How many are left. */
  private static final class Steps {
    private int left = MOST_STEPS;

    void take() {
      if (--left < 0) {
        throw new TooManySteps();
      }
    }
  }

  /** A text that counts how often it is looked at; its parts count together. */
  private record Counted(String text, Steps steps) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      steps.take();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.substring(start, end), steps);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
