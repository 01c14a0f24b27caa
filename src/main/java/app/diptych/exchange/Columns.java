package app.diptych.exchange;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the columns of somebody's table hold, told by their names. */
final class Columns {
  private final List<String> names;
  private final Map<Meaning, Integer> places = new EnumMap<>(Meaning.class);

  /** What a column can hold, each with the names it usually has, the likeliest first. */
  enum Meaning {
    PROMPT("prompt", "prompt question instruction user_prompt query input input_text"),
    SYSTEM("system prompt", "system system_prompt system_message"),
    ANSWER_A(
        "answer A",
        "answer_a response_a output_a text_a output_text_a answer_1 response_1 output_1 chosen a"),
    ANSWER_B(
        "answer B",
        "answer_b response_b output_b text_b output_text_b answer_2 response_2 output_2 rejected b"),
    ANSWER("answer", "answer response output completion generation reply text"),
    MODEL_A("model A", "model_a generator_1 model_1"),
    MODEL_B("model B", "model_b generator_2 model_2"),
    MODEL("model", "model model_name generator model_id"),
    VERDICT("verdict", "verdict winner vote"),
    NOTE("note", "note comment reason rationale"),
    TITLE("title", "title name"),
    TAG("tag", "tag tags category");

    private final String words;
    private final String usual;

    Meaning(String words, String usual) {
      this.words = words;
      this.usual = usual;
    }
  }

  private Columns(List<String> names) {
    this.names = names;
    List<String> plain = names.stream().map(Columns::plain).toList();
    for (Meaning meaning : Meaning.values()) {
      Stream.of(meaning.usual.split(" "))
          .map(plain::indexOf)
          .filter(at -> at >= 0 && !places.containsValue(at))
          .findFirst()
          .ifPresent(at -> places.put(meaning, at));
    }
    // One half of a pair means nothing without the other.
    if (!has(Meaning.ANSWER_A) || !has(Meaning.ANSWER_B)) {
      places.remove(Meaning.ANSWER_A);
      places.remove(Meaning.ANSWER_B);
    } else {
      places.remove(Meaning.ANSWER);
    }
  }

  static Columns of(List<String> names) {
    return new Columns(names);
  }

  boolean hasPrompt() {
    return has(Meaning.PROMPT);
  }

  boolean has(Meaning meaning) {
    return places.containsKey(meaning);
  }

  /** Whether the better answer is told by the names of the columns. */
  boolean hasChosen() {
    Integer a = places.get(Meaning.ANSWER_A);
    return a != null && plain(names.get(a)).equals("chosen");
  }

  /** How many columns have a meaning. */
  int understood() {
    return places.size();
  }

  /** The cell of a row that has this meaning; empty when no column has. */
  String cell(List<String> row, Meaning meaning) {
    return Optional.ofNullable(places.get(meaning)).map(row::get).orElse("");
  }

  /** How the columns were understood, for people. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    places.forEach((meaning, at) ->
        sentences.add("Column \u201c" + names.get(at) + "\u201d is the " + meaning.words + "."));
    return sentences;
  }

  /** The columns that mean nothing to us. */
  List<String> others() {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!places.containsValue(i)) {
        others.add(names.get(i));
      }
    }
    return others;
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s.-]+", "_");
  }
}
