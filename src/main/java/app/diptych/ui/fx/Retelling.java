package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells in another language what other rooms have said in English: a sentence that is there whole,
 * one that fits a format, whose values are told in turn, or several of them one after another. What
 * is known to nobody stays as it is, for it may be a gateway's own words. Thread-safe.
 */
final class Retelling {
  /** A place of a format with its number and kind, or a percent sign. */
  private static final Pattern PLACE =
      Pattern.compile("%(?:(\\d+)\\$)?[,+]?\\d*(?:\\.\\d+)?([sdf])|%%");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d[\\d,]*(?:\\.\\d+)?");

  /** What a gateway says stands behind that, and is nobody's to translate. */
  private static final Pattern STATUS = Pattern.compile(" \\(HTTP \\d{3}\\)$");

  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[.!?\u2026][\"\u201d)]?) (?=[\\p{Lu}\\p{N}\"\u201c\\p{IsHan}])");

  private static final Pattern HAN_END =
      Pattern.compile("[\\p{IsHan}\u201d\uff09](?: \\(HTTP \\d+\\))?$");

  private static final int LEAST_LETTERS = 4;

  /** Letters before the first value. */
  private static final int LEAST_BEFORE = 3;

  /** With fewer than this, only the last value of a sentence has several words. */
  private static final int WEAK = 8;

  /** With fewer than this, no value does within another sentence: those may be anybody's words. */
  private static final int WEAK_INSIDE = 12;

  /** Values in values of sentences. */
  private static final int DEEPEST = 3;

  /** What is longer comes from elsewhere: this program's own values are short. */
  private static final int LONGEST_VALUE = 2_000;

  private static final int MOST_SENTENCES = 40;

  private static final int REMEMBERED = 200;

  /** Sentences of the product that belong together are hardly more. */
  private static final int MOST_TOGETHER = 6;

  /** What is longer has somebody else's text in it. */
  private static final int LONGEST = 4_000;

  private final Map<String, String> told;
  private final Map<String, String> said;
  private final List<Format> formats;

  /** What was told last: rows of a list are filled again and again. */
  private final Map<String, String> lately =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > REMEMBERED;
            }
          });

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
            .filter(Format::saysSomething)
            // What says more of a sentence is the right one; else the order is that of no map.
            .sorted(
                Comparator.comparingInt(Format::letters)
                    .thenComparingInt(Format::length)
                    .reversed()
                    .thenComparing(format -> format.literals().toString()))
            .toList();
  }

  String tell(String english) {
    boolean mine = !told.isEmpty() && !english.isBlank() && english.length() <= LONGEST;
    return mine ? lately.computeIfAbsent(english, words -> tell(words, 0)) : english;
  }

  private String tell(String english, int depth) {
    List<String> sentences = List.of(SENTENCE_END.split(english, MOST_SENTENCES));
    StringBuilder told = new StringBuilder();
    boolean some = false;
    boolean foreign = false;
    int from = 0;
    while (from < sentences.size()) {
      int to = Math.min(sentences.size(), from + MOST_TOGETHER);
      String found = null;
      // Two sentences may be one of the product's.
      while (found == null && to > from) {
        String joined = String.join(" ", sentences.subList(from, to));
        found = foreign ? known(joined) : one(joined, depth, false);
        to -= found == null ? 1 : 0;
      }
      foreign |= saysGateway(sentences.get(from));
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

  /** Whether what follows may be the rest of what a gateway said. */
  private static boolean saysGateway(String sentence) {
    int colon = sentence.indexOf(": ");
    return colon > 0 && STATUS.matcher(sentence.substring(0, colon)).find();
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
            + (saysGateway(english)
                ? english.substring(colon + 2)
                : value(english.substring(colon + 2), depth));
  }

  /**
   * @param loosely whether its values may be whole sentences: they are those of somebody else
   */
  private @Nullable String exactly(String english, int depth, boolean loosely) {
    String known = known(english);
    if (known != null) {
      return known;
    }
    Matcher status = STATUS.matcher(english);
    if (status.find()) {
      String head = exactly(english.substring(0, status.start()), depth, loosely);
      return head == null ? null : head + status.group();
    }
    for (Format format : formats) {
      List<String> values = format.values(english);
      if (values != null && format.isLikely(values, depth) && (loosely || areShort(values))) {
        return format.fill(values, value -> value(value, depth));
      }
    }
    return null;
  }

  /** A sentence that is there whole; a single word is a name. */
  private @Nullable String known(String english) {
    boolean words = english.indexOf(' ') >= 0 || english.endsWith(".");
    return words && english.indexOf('%') < 0 ? told.getOrDefault(english, said.get(english)) : null;
  }

  /** Else a sentence would take the next one for a value of its own. */
  private static boolean areShort(List<String> values) {
    return values.stream().noneMatch(Retelling::isTwoSentences);
  }

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
   * @param numeric which of its places hold a number
   * @param order which place of the English one is the next, from 1, one more for each
   * @param told what stands before, between and after the places of the translation
   */
  private record Format(
      List<String> literals, List<Boolean> numeric, List<String> told, List<Integer> order) {
    static Format of(String english, String translation) {
      List<Integer> places = new ArrayList<>();
      List<Boolean> numeric = new ArrayList<>();
      List<String> literals = pieces(english, new ArrayList<>(), numeric);
      return new Format(literals, numeric, pieces(translation, places, new ArrayList<>()), places);
    }

    private static List<String> pieces(String format, List<Integer> places, List<Boolean> numeric) {
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
          numeric.add(!"s".equals(each.group(2)));
          places.add(each.group(1) == null ? places.size() + 1 : Integer.parseInt(each.group(1)));
        }
      }
      pieces.add(piece.append(format.substring(from)).toString());
      return pieces;
    }

    /** Else it fits whatever is said. */
    boolean saysSomething() {
      return letters() >= LEAST_LETTERS || count(literals.getFirst()) >= LEAST_BEFORE;
    }

    private static int count(String piece) {
      return (int) piece.chars().filter(Character::isLetter).count();
    }

    int length() {
      return literals.stream().mapToInt(String::length).sum();
    }

    int letters() {
      return literals.stream().mapToInt(Format::count).sum();
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
        String value = text.substring(from, at);
        if (numeric.get(i - 1) && !NUMBER.matcher(value).matches()) {
          return null;
        }
        values.add(value);
        from = at + next.length();
      }
      return literals.size() == 1 && from != text.length() ? null : values;
    }

    /** Whether it is that sentence, and not somebody else's words that happen to fit. */
    boolean isLikely(List<String> values, int depth) {
      // What begins with another sentence and a colon is about that one.
      if (literals.getFirst().isEmpty() && !values.isEmpty() && values.getFirst().contains(": ")) {
        return false;
      }
      int wordy =
          depth > 0 && letters() < WEAK_INSIDE
              ? values.size()
              : letters() < WEAK ? values.size() - 1 : 0;
      return values.stream()
          .limit(Math.max(0, wordy))
          .noneMatch(value -> value.strip().indexOf(' ') > 0);
    }

    String fill(List<String> values, UnaryOperator<String> tell) {
      StringBuilder filled = new StringBuilder(told.getFirst());
      for (int i = 0; i < order.size(); i++) {
        int place = order.get(i);
        if (place <= values.size()) {
          String value = values.get(place - 1);
          filled.append(isName(place) ? value : tell.apply(value));
        }
        filled.append(told.get(i + 1));
      }
      return filled.toString();
    }

    /** What stands between quotes is what the user or somebody else called it. */
    private boolean isName(int place) {
      String before = literals.get(place - 1);
      return before.endsWith("\"") || before.endsWith("\u201c");
    }
  }
}
