package app.diptych.exchange;

import app.diptych.review.Verdict;
import app.diptych.review.stats.Ballot;
import app.diptych.review.stats.Style;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which column of a table of votes is what, by the names people give them. */
final class VoteColumns {
  private enum What {
    MODEL_A("model_a a model_1 generator_1 side_a left_model model_left"),
    MODEL_B("model_b b model_2 generator_2 side_b right_model model_right"),
    WINNER("winner verdict vote result outcome choice preferred label"),
    PREFERENCE("preference"),
    SCORE("score"),
    WON_A("winner_model_a"),
    WON_B("winner_model_b"),
    TIED("winner_tie"),
    RATER("rater judge annotator reviewer user worker voter"),
    ITEM("item item_id trial question_id example_id pair_id task_id id"),
    PROMPT("prompt prompt_id question instruction input"),
    TAGS("tags tag category language slice"),
    AT("at time timestamp tstamp date created_at"),
    LEFT("left left_side shown_left first"),
    PASS_A("pass_a passed_a a_passed"),
    PASS_B("pass_b passed_b b_passed"),
    TEXT_A("response_a answer_a output_1 text_a"),
    TEXT_B("response_b answer_b output_2 text_b");

    /** With spaces between them, the most telling first. */
    private final String names;

    What(String names) {
      this.names = names;
    }
  }

  private final Map<What, Integer> places;

  private VoteColumns(Map<What, Integer> places) {
    this.places = places;
  }

  /**
   * @throws ExchangeException when there is no column for the models or none for the verdict
   */
  static VoteColumns of(List<String> header, String file) throws ExchangeException {
    List<String> names = header.stream().map(VoteColumns::plain).toList();
    Map<What, Integer> places = new EnumMap<>(What.class);
    for (What what : What.values()) {
      Arrays.stream(what.names.split(" "))
          .map(names::indexOf)
          .filter(place -> place >= 0)
          .findFirst()
          .ifPresent(place -> places.put(what, place));
    }
    boolean verdict =
        places.containsKey(What.WINNER)
            || places.containsKey(What.PREFERENCE)
            || places.containsKey(What.SCORE)
            || places.containsKey(What.WON_A);
    if (!places.containsKey(What.MODEL_A) || !places.containsKey(What.MODEL_B) || !verdict) {
      throw new ExchangeException(
          file
              + " has no votes that can be read: a table needs the columns model_a, model_b and"
              + " winner (or score, or preference), and may have rater, item, prompt, tags, at, left,"
              + " pass_a and pass_b.");
    }
    return new VoteColumns(places);
  }

  private static String plain(@Nullable String name) {
    return name == null ? "" : name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }

  Row row(String[] cells) {
    return new Row(cells);
  }

  /** One row. */
  final class Row {
    private final String[] cells;

    private Row(String[] cells) {
      this.cells = cells;
    }

    private String cell(What what) {
      Integer place = places.get(what);
      return place == null || place >= cells.length || cells[place] == null
          ? ""
          : cells[place].strip();
    }

    String modelA() {
      return cell(What.MODEL_A);
    }

    String modelB() {
      return cell(What.MODEL_B);
    }

    String rater() {
      return cell(What.RATER);
    }

    String item() {
      return cell(What.ITEM);
    }

    String prompt() {
      return cell(What.PROMPT);
    }

    @Nullable Verdict verdict() {
      if (places.containsKey(What.WON_A)) {
        return yes(What.WON_A)
            ? Verdict.A
            : yes(What.WON_B) ? Verdict.B : yes(What.TIED) ? Verdict.TIE : null;
      }
      String said = cell(What.WINNER);
      if (!said.isEmpty()) {
        return said.equals(modelA())
            ? Verdict.A
            : said.equals(modelB()) ? Verdict.B : word(said.toLowerCase(Locale.ROOT));
      }
      Double preference = number(cell(What.PREFERENCE));
      if (preference != null) {
        boolean fits = preference == 0 || (preference >= 1 && preference <= 2);
        return fits ? sign(preference == 0 ? 0 : 1.5 - preference) : null;
      }
      Double score = number(cell(What.SCORE));
      return score == null ? null : sign(score);
    }

    private @Nullable Verdict word(String said) {
      Boolean left = aOnLeft();
      return switch (said) {
        case "a", "model_a", "model a", "1", "model_1" -> Verdict.A;
        case "b", "model_b", "model b", "2", "model_2" -> Verdict.B;
        case "tie", "draw", "equal", "same", "both good", "both_good" -> Verdict.TIE;
        case "both_bad", "both bad", "bothbad", "tie (bothbad)", "neither" -> Verdict.BOTH_BAD;
        case "left" -> left == null || left ? Verdict.A : Verdict.B;
        case "right" -> left == null || left ? Verdict.B : Verdict.A;
        default -> null;
      };
    }

    /** Which answer was on the left; a winner called left or right without it means A or B. */
    @Nullable Boolean aOnLeft() {
      String left = cell(What.LEFT);
      if (left.isEmpty()) {
        return null;
      }
      if (left.equalsIgnoreCase("a") || left.equalsIgnoreCase("model_a") || left.equals(modelA())) {
        return true;
      }
      boolean other =
          left.equalsIgnoreCase("b") || left.equalsIgnoreCase("model_b") || left.equals(modelB());
      return other ? Boolean.FALSE : null;
    }

    @Nullable Instant at() {
      String text = cell(What.AT);
      if (text.isEmpty()) {
        return null;
      }
      try {
        Double seconds = number(text);
        return seconds == null
            ? OffsetDateTime.parse(text.replace(' ', 'T')).toInstant()
            : Times.secondsOrMillis(seconds).orElse(null);
      } catch (DateTimeException none) {
        return null;
      }
    }

    List<String> tags() {
      String tags = cell(What.TAGS);
      return tags.isEmpty()
          ? List.of()
          : Arrays.stream(tags.split("[|;,]"))
              .map(String::strip)
              .filter(tag -> !tag.isEmpty())
              .limit(50)
              .toList();
    }

    Ballot.@Nullable Looks looks() {
      String a = cell(What.TEXT_A);
      String b = cell(What.TEXT_B);
      return a.isEmpty() && b.isEmpty() ? null : new Ballot.Looks(Style.of(a), Style.of(b));
    }

    Ballot.@Nullable Texts texts() {
      String a = cell(What.TEXT_A);
      String b = cell(What.TEXT_B);
      return a.isEmpty() && b.isEmpty() ? null : Ballot.Texts.of(a, b);
    }

    Ballot.@Nullable Passed passed() {
      return cell(What.PASS_A).isEmpty() || cell(What.PASS_B).isEmpty()
          ? null
          : new Ballot.Passed(yes(What.PASS_A), yes(What.PASS_B));
    }

    private boolean yes(What what) {
      return switch (cell(what).toLowerCase(Locale.ROOT)) {
        case "1", "1.0", "true", "yes", "y", "pass", "passed" -> true;
        default -> false;
      };
    }
  }

  private static Verdict sign(double forA) {
    return forA > 0 ? Verdict.A : forA < 0 ? Verdict.B : Verdict.TIE;
  }

  /** A finite number; null for anything else, NaN among it. */
  private static @Nullable Double number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? Double.valueOf(number) : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
