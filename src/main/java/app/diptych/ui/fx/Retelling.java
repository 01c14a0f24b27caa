package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells in another language what other rooms have said in English: a sentence that is there whole,
 * one that fits a format, whose values are told in turn, or several of them one after another. What
 * is known to nobody stays as it is, for it may be a gateway's own words. Immutable.
 */
final class Retelling {
  /** A place of a format, or a percent sign. */
  private static final Pattern PLACE =
      Pattern.compile("%(?:(\\d+)\\$)?[,+]?\\d*(?:\\.\\d+)?[sdf]|%%");

  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[.!?\u2026][\"\u201d)]?) (?=[\\p{Lu}\\p{N}\"\u201c\\p{IsHan}])");

  private static final Pattern HAN_END = Pattern.compile("[\\p{IsHan}\u201d\uff09]$");

  /** Fewer letters than this fit whatever is said. */
  private static final int LEAST_LETTERS = 4;

  /** Values in values of sentences. */
  private static final int DEEPEST = 3;

  /** What is longer comes from elsewhere: this program's own values are short. */
  private static final int LONGEST_VALUE = 2_000;

  private static final int MOST_SENTENCES = 40;

  private final Map<String, String> told;
  private final Map<String, String> said;
  private final List<Format> formats;

  /**
   * @param told what other rooms say, formats too
   * @param said what the window says: some of it other rooms say as well
   */
  Retelling(Map<String, String> told, Map<String, String> said) {
    this.told = told;
    this.said = said;
    this.formats =
        told.entrySet().stream()
            .filter(entry -> entry.getKey().indexOf('%') >= 0)
            .map(entry -> Format.of(entry.getKey(), entry.getValue()))
            .filter(format -> format.letters() >= LEAST_LETTERS)
            // What says more of a sentence is the right one; else the order is that of no map.
            .sorted(
                Comparator.comparingInt(Format::letters)
                    .reversed()
                    .thenComparing(format -> format.literals().toString()))
            .toList();
  }

  String tell(String english) {
    return told.isEmpty() || english.isBlank() ? english : tell(english, 0);
  }

  private String tell(String english, int depth) {
    List<String> sentences = List.of(SENTENCE_END.split(english, MOST_SENTENCES));
    StringBuilder told = new StringBuilder();
    boolean some = false;
    int from = 0;
    while (from < sentences.size()) {
      int to = sentences.size();
      String found = null;
      // Two sentences may be one of the product's.
      while (found == null && to > from) {
        found = one(String.join(" ", sentences.subList(from, to)), depth, false);
        to -= found == null ? 1 : 0;
      }
      some |= found != null;
      append(told, found == null ? sentences.get(from) : found);
      from = found == null ? from + 1 : to;
    }
    String whole = some ? null : one(english, depth, true);
    return whole == null ? told.toString() : whole;
  }

  /** No blank after a full stop that has its own room. */
  private static void append(StringBuilder told, String sentence) {
    boolean close =
        told.isEmpty() || "\u3002\uff01\uff1f".indexOf(told.charAt(told.length() - 1)) >= 0;
    told.append(close ? "" : " ").append(sentence);
  }

  /** The same with a stop at its end that the sentence itself does not have. */
  private @Nullable String one(String english, int depth, boolean loosely) {
    String told = exactly(english, depth, loosely);
    if (told != null) {
      return told;
    }
    String reasoned = withReason(english, depth);
    if (reasoned != null || !english.endsWith(".")) {
      return reasoned;
    }
    String open = exactly(english.substring(0, english.length() - 1), depth, loosely);
    return open == null ? null : open + (HAN_END.matcher(open).find() ? "\u3002" : ".");
  }

  /** A sentence of ours, and behind a colon what somebody else said of it. */
  private @Nullable String withReason(String english, int depth) {
    int colon = isTwoSentences(english) ? -1 : english.indexOf(": ");
    String head = colon < 0 ? null : exactly(english.substring(0, colon), depth, false);
    return head == null
        ? null
        : head
            + (HAN_END.matcher(head).find() ? "\uff1a" : ": ")
            + value(english.substring(colon + 2), depth);
  }

  /**
   * @param loosely whether its values may be whole sentences: they are those of somebody else
   */
  private @Nullable String exactly(String english, int depth, boolean loosely) {
    if (english.indexOf('%') < 0 && (english.indexOf(' ') >= 0 || english.endsWith("."))) {
      String known = told.getOrDefault(english, said.get(english));
      if (known != null) {
        return known;
      }
    }
    for (Format format : formats) {
      List<String> values = format.values(english);
      if (values != null && (loosely || values.stream().noneMatch(Retelling::isTwoSentences))) {
        return format.fill(values.stream().map(value -> value(value, depth)).toList());
      }
    }
    return null;
  }

  /** Else a sentence would take the next one for a value of its own. */
  private static boolean isTwoSentences(String value) {
    return SENTENCE_END.matcher(value).find();
  }

  /** A single word is a name, and nobody's names are translated. */
  private String value(String english, int depth) {
    boolean isWords = english.indexOf(' ') >= 0 && english.length() <= LONGEST_VALUE;
    return isWords && depth < DEEPEST ? tell(english, depth + 1) : english;
  }

  /**
   * A sentence with places.
   *
   * @param literals what stands before, between and after its places, perhaps nothing
   * @param order which place of the English one is the next, from 1, one more for each
   * @param told what stands before, between and after the places of the translation
   */
  private record Format(List<String> literals, List<String> told, List<Integer> order) {
    static Format of(String english, String translation) {
      List<Integer> places = new ArrayList<>();
      List<String> literals = pieces(english, new ArrayList<>());
      return new Format(literals, pieces(translation, places), places);
    }

    private static List<String> pieces(String format, List<Integer> places) {
      List<String> pieces = new ArrayList<>();
      StringBuilder piece = new StringBuilder();
      Matcher each = PLACE.matcher(format);
      int from = 0;
      while (each.find()) {
        piece.append(format, from, each.start());
        from = each.end();
        if (each.group().equals("%%")) {
          piece.append('%');
        } else {
          pieces.add(piece.toString());
          piece.setLength(0);
          places.add(each.group(1) == null ? places.size() + 1 : Integer.parseInt(each.group(1)));
        }
      }
      pieces.add(piece.append(format.substring(from)).toString());
      return pieces;
    }

    int letters() {
      return literals.stream()
          .mapToInt(piece -> (int) piece.chars().filter(Character::isLetter).count())
          .sum();
    }

    /** What is in the places; null when it is no such sentence. */
    @Nullable List<String> values(String text) {
      if (!text.startsWith(literals.getFirst())) {
        return null;
      }
      List<String> values = new ArrayList<>();
      int from = literals.getFirst().length();
      for (int i = 1; i < literals.size(); i++) {
        String next = literals.get(i);
        boolean last = i == literals.size() - 1;
        int at = last ? text.length() - next.length() : text.indexOf(next, from);
        // A value may be nothing, so of two places side by side the second has all of it.
        if (at < from || (last && !text.endsWith(next))) {
          return null;
        }
        values.add(text.substring(from, at));
        from = at + next.length();
      }
      return literals.size() == 1 && from != text.length() ? null : values;
    }

    String fill(List<String> values) {
      StringBuilder filled = new StringBuilder(told.getFirst());
      for (int i = 0; i < order.size(); i++) {
        int place = order.get(i);
        filled.append(place <= values.size() ? values.get(place - 1) : "").append(told.get(i + 1));
      }
      return filled.toString();
    }
  }
}
