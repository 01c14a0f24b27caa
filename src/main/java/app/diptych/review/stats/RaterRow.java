package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One rater.
 *
 * @param n votes that count
 * @param a votes for A, of those between the two models that are compared
 * @param leftWins how often the left answer won, of decisive votes whose places are known
 * @param withOthers how often the verdict was that of another rater on the same item, both bad
 *     being a tie
 * @param pace the middle of the times between two votes, pauses of more than ten minutes left out
 * @param tooFast votes that came less than two seconds after the one before
 * @param alwaysLeft whether one side wins so often that no preference explains it
 */
public record RaterRow(
    String rater,
    long n,
    long a,
    long b,
    long ties,
    long bothBad,
    Optional<Estimate> leftWins,
    Optional<Estimate> withOthers,
    Optional<Duration> pace,
    long tooFast,
    boolean alwaysLeft) {
  /** Nobody reads two answers in less. */
  static final Duration TOO_FAST = Duration.ofSeconds(2);

  private static final long PAUSE = Duration.ofMinutes(10).toMillis();
  private static final int LEAST_FOR_LEFT = 10;
  private static final double ONE_SIDED = 0.85;
  private static final double UNLIKELY = 0.005;

  static RaterRow of(Ballots ballots, int rater, Groups byRater, Duel duel, long[] withOthers) {
    int n = byRater.size(rater);
    VerdictCounts verdicts = new VerdictCounts();
    long left = 0;
    long placed = 0;
    long[] times = new long[n];
    int timed = 0;
    for (int i = 0; i < n; i++) {
      int row = byRater.row(rater, i);
      if (duel.holds(row)) {
        verdicts.add(duel.verdict(row));
      }
      Boolean won = ballots.leftWon(row);
      placed += won == null ? 0 : 1;
      left += won != null && won ? 1 : 0;
      if (ballots.at(row) != 0) {
        times[timed++] = ballots.at(row);
      }
    }
    long[] gaps = gaps(Arrays.copyOf(times, timed));
    SignTest sides = SignTest.of(left, placed - left);
    boolean oneSided =
        placed >= LEAST_FOR_LEFT
            && Math.max(left, placed - left) >= ONE_SIDED * placed
            && sides.p() < UNLIKELY;
    return new RaterRow(
        ballots.rater(rater),
        n,
        verdicts.of(Verdict.A),
        verdicts.of(Verdict.B),
        verdicts.of(Verdict.TIE),
        verdicts.of(Verdict.BOTH_BAD),
        Wilson.share(left, placed),
        Wilson.share(withOthers[0], withOthers[1]),
        middle(gaps),
        Arrays.stream(gaps).filter(gap -> gap < TOO_FAST.toMillis()).count(),
        oneSided);
  }

  private static long[] gaps(long[] times) {
    Arrays.sort(times);
    long[] gaps = new long[Math.max(0, times.length - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = times[i + 1] - times[i];
    }
    // Votes of one instant were not given by hand but written together.
    return Arrays.stream(gaps).filter(gap -> gap > 0 && gap <= PAUSE).toArray();
  }

  private static Optional<Duration> middle(long[] gaps) {
    OptionalInt middle = gaps.length == 0 ? OptionalInt.empty() : OptionalInt.of(gaps.length / 2);
    long[] sorted = gaps.clone();
    Arrays.sort(sorted);
    return middle.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(sorted[middle.getAsInt()]));
  }
}
