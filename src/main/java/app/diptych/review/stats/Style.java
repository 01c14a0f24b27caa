package app.diptych.review.stats;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an answer looks, which sways raters whatever it says (Li et al., "Does style matter?", LMSYS
 * 2024): the four measures of the arenas.
 *
 * @param length in tokens, or words where tokens were not counted
 * @param lists entries of lists
 * @param headers lines that are headings
 * @param bold pieces of bold text
 */
public record Style(double length, double lists, double headers, double bold) {
  /** How many measures there are. */
  static final int FEATURES = 4;

  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern LIST = Pattern.compile("(?m)^\\s{0,8}(?:[-*+]|\\d{1,4}[.)])\\s");
  private static final Pattern HEADER = Pattern.compile("(?m)^#{1,6}\\s");
  private static final Pattern BOLD =
      Pattern.compile("\\*\\*[^*\\n]{1,400}\\*\\*|__[^_\\n]{1,400}__");

  /** Measures a text in Markdown. */
  public static Style of(String text) {
    return new Style(count(WORD, text), count(LIST, text), count(HEADER, text), count(BOLD, text));
  }

  private static int count(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  /** One of the measures. */
  double feature(int which) {
    return switch (which) {
      case 0 -> length;
      case 1 -> lists;
      case 2 -> headers;
      case 3 -> bold;
      default -> throw new IllegalArgumentException("There is no measure " + which);
    };
  }

  /** What to call a measure. */
  static String word(int which) {
    return switch (which) {
      case 0 -> "length";
      case 1 -> "lists";
      case 2 -> "headers";
      case 3 -> "bold";
      default -> throw new IllegalArgumentException("There is no measure " + which);
    };
  }

  /**
   * By how much this one has more of something than the other, from -1 to 1: (a - b) / (a + b), as
   * arena-rank has it; 0 where neither has any.
   */
  double ahead(Style other, int which) {
    double sum = feature(which) + other.feature(which);
    return sum > 0 ? (feature(which) - other.feature(which)) / sum : 0;
  }
}
