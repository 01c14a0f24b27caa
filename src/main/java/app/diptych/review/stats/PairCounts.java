package app.diptych.review.stats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** How often each model won against each other one: all that ratings are computed from. */
public final class PairCounts {
  /** More models than any table of ratings can be read with. */
  public static final int MOST_MODELS = 1_000;

  private final int models;
  private final double[][] wins;
  private final double[][] ties;

  /**
   * @throws IllegalArgumentException when there are more than {@link #MOST_MODELS}
   */
  public PairCounts(int models) {
    if (models > MOST_MODELS) {
      throw new IllegalArgumentException(
          "There are " + models + " models; up to " + MOST_MODELS + " can be rated together.");
    }
    this.models = models;
    this.wins = new double[models][models];
    this.ties = new double[models][models];
  }

  int models() {
    return models;
  }

  /** One more vote, that the first is better than the second. */
  public void win(int better, int worse) {
    win(better, worse, 1);
  }

  public void win(int better, int worse, double votes) {
    wins[better][worse] += votes;
  }

  public void tie(int one, int other) {
    tie(one, other, 1);
  }

  public void tie(int one, int other, double votes) {
    ties[one][other] += votes;
    ties[other][one] += votes;
  }

  double wins(int better, int worse) {
    return wins[better][worse];
  }

  double ties(int one, int other) {
    return ties[one][other];
  }

  double met(int one, int other) {
    return wins[one][other] + wins[other][one] + ties[one][other];
  }

  double tiesInAll() {
    return Arrays.stream(ties).mapToDouble(row -> Arrays.stream(row).sum()).sum() / 2;
  }

  /** How many votes a model was in. */
  long votes(int model) {
    double sum = 0;
    for (int other = 0; other < models; other++) {
      sum += met(model, other);
    }
    return Math.round(sum);
  }

  /** Models that can be compared, if only by way of others; the largest group first. */
  List<int[]> components() {
    List<int[]> components = new ArrayList<>();
    BitSet seen = new BitSet(models);
    for (int start = 0; start < models; start++) {
      if (!seen.get(start)) {
        BitSet component = reach(start, true, true, true);
        seen.or(component);
        components.add(component.stream().toArray());
      }
    }
    components.sort((one, other) -> Integer.compare(other.length, one.length));
    return components;
  }

  /**
   * Whether each model has won its way to each other one: only then are the ratings finite (L. R.
   * Ford, American Mathematical Monthly 64, 1957).
   *
   * @param tiesToo whether a tie is half a win; by Davidson it is none
   */
  boolean isConnectedBothWays(boolean tiesToo) {
    return models > 0
        && reach(0, true, false, tiesToo).cardinality() == models
        && reach(0, false, true, tiesToo).cardinality() == models;
  }

  /** Whom one gets to along wins, along losses, or both; ties go both ways. */
  private BitSet reach(int start, boolean alongWins, boolean alongLosses, boolean alongTies) {
    BitSet reached = new BitSet(models);
    Deque<Integer> todo = new ArrayDeque<>();
    reached.set(start);
    todo.add(start);
    while (!todo.isEmpty()) {
      int at = todo.remove();
      for (int other = 0; other < models; other++) {
        boolean edge =
            (alongTies && ties[at][other] > 0)
                || (alongWins && wins[at][other] > 0)
                || (alongLosses && wins[other][at] > 0);
        if (edge && !reached.get(other)) {
          reached.set(other);
          todo.add(other);
        }
      }
    }
    return reached;
  }

  /** The counts of some of the models, numbered anew in that order. */
  PairCounts of(int[] some) {
    PairCounts part = new PairCounts(some.length);
    for (int i = 0; i < some.length; i++) {
      for (int j = 0; j < some.length; j++) {
        part.wins[i][j] = wins[some[i]][some[j]];
        part.ties[i][j] = ties[some[i]][some[j]];
      }
    }
    return part;
  }

  /** The same with half a win more on both sides of every two that have met. */
  PairCounts softened() {
    PairCounts soft = new PairCounts(models);
    for (int i = 0; i < models; i++) {
      for (int j = 0; j < models; j++) {
        soft.wins[i][j] = wins[i][j] + (i != j && met(i, j) > 0 ? 0.5 : 0);
        soft.ties[i][j] = ties[i][j];
      }
    }
    return soft;
  }
}
