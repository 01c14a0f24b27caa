package app.diptych.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What nothing else beats. */
public final class Pareto {
  private Pareto() {}

  /**
   * The Pareto front: those to which no other is at least as good in everything and better in
   * something. Equals are all on it, or none is. In the order they came.
   *
   * @param costs what is wanted small; the negative of what is wanted large
   */
  public static <T> List<T> front(List<T> all, List<ToDoubleFunction<T>> costs) {
    return all.stream()
        .filter(one -> all.stream().noneMatch(other -> dominates(other, one, costs)))
        .toList();
  }

  private static <T> boolean dominates(T other, T one, List<ToDoubleFunction<T>> costs) {
    boolean better = false;
    for (ToDoubleFunction<T> cost : costs) {
      double theirs = cost.applyAsDouble(other);
      double ours = cost.applyAsDouble(one);
      if (!(theirs <= ours)) {
        return false;
      }
      better |= theirs < ours;
    }
    return better;
  }
}
