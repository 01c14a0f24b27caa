package app.diptych.batch.check;

import java.util.regex.Matcher;
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

  /** Between the words of a text, as JavaScript splits it. */
  static final Pattern BLANKS = Pattern.compile("[" + SPACES + "]+");

  /** Looks at the character before, whatever it is: where nothing is read, this counts a step. */
  private static final String PROBE = "(?<=[\\s\\S])";

  /** How a group begins. */
  private static final Pattern OPENING = Pattern.compile("\\((?:\\?(?:[:=!]|<\\w+>))?");

  /** What reads a character before anything else can happen. */
  private static final Pattern READS =
      Pattern.compile("(?:[^\\\\()\\[\\]|^$*+?{}]|\\\\[^bBk1-9])(?![*?]|\\{0)", Pattern.DOTALL);

  /** Stands before the text, so that there is always a character to look at. */
  private static final String BEFORE = "\0";

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
      return pattern
          .matcher(new Counted(BEFORE + text, new Steps()))
          .region(BEFORE.length(), BEFORE.length() + text.length())
          .useTransparentBounds(!looksBehind(written))
          .find();
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
    boolean probed = !looksBehind(written);
    Matcher opening = OPENING.matcher(written);
    Matcher reads = READS.matcher(written);
    for (int i = 0; i < written.length(); i++) {
      char one = written.charAt(i);
      if (one == '\\' && i + 1 < written.length()) {
        java.append(escape(written.charAt(++i), inside));
      } else if (!inside && probed && (one == '|' || one == '(')) {
        boolean opens = one == '(' && opening.region(i, written.length()).lookingAt();
        java.append(opens ? opening.group() : one);
        i = opens ? opening.end() - 1 : i;
        // A branch that can be gone through without reading is counted all the same.
        if (!reads.region(i + 1, written.length()).lookingAt()) {
          java.append(PROBE);
        }
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

  /** Its own look must not see what stands before the text. */
  private static boolean looksBehind(String written) {
    return written.contains("(?<=") || written.contains("(?<!");
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
