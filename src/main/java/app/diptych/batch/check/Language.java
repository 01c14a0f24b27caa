package app.diptych.batch.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells in which language a text is: by its script where that says it, else by its commonest small
 * words. A text too short or too mixed is in no language, which is said and not guessed.
 */
final class Language {
  private static final int ENOUGH_LETTERS = 4;
  private static final int ENOUGH_WORDS = 2;

  private static final Map<String, Set<String>> SMALL_WORDS =
      words(
          """
          en the and of to is in that it for with are this was be as on not you by from or which have
          de der die und das ist nicht ein eine ich zu den mit sich auf f\u00fcr im dem es auch wird von sind
          fr le la les et est des une un que dans pour pas qui sur du avec sont au ce il elle nous vous
          es el la los las y es una un que en por para con no del se como m\u00e1s su al son pero este
          it il la gli che e \u00e8 di un una per non con sono del della nel alla questo anche come lo i
          pt o a os as e \u00e9 um uma que n\u00e3o para com do da em no na por mais s\u00e3o como seu sua
          nl de het een en van is niet dat op te zijn voor met die aan er ook maar wordt naar bij
          sv och att det som en \u00e4r p\u00e5 av f\u00f6r med inte den till har ett om eller var fr\u00e5n kan
          pl i w nie na jest to si\u0119 z do \u017ce jak po ale od za co przez oraz dla czy by\u0107 tym
          tr ve bir bu i\u00e7in ile de da \u00e7ok olarak daha ne gibi olan var en kadar de\u011fil ancak
          """);

  private static final Map<Character.UnicodeScript, String> SCRIPTS =
      Map.of(
          Character.UnicodeScript.HANGUL, "ko",
          Character.UnicodeScript.THAI, "th",
          Character.UnicodeScript.GREEK, "el",
          Character.UnicodeScript.HEBREW, "he",
          Character.UnicodeScript.ARABIC, "ar",
          Character.UnicodeScript.DEVANAGARI, "hi");

  private Language() {}

  static Rule rule() {
    return (subject, value, _) -> {
      String wanted = Words.lower(Words.text("language", value)).replaceAll("[-_].*", "");
      if (!known().contains(wanted)) {
        throw new IllegalArgumentException(
            "The check language knows "
                + String.join(", ", known())
                + ", not "
                + Words.quoted(wanted)
                + ".");
      }
      Optional<String> found = of(subject.text());
      return Outcome.of(
          found.filter(wanted::equals).isPresent(),
          found
              .map(name -> "The answer is in the language " + name + ".")
              .orElse("The language of the answer cannot be told."));
    };
  }

  private static List<String> known() {
    List<String> all = new ArrayList<>(SMALL_WORDS.keySet());
    all.addAll(SCRIPTS.values());
    all.addAll(List.of("zh", "ja", "ru", "uk"));
    return all.stream().sorted().toList();
  }

  /** Its code by ISO 639-1; empty when it cannot be told. */
  static Optional<String> of(String text) {
    Map<Character.UnicodeScript, Integer> letters = new HashMap<>();
    text.codePoints()
        .limit(20_000)
        .filter(Character::isLetter)
        .forEach(point -> letters.merge(Character.UnicodeScript.of(point), 1, Integer::sum));
    int all = letters.values().stream().mapToInt(Integer::intValue).sum();
    int kana =
        letters.getOrDefault(Character.UnicodeScript.HIRAGANA, 0)
            + letters.getOrDefault(Character.UnicodeScript.KATAKANA, 0);
    int han = letters.getOrDefault(Character.UnicodeScript.HAN, 0);
    if (all < ENOUGH_LETTERS) {
      return Optional.empty();
    }
    if (2 * (kana + han) > all) {
      return Optional.of(10 * kana > kana + han ? "ja" : "zh");
    }
    if (2 * letters.getOrDefault(Character.UnicodeScript.CYRILLIC, 0) > all) {
      return Optional.of(
          text.codePoints()
                  .anyMatch(
                      point -> "\u0456\u0457\u0454\u0491\u0406\u0407\u0404".indexOf(point) >= 0)
              ? "uk"
              : "ru");
    }
    for (Map.Entry<Character.UnicodeScript, String> script : SCRIPTS.entrySet()) {
      if (2 * letters.getOrDefault(script.getKey(), 0) > all) {
        return Optional.of(script.getValue());
      }
    }
    return bySmallWords(text);
  }

  private static Optional<String> bySmallWords(String text) {
    Map<String, Integer> counts = new HashMap<>();
    Arrays.stream(
            Words.lower(text.substring(0, Math.min(20_000, text.length()))).split("[^\\p{L}]+"))
        .forEach(word ->
            SMALL_WORDS.forEach((name, words) -> {
              if (words.contains(word)) {
                counts.merge(name, 1, Integer::sum);
              }
            }));
    List<Map.Entry<String, Integer>> order =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .toList();
    if (order.isEmpty() || order.getFirst().getValue() < ENOUGH_WORDS) {
      return Optional.empty();
    }
    boolean clear = order.size() == 1 || order.getFirst().getValue() > order.get(1).getValue();
    return clear ? Optional.of(order.getFirst().getKey()) : Optional.empty();
  }

  private static Map<String, Set<String>> words(String lines) {
    return lines
        .lines()
        .map(line -> line.strip().split(" "))
        .collect(
            Collectors.toUnmodifiableMap(
                line -> line[0],
                line -> Arrays.stream(line).skip(1).collect(Collectors.toUnmodifiableSet())));
  }
}
