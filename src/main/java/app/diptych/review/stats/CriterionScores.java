package app.diptych.review.stats;

import app.diptych.review.CastVote.Scored;
import app.diptych.review.Rubric;
import app.diptych.review.Rubric.Criterion;
import app.diptych.review.Rubric.Scale;
import app.diptych.review.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was scored by one criterion. Means are of votes; their intervals draw prompts, not votes.
 *
 * @param models what each model got; one entry for the pair where the pair is scored
 * @param difference by how much A's score is above B's in the same vote
 * @param passes whether A passes where B fails, item by item; empty unless it is pass or fail
 * @param agreement Krippendorff's alpha of the raters, ordinal
 */
public record CriterionScores(
    Criterion criterion,
    List<ModelScore> models,
    Optional<Estimate> difference,
    Optional<McNemar> passes,
    Optional<Estimate> agreement) {
  private static final int DRAWS = 1_000;
  private static final int MOST_UNITS = 2_000;
  private static final String PAIR = "the pair";

  /**
   * What a model got.
   *
   * @param mean of the scores; the share of passes for pass and fail
   * @param interval nothing with fewer than two prompts
   */
  public record ModelScore(String model, long n, double mean, Optional<Estimate> interval) {}

  public CriterionScores {
    models = List.copyOf(models);
  }

  /**
   * The criteria that got any score, in the order of the rubric.
   *
   * @param a the model called A; null when there is no pair
   */
  public static List<CriterionScores> of(
      Rubric rubric, List<Judged> votes, @Nullable String a, @Nullable String b, long seed) {
    List<CriterionScores> all = new ArrayList<>();
    for (Criterion criterion : rubric.criteria()) {
      CriterionScores one = of(criterion, votes, a, b, seed);
      if (!one.models.isEmpty()) {
        all.add(one);
      }
    }
    return all;
  }

  private static CriterionScores of(
      Criterion criterion, List<Judged> votes, @Nullable String a, @Nullable String b, long seed) {
    Map<String, Clusters> models = new TreeMap<>();
    Clusters apart = new Clusters();
    Map<String, double[]> items = new HashMap<>();
    Map<String, List<Double>> units = new LinkedHashMap<>();
    for (Judged vote : votes) {
      OptionalDouble ofA = score(criterion, vote, criterion.perAnswer() ? Verdict.A : null);
      OptionalDouble ofB =
          criterion.perAnswer() ? score(criterion, vote, Verdict.B) : OptionalDouble.empty();
      ofA.ifPresent(score -> {
        String model = criterion.perAnswer() ? vote.modelA() : PAIR;
        models.computeIfAbsent(model, _ -> new Clusters()).add(vote.prompt(), score);
        unit(units, vote, "A").add(score);
      });
      ofB.ifPresent(score -> {
        models.computeIfAbsent(vote.modelB(), _ -> new Clusters()).add(vote.prompt(), score);
        unit(units, vote, "B").add(score);
      });
      boolean straight = vote.modelA().equals(a) && vote.modelB().equals(b);
      boolean turned = vote.modelA().equals(b) && vote.modelB().equals(a);
      if (ofA.isPresent() && ofB.isPresent() && straight != turned) {
        double one = straight ? ofA.getAsDouble() : ofB.getAsDouble();
        double other = straight ? ofB.getAsDouble() : ofA.getAsDouble();
        apart.add(vote.prompt(), one - other);
        double[] sums = items.computeIfAbsent(vote.vote().item(), _ -> new double[3]);
        sums[0] += one;
        sums[1] += other;
        sums[2]++;
      }
    }
    return new CriterionScores(
        criterion,
        models.entrySet().stream().map(one -> one.getValue().score(one.getKey(), seed)).toList(),
        apart.mean(seed),
        criterion.scale() == Scale.PASS_FAIL ? passes(items) : Optional.empty(),
        agreement(units, seed));
  }

  private static List<Double> unit(Map<String, List<Double>> units, Judged vote, String side) {
    return units.computeIfAbsent(vote.vote().item() + " " + side, _ -> new ArrayList<>());
  }

  /** A pass is 1 and a fail 0; other scores are what they are. */
  private static OptionalDouble score(Criterion criterion, Judged vote, @Nullable Verdict side) {
    Integer score = vote.vote().scores().get(new Scored(criterion.name(), side));
    if (score == null || score < 1 || score > criterion.scale().steps()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(criterion.scale() == Scale.PASS_FAIL ? score - 1 : score);
  }

  /** An answer passes when more than half of its raters say so. */
  private static Optional<McNemar> passes(Map<String, double[]> items) {
    long[] cells = new long[4];
    for (double[] sums : items.values()) {
      boolean one = sums[0] > sums[2] / 2;
      boolean other = sums[1] > sums[2] / 2;
      cells[(one ? 0 : 2) + (other ? 0 : 1)]++;
    }
    return items.isEmpty()
        ? Optional.empty()
        : Optional.of(McNemar.of(cells[0], cells[1], cells[2], cells[3]));
  }

  private static Optional<Estimate> agreement(Map<String, List<Double>> units, long seed) {
    double[][] values =
        units.values().stream()
            .filter(unit -> unit.size() > 1)
            .limit(MOST_UNITS)
            .map(unit -> unit.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    OptionalDouble alpha = Krippendorff.alpha(values, Krippendorff.Scale.ORDINAL);
    if (alpha.isEmpty()) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[DRAWS];
    int found = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double[][] some = new double[values.length][];
      for (int i = 0; i < some.length; i++) {
        some[i] = values[random.nextInt(values.length)];
      }
      OptionalDouble one = Krippendorff.alpha(some, Krippendorff.Scale.ORDINAL);
      if (one.isPresent()) {
        drawn[found++] = one.getAsDouble();
      }
    }
    double value = alpha.getAsDouble();
    double[] ends =
        found == 0
            ? new double[] {value, value}
            : ClusterBootstrap.middle(java.util.Arrays.copyOf(drawn, found));
    return Optional.of(
        new Estimate(value, Math.min(value, ends[0]), Math.max(value, ends[1]), values.length));
  }

  /** Values by the prompt they were given on. */
  private static final class Clusters {
    private final Map<String, double[]> sums = new LinkedHashMap<>();

    void add(String prompt, double value) {
      double[] sum = sums.computeIfAbsent(prompt, _ -> new double[2]);
      sum[0] += value;
      sum[1]++;
    }

    Optional<Estimate> mean(long seed) {
      return ClusterBootstrap.of(
              sums.values().stream().mapToDouble(sum -> sum[0]).toArray(),
              sums.values().stream().mapToLong(sum -> (long) sum[1]).toArray(),
              seed)
          .map(ClusterBootstrap::estimate);
    }

    ModelScore score(String model, long seed) {
      double total = sums.values().stream().mapToDouble(sum -> sum[0]).sum();
      long n = sums.values().stream().mapToLong(sum -> (long) sum[1]).sum();
      return new ModelScore(model, n, total / n, mean(seed));
    }
  }
}
