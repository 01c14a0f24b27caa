package app.diptych.batch.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How near one text is to another. */
final class Similarity {
  /** What promptfoo takes when a check says nothing. */
  private static final double USUAL_DISTANCE = 5;

  private static final double USUAL_ROUGE = 0.75;

  /** The longest common part of longer texts would take minutes. */
  private static final int MOST_WORDS = 20_000;

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}]+(?:['\u2019][\\p{L}]+)?|[^\\s\\p{L}\\p{N}]");

  private Similarity() {}

  static Rule levenshtein() {
    return (subject, value, threshold) -> {
      String wanted = Words.text("levenshtein", value);
      double most = threshold == null || threshold == 0 ? USUAL_DISTANCE : threshold;
      int limit = (int) Math.min(5_000, Math.max(0, Math.floor(most)));
      int distance = distance(subject.text(), wanted, limit);
      return Outcome.of(
          distance <= limit,
          distance <= limit
              ? "The distance is " + distance + ", at most " + limit + "."
              : "The distance is more than " + limit + ".");
    };
  }

  /** Edits between two texts, as far as the limit: more than that is one more than the limit. */
  static int distance(String one, String other, int limit) {
    if (Math.abs(one.length() - other.length()) > limit) {
      return limit + 1;
    }
    int[] before = new int[other.length() + 1];
    int[] now = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int from = Math.max(1, i - limit);
      int to = Math.min(other.length(), i + limit);
      now[from - 1] = from == 1 ? i : limit + 1;
      int least = now[from - 1];
      for (int j = from; j <= to; j++) {
        int above = j == i + limit ? limit + 1 : before[j];
        int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, 1 + Math.min(above, now[j - 1]));
        least = Math.min(least, now[j]);
      }
      if (least > limit) {
        return limit + 1;
      }
      int[] swap = before;
      before = now;
      now = swap;
    }
    return Math.min(before[other.length()], limit + 1);
  }

  /**
   * The F-measure of single words that both have, each as often as both have it (C.-Y. Lin, 2004).
   */
  static Rule rougeN() {
    return (subject, value, threshold) -> {
      List<String> answer = words(subject.text());
      List<String> wanted = words(Words.text("rouge-n", value));
      Map<String, Integer> counts = new HashMap<>();
      wanted.forEach(word -> counts.merge(word, 1, Integer::sum));
      int common = 0;
      for (String word : answer) {
        if (counts.merge(word, -1, Integer::sum) >= 0) {
          common++;
        }
      }
      return outcome("ROUGE-1", measure(common, answer.size(), wanted.size()), threshold);
    };
  }

  /** The F-measure of the longest sequence of words that both have in the same order. */
  static Rule rougeL() {
    return (subject, value, threshold) -> {
      List<String> answer = words(subject.text());
      List<String> wanted = words(Words.text("rouge-l", value));
      if ((long) answer.size() * wanted.size() > (long) MOST_WORDS * MOST_WORDS / 4) {
        throw new IllegalArgumentException("The answer is too long for ROUGE-L.");
      }
      return outcome(
          "ROUGE-L", measure(common(answer, wanted), answer.size(), wanted.size()), threshold);
    };
  }

  private static Outcome outcome(String name, double score, @Nullable Double threshold) {
    double least = threshold == null ? USUAL_ROUGE : threshold;
    boolean enough = score >= least;
    return new Outcome(
        enough,
        score,
        String.format(
            Locale.ROOT,
            "%s is %.2f, %s %s.",
            name,
            score,
            enough ? "at least" : "below",
            Words.number(least)),
        false);
  }

  private static double measure(int common, int answer, int wanted) {
    return common == 0 ? 0 : 2.0 * common / (answer + wanted);
  }

  private static int common(List<String> one, List<String> other) {
    int[] before = new int[other.size() + 1];
    for (String word : one) {
      int[] now = new int[other.size() + 1];
      for (int j = 1; j <= other.size(); j++) {
        now[j] =
            word.equals(other.get(j - 1)) ? before[j - 1] + 1 : Math.max(before[j], now[j - 1]);
      }
      before = now;
    }
    return before[other.size()];
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }
}
