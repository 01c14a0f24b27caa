package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.util.Optional;

/**
 * What judges said who were shown the same two answers in both orders (Zheng et al., arXiv
 * 2306.05685, table 2).
 *
 * @param consistent how often they said the same both times
 * @param first how often the answer shown first won both times
 * @param second how often the answer shown second won both times
 */
public record BothOrders(
    Optional<Estimate> consistent, Optional<Estimate> first, Optional<Estimate> second) {

  /** Counts while votes are read. */
  static final class Count {
    private long all;
    private long same;
    private long forFirst;
    private long forSecond;

    void add(Verdict shownFirst, Verdict shownSecond) {
      all++;
      same += shownFirst == shownSecond ? 1 : 0;
      forFirst += shownFirst == Verdict.A && shownSecond == Verdict.B ? 1 : 0;
      forSecond += shownFirst == Verdict.B && shownSecond == Verdict.A ? 1 : 0;
    }

    BothOrders result() {
      return new BothOrders(
          Wilson.share(same, all), Wilson.share(forFirst, all), Wilson.share(forSecond, all));
    }
  }
}
