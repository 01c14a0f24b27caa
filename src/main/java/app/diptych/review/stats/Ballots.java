package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many votes in little room. When a rater votes twice on one item the last vote counts, by its time
 * where both tell it, else by the order they come in; the earlier one is kept as history.
 */
public final class Ballots {
  /** More votes than this are refused. */
  public static final int MOST = 20_000_000;

  private static final int MOST_NAMED_ITEMS = 500_000;
  private static final int MOST_NAMED = 100_000;

  private final Index models = new Index(PairCounts.MOST_MODELS);
  private final Index raters = new Index(MOST_NAMED);
  private final Index prompts = new Index(0);
  private final Index items = new Index(MOST_NAMED_ITEMS);
  private final Index units = new Index(0);
  private final Index tags = new Index(MOST_NAMED);
  private final Index voters = new Index(0);
  private final TagSets tagSets = new TagSets();

  private final Columns.Ints unitItem = new Columns.Ints();
  private final Columns.Ints latest = new Columns.Ints();
  private final Columns.Ints unit = new Columns.Ints();
  private final Columns.Ints prompt = new Columns.Ints();
  private final Columns.Ints rater = new Columns.Ints();
  private final Columns.Ints a = new Columns.Ints();
  private final Columns.Ints b = new Columns.Ints();
  private final Columns.Ints tagSet = new Columns.Ints();
  private final Columns.Bytes verdict = new Columns.Bytes();
  private final Columns.Bytes left = new Columns.Bytes();
  private final Columns.Bytes passed = new Columns.Bytes();
  private final Columns.Longs at = new Columns.Longs();
  private final Columns.Longs texts = new Columns.Longs();
  private final Columns.Floats style = new Columns.Floats(Style.FEATURES);
  private final BitSet replaced = new BitSet();
  private final BothOrders.Count orders = new BothOrders.Count();
  private long twice;
  private int changed;
  private int timed;

  /**
   * Takes one more.
   *
   * @throws IllegalArgumentException when there are too many votes or models, with a sentence
   */
  public void add(Ballot ballot) {
    if (size() == MOST) {
      throw new IllegalArgumentException(
          "There are more than " + MOST + " votes: take a part of them.");
    }
    int first = models.of(ballot.a());
    int second = models.of(ballot.b());
    if (models.size() > PairCounts.MOST_MODELS) {
      throw new IllegalArgumentException(
          "There are more than "
              + PairCounts.MOST_MODELS
              + " different models: is the right column taken for the model?");
    }
    int item = items.of(ballot.item());
    int low = Math.min(first, second);
    int high = Math.max(first, second);
    int before = units.size();
    int judged = units.of(Index.mix(item) + (((long) low << 20) | high));
    if (units.size() > before) {
      unitItem.add(item);
    }
    int who = ballot.rater() == null ? -1 : raters.of(ballot.rater());
    put(size(), ballot, first, second, judged, who);
  }

  /**
   * Notes what a judge said who was shown two answers in both orders.
   *
   * @param first A shown first; what was said of A
   * @param second A shown second; what was said of A
   */
  public void bothOrders(Verdict first, Verdict second) {
    orders.add(first, second);
  }

  BothOrders orders() {
    return orders.result();
  }

  private void put(int row, Ballot ballot, int first, int second, int judged, int who) {
    unit.add(judged);
    prompt.add(prompts.of(ballot.prompt()));
    rater.add(who);
    a.add(first);
    b.add(second);
    verdict.set(row, VerdictCounts.code(ballot.verdict()));
    Ballot.Extra extra = ballot.extra();
    tagSet.add(tagSets.of(extra.tags().stream().mapToInt(tags::of).sorted().distinct().toArray()));
    if (extra.aOnLeft() != null) {
      left.set(row, extra.aOnLeft() ? 1 : 2);
    }
    if (extra.at() != null) {
      at.set(row, extra.at().toEpochMilli());
      timed++;
    }
    Ballot.Passed checks = extra.passed();
    if (checks != null) {
      passed.set(row, 1 + (checks.a() ? 2 : 0) + (checks.b() ? 4 : 0));
    }
    Ballot.Texts both = extra.texts();
    if (both != null) {
      texts.set(row, ((long) both.a() << 32) | (both.b() & 0xFFFFFFFFL));
    }
    Ballot.Looks looks = extra.looks();
    for (int which = 0; looks != null && which < Style.FEATURES; which++) {
      style.set(row, which, looks.a().ahead(looks.b(), which));
    }
    if (who >= 0) {
      replace(row, judged, who);
    }
  }

  /** The vote of a rater whose vote on this item is here already replaces that, or is older. */
  private void replace(int row, int judged, int who) {
    int before = voters.size();
    int voter = voters.of(Index.mix(judged) * 31 + who);
    if (voters.size() > before) {
      latest.add(row);
      return;
    }
    int other = latest.get(voter);
    boolean older = at.get(row) != 0 && at.get(other) != 0 && at.get(row) < at.get(other);
    boolean same = verdictOf(row, a(other)) == verdictOf(other, a(other));
    twice++;
    changed += same ? 0 : 1;
    replaced.set(older ? row : other);
    latest.set(voter, older ? other : row);
  }

  /** How many votes came, those that were replaced among them. */
  public int size() {
    return unit.size();
  }

  /** How many votes count. */
  public int counting() {
    return size() - replaced.cardinality();
  }

  boolean counts(int row) {
    return !replaced.get(row);
  }

  /** How often a rater voted on an item again. */
  long again() {
    return twice;
  }

  /** How often that rater then said something else. */
  int changedMinds() {
    return changed;
  }

  boolean allTimed() {
    return timed == size();
  }

  public int models() {
    return models.size();
  }

  public String model(int number) {
    return models.name(number);
  }

  /** The number of a model; -1 when nobody voted on it. */
  public int findModel(String name) {
    return models.find(name);
  }

  /** The number of a tag; -1 when no vote has it. */
  public int findTag(String name) {
    return tags.find(name);
  }

  public List<String> tagNames() {
    return java.util.stream.IntStream.range(0, tags.size()).mapToObj(tags::name).toList();
  }

  int raters() {
    return raters.size();
  }

  String rater(int number) {
    return number < 0 ? "unknown" : raters.name(number);
  }

  int prompts() {
    return prompts.size();
  }

  int units() {
    return units.size();
  }

  String unitName(int number) {
    return items.name(unitItem.get(number));
  }

  int unitOf(int row) {
    return unit.get(row);
  }

  int promptOf(int row) {
    return prompt.get(row);
  }

  int raterOf(int row) {
    return rater.get(row);
  }

  int a(int row) {
    return a.get(row);
  }

  int b(int row) {
    return b.get(row);
  }

  int[] tagsOf(int row) {
    return tagSets.get(tagSet.get(row));
  }

  /** When, in milliseconds since 1970; 0 when nobody knows. */
  long at(int row) {
    return at.get(row);
  }

  /** What was said, with that model taken for A. */
  Verdict verdictOf(int row, int model) {
    Verdict said = VerdictCounts.verdict(verdict.get(row));
    return a.get(row) == model ? said : said.swapped();
  }

  /** Whether the left answer won; null for no decision, or when nobody knows what was left. */
  @Nullable Boolean leftWon(int row) {
    Verdict said = VerdictCounts.verdict(verdict.get(row));
    boolean decided = said == Verdict.A || said == Verdict.B;
    return (left.get(row) == 0 || !decided)
        ? null
        : Boolean.valueOf((said == Verdict.A) == (left.get(row) == 1));
  }

  /** Whether that model's answer passed; null when nobody checked. */
  @Nullable Boolean passed(int row, int model) {
    int flags = passed.get(row);
    return flags == 0 ? null : Boolean.valueOf((flags & (a.get(row) == model ? 2 : 4)) != 0);
  }

  /** A number for the text of that model's answer; 0 when nobody knows it. */
  int text(int row, int model) {
    long both = texts.get(row);
    return a.get(row) == model ? (int) (both >>> 32) : (int) both;
  }

  boolean hasStyle(int row) {
    return !Double.isNaN(style.get(row, 0));
  }

  /** By how much the answer of {@link #a} is ahead in a measure of style. */
  double style(int row, int which) {
    return style.get(row, which);
  }
}
