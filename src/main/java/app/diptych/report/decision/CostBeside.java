package app.diptych.report.decision;

import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.timing.Interval;
import app.diptych.timing.Summary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the same prompts cost with the one and with the other: the difference is taken within each
 * trial, so that a long prompt weighs on both.
 *
 * @param trials in which both answered to the end and both have a cost
 * @param currency empty when there is none
 * @param meanA of one answer; 0 without trials
 * @param difference the mean of A less B, with its 95 % interval; null with fewer than two trials
 * @param problem why nothing can be said, a sentence; empty when something can
 */
record CostBeside(
    int trials,
    String currency,
    double meanA,
    double meanB,
    @Nullable Interval difference,
    String problem) {

  static CostBeside of(SideFacts a, SideFacts b) {
    String problem = problem(a).or(() -> problem(b)).orElse("");
    Set<String> currencies =
        Stream.concat(costs(a).stream(), costs(b).stream())
            .map(Money::currency)
            .collect(Collectors.toSet());
    if (problem.isEmpty() && currencies.size() > 1) {
      problem = "The two are charged in different currencies, so their costs are not compared.";
    }
    if (!problem.isEmpty() || currencies.isEmpty()) {
      return none(problem.isEmpty() ? "No answer has a cost." : problem);
    }
    Map<String, Double> left = byTrial(a);
    Map<String, Double> right = byTrial(b);
    List<Double> differences = new ArrayList<>();
    double sumA = 0;
    double sumB = 0;
    for (SideFacts.Own one : a.own()) {
      String id = one.trial().id();
      Double costA = left.remove(id);
      Double costB = right.get(id);
      if (costA != null && costB != null) {
        differences.add(costA - costB);
        sumA += costA;
        sumB += costB;
      }
    }
    int n = differences.size();
    if (n < SideFacts.FEWEST) {
      return none(
          "%d trials have a cost on both sides; a difference needs %d."
              .formatted(n, SideFacts.FEWEST));
    }
    Summary summary = Summary.of(differences.stream().mapToDouble(Double::doubleValue).toArray());
    return new CostBeside(
        n,
        currencies.iterator().next(),
        sumA / n,
        sumB / n,
        summary.meanInterval().orElse(null),
        "");
  }

  private static CostBeside none(String problem) {
    return new CostBeside(0, "", 0, 0, null, problem);
  }

  private static Optional<String> problem(SideFacts side) {
    if (side.isLocal()) {
      return Optional.of(
          "%s runs on this machine, where no price applies.".formatted(side.model()));
    }
    long unknown =
        side.own().stream()
            .map(SideFacts.Own::answer)
            .filter(AnswerFacts::charged)
            .filter(answer -> !(answer.cost() instanceof Cost.Known known) || known.isAtLeast())
            .count();
    return unknown == 0
        ? Optional.empty()
        : Optional.of(
            "The cost of %d of %d answers of %s is not known."
                .formatted(unknown, side.own().size(), side.model()));
  }

  private static List<Money> costs(SideFacts side) {
    return side.own().stream()
        .map(one -> one.answer().cost())
        .filter(Cost.Known.class::isInstance)
        .map(cost -> ((Cost.Known) cost).money())
        .toList();
  }

  /** Of complete answers; a trial in which the model stood on both sides has the first. */
  private static Map<String, Double> byTrial(SideFacts side) {
    Map<String, Double> costs = new HashMap<>();
    for (SideFacts.Own one : side.own()) {
      if (one.answer().finishReason() != null && one.answer().cost() instanceof Cost.Known known) {
        costs.putIfAbsent(one.trial().id(), known.money().amount().doubleValue());
      }
    }
    return costs;
  }

  /** Whether one is shown to cost less: the whole interval is on one side of nothing. */
  boolean isShown() {
    Interval found = difference;
    return found != null && (found.low() > 0 || found.high() < 0);
  }

  /** Whether A is the one that costs less, where {@link #isShown}. */
  boolean isCheaperA() {
    return isShown() && Objects.requireNonNull(difference).high() < 0;
  }

  /** By how many per cent of the dearer one. */
  double percent() {
    double dearer = Math.max(meanA, meanB);
    return dearer == 0 ? 0 : 100 * (dearer - Math.min(meanA, meanB)) / dearer;
  }
}
