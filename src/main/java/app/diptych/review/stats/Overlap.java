package app.diptych.review.stats;

import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.review.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Which pairs of a review several raters judged, how far they agree, and which pairs to send to
 * somebody else so that their agreement is known well enough.
 *
 * @param never pairs that nobody judged
 * @param once pairs that one rater judged
 * @param twice how many pairs two raters or more judged
 * @param agreement how often two of them said the same, both bad being a tie; each pair of a review
 *     counts once, by its first two raters
 */
public record Overlap(
    List<String> never, List<String> once, int twice, Optional<Estimate> agreement) {
  private static final int MOST = 1_000_000;

  public Overlap {
    never = List.copyOf(never);
    once = List.copyOf(once);
  }

  /** Looks through the votes that hold. */
  public static Overlap of(Review review, List<CastVote> votes) {
    Map<String, Map<String, Verdict>> said = new HashMap<>();
    for (CastVote vote : votes) {
      if (vote.round() == 0) {
        said.computeIfAbsent(vote.item(), _ -> new java.util.TreeMap<>())
            .put(vote.rater(), vote.verdict());
      }
    }
    List<String> never = new ArrayList<>();
    List<String> once = new ArrayList<>();
    int twice = 0;
    int same = 0;
    for (String item : review.items()) {
      List<Verdict> verdicts = List.copyOf(said.getOrDefault(item, Map.of()).values());
      switch (verdicts.size()) {
        case 0 -> never.add(item);
        case 1 -> once.add(item);
        default -> {
          twice++;
          same += isTie(verdicts.get(0), verdicts.get(1)) ? 1 : 0;
        }
      }
    }
    return new Overlap(never, once, twice, Wilson.share(same, twice));
  }

  private static boolean isTie(Verdict one, Verdict other) {
    boolean even = one == Verdict.TIE || one == Verdict.BOTH_BAD;
    return one == other || (even && (other == Verdict.TIE || other == Verdict.BOTH_BAD));
  }

  /**
   * How many pairs two raters must have judged for the interval of their agreement to be no wider
   * than that on either side. The agreement is taken for what it is up to now; before anything was
   * judged twice, for one half, which needs the most.
   *
   * @param half half the width of the 95 % interval, such as 0.1
   * @throws IllegalArgumentException when it is none, with a sentence
   */
  public int wanted(double half) {
    if (!(half >= 0.01 && half <= 0.5)) {
      throw new IllegalArgumentException(
          "The interval must be wanted to within 1 to 50 points on either side.");
    }
    double share = agreement.map(Estimate::value).orElse(0.5);
    int low = 1;
    int high = MOST;
    while (low < high) {
      int middle = (low + high) >>> 1;
      Estimate there = Wilson.share(Math.min(middle, share * middle), middle).orElseThrow();
      if ((there.high() - there.low()) / 2 <= half) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** How many pairs more that is, as far as there are any. */
  public int more(double half) {
    return Math.clamp(wanted(half) - twice, 0, once.size() + never.size());
  }

  /**
   * Pairs to send, drawn at random: those that somebody judged first, then those nobody did.
   *
   * @param seed the same one draws the same pairs
   */
  public List<String> draw(int count, long seed) {
    Random random = new Random(seed);
    List<String> drawn = new ArrayList<>(once);
    Collections.shuffle(drawn, random);
    List<String> rest = new ArrayList<>(never);
    Collections.shuffle(rest, random);
    drawn.addAll(rest);
    return List.copyOf(drawn.subList(0, Math.clamp(count, 0, drawn.size())));
  }

  /** What is known, in a sentence or two. */
  public String sentence() {
    return "%,d pairs were judged by two raters or more, %,d by one, %,d by nobody. %s"
        .formatted(
            twice,
            once.size(),
            never.size(),
            agreement
                .map(share ->
                    String.format(
                        java.util.Locale.ROOT,
                        "Two raters said the same of %.0f %% (95 %% interval %.0f to %.0f %%, n %d).",
                        100 * share.value(),
                        100 * share.low(),
                        100 * share.high(),
                        share.n()))
                .orElse("How far raters agree is not known yet."));
  }

  /** What is wanted, in a sentence. */
  public String plan(double half) {
    int wanted = wanted(half);
    int more = more(half);
    String need =
        String.format(
            java.util.Locale.ROOT,
            "To know the agreement to within %.0f points, %,d pairs must be judged twice: ",
            100 * half,
            wanted);
    if (twice >= wanted) {
      return need + "they are.";
    }
    return need
        + (twice + more < wanted
            ? "this review has only %,d more to send.".formatted(more)
            : "send %,d more to a second rater.".formatted(more));
  }
}
