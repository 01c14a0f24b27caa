package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far raters agree on items that several of them judged.
 *
 * @param items judged by two raters or more
 * @param raw the share of equal verdicts among all pairs of raters on an item; both bad counts as a
 *     tie, as FastChat has it
 * @param rawDecisive the same among pairs in which both decided
 * @param fleiss Fleiss' kappa of the four verdicts
 * @param nominal Krippendorff's alpha of the four verdicts
 * @param ordinal alpha with B, tie, A as an order, both bad as a tie
 * @param interval alpha with B, tie, A as -1, 0, 1
 * @param cohen of the two raters who judged the most items together
 * @param weighted the same with linear weights on B, tie, A
 * @param paradox whether raters agree often and kappa is low all the same, because nearly all
 *     verdicts are alike: then the raw agreement is the number to go by
 */
public record Agreement(
    long items,
    Optional<Estimate> raw,
    Optional<Estimate> rawDecisive,
    Optional<Estimate> fleiss,
    Optional<Estimate> nominal,
    Optional<Estimate> ordinal,
    Optional<Estimate> interval,
    Optional<Estimate> cohen,
    Optional<Estimate> weighted,
    List<RaterPair> pairs,
    boolean paradox) {
  static final int CATEGORIES = 4;
  private static final double OFTEN = 0.8;
  private static final double LOW = 0.4;

  public Agreement {
    pairs = List.copyOf(pairs);
  }

  /**
   * @param byUnit the votes of each item and pair of models
   */
  static Agreement of(Ballots ballots, Groups byUnit, long seed) {
    Map<Long, int[]> seen = new HashMap<>();
    int[] counts = new int[CATEGORIES];
    for (int unit = 0; unit < byUnit.count(); unit++) {
      if (byUnit.size(unit) > 1) {
        java.util.Arrays.fill(counts, 0);
        for (int i = 0; i < byUnit.size(unit); i++) {
          counts[category(ballots, byUnit.row(unit, i))]++;
        }
        seen.computeIfAbsent(key(counts), _ -> new int[1])[0]++;
      }
    }
    PatternStatistics patterns = new PatternStatistics(seen, seed);
    List<RaterPair> pairs = RaterPair.of(ballots, byUnit);
    Optional<RaterPair> most = pairs.stream().findFirst();
    Optional<Estimate> raw = patterns.estimate(PatternStatistics::raw);
    Optional<Estimate> nominal = patterns.estimate(PatternStatistics::nominal);
    boolean paradox =
        raw.filter(one -> one.value() >= OFTEN).isPresent()
            && nominal.map(one -> one.value() < LOW).orElse(true);
    return new Agreement(
        patterns.items(),
        raw,
        patterns.estimate(PatternStatistics::rawDecisive, patterns.decidedItems()),
        patterns.estimate(PatternStatistics::fleiss),
        nominal,
        patterns.estimate(PatternStatistics::ordinal),
        patterns.estimate(PatternStatistics::interval),
        most.flatMap(RaterPair::kappa),
        most.flatMap(RaterPair::weighted),
        pairs,
        paradox);
  }

  /** The verdict as a number, from the side of the model that came first: B, tie, A, both bad. */
  static int category(Ballots ballots, int row) {
    int first = Math.min(ballots.a(row), ballots.b(row));
    return switch (ballots.verdictOf(row, first)) {
      case B -> 0;
      case TIE -> 1;
      case A -> 2;
      case BOTH_BAD -> 3;
    };
  }

  /** The same with both bad as a tie. */
  static int merged(int category) {
    return category == 3 ? 1 : category;
  }

  static Verdict verdict(int category) {
    return switch (category) {
      case 0 -> Verdict.B;
      case 1 -> Verdict.TIE;
      case 2 -> Verdict.A;
      default -> Verdict.BOTH_BAD;
    };
  }

  /** Few items have many raters, so most share their counts with others. */
  private static long key(int[] counts) {
    long key = 0;
    for (int count : counts) {
      key = (key << 16) | Math.min(count, 0xFFFF);
    }
    return key;
  }
}
