package app.diptych.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of answers to be judged by people who do not know whose they are.
 *
 * @param items the ids of the trials, in no order that matters
 * @param seed sides and orders are drawn from it
 */
public record Review(
    String id, String title, Instant madeAt, List<String> items, long seed, Settings settings) {
  /** More than people judge. */
  public static final int MOST_ITEMS = 100_000;

  /** When the names are shown. */
  public enum Reveal {
    AFTER_EACH("after each vote"),
    AT_THE_END("at the end");

    private final String words;

    Reveal(String words) {
      this.words = words;
    }

    /** Goes on after "names are shown". */
    public String words() {
      return words;
    }
  }

  /**
   * How it is judged.
   *
   * @param strength whether raters say "much better" and "slightly better"
   * @param replay whether answers appear at their recorded speed; hidden otherwise, because speed
   *     is not what is judged
   * @param mask whether names of models in the answers are blacked out
   * @param repeats how many items each rater sees twice
   * @param rubric what is scored besides; null for nothing
   */
  public record Settings(
      Reveal reveal,
      boolean strength,
      boolean replay,
      boolean mask,
      int repeats,
      @Nullable Rubric rubric) {
    /** Names at the end, and nothing besides. */
    public static final Settings USUAL =
        new Settings(Reveal.AT_THE_END, false, false, true, 0, null);

    public Settings {
      if (repeats < 0) {
        throw new IllegalArgumentException("Items shown twice cannot be fewer than none.");
      }
    }
  }

  /**
   * @throws IllegalArgumentException without items, or with more than anybody judges
   */
  public Review {
    items = List.copyOf(items);
    if (items.isEmpty() || items.size() > MOST_ITEMS) {
      throw new IllegalArgumentException(
          "A review has 1 to %,d pairs, not %,d.".formatted(MOST_ITEMS, items.size()));
    }
  }

  /** What draws its sides and orders. */
  public Blinding blinding() {
    return new Blinding(seed);
  }
}
