package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the votes on one kind of prompt tell, after taking into account how many kinds were looked
 * at.
 *
 * @param p of the sign test, as if this kind alone had been looked at
 * @param adjusted the same after Benjamini and Yekutieli, which to go by
 * @param found whether it is a finding by e-BH as well, which also holds while votes come
 */
public record Slice(
    String tag,
    long a,
    long b,
    long ties,
    long bothBad,
    Optional<Estimate> winRate,
    double p,
    double adjusted,
    boolean found) {
  /** More kinds than anybody reads; those with the most votes are taken. */
  static final int MOST = 200;

  /** The slices with the most votes, and how many there are in all. */
  record All(List<Slice> list, int tags) {}

  static All of(Ballots ballots, Duel duel, int a, int b, boolean bothBadIsTie) {
    List<String> names = ballots.tagNames();
    int[] sizes = new int[names.size()];
    for (int row : duel.rows()) {
      for (int tag : ballots.tagsOf(row)) {
        sizes[tag]++;
      }
    }
    List<Integer> largest =
        IntStream.range(0, sizes.length)
            .filter(tag -> sizes[tag] > 0)
            .boxed()
            .sorted(Comparator.comparingInt((Integer tag) -> sizes[tag]).reversed())
            .toList();
    List<Integer> taken = largest.subList(0, Math.min(MOST, largest.size()));
    int[][] rows = rows(ballots, duel, taken, sizes);
    List<Duel> duels = new ArrayList<>();
    for (int[] own : rows) {
      duels.add(new Duel(ballots, a, b, own));
    }
    double[] p = duels.stream().mapToDouble(one -> one.signTest().p()).toArray();
    double[] adjusted = Corrections.benjaminiYekutieli(p);
    double[] logE = duels.stream().mapToDouble(Slice::logE).toArray();
    boolean[] found = Corrections.eBenjaminiHochberg(logE, Evidence.ALPHA);
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < duels.size(); i++) {
      Duel one = duels.get(i);
      slices.add(
          new Slice(
              names.get(taken.get(i)),
              one.count(Verdict.A),
              one.count(Verdict.B),
              one.count(Verdict.TIE),
              one.count(Verdict.BOTH_BAD),
              one.winRate(bothBadIsTie),
              p[i],
              adjusted[i],
              found[i]));
    }
    return new All(slices, largest.size());
  }

  private static double logE(Duel duel) {
    return new Evidence(duel.count(Verdict.A), duel.decided()).logE();
  }

  private static int[][] rows(Ballots ballots, Duel duel, List<Integer> tags, int[] sizes) {
    int[] place = new int[sizes.length];
    java.util.Arrays.fill(place, -1);
    int[][] rows = new int[tags.size()][];
    for (int i = 0; i < rows.length; i++) {
      place[tags.get(i)] = i;
      rows[i] = new int[sizes[tags.get(i)]];
    }
    int[] next = new int[rows.length];
    for (int row : duel.rows()) {
      for (int tag : ballots.tagsOf(row)) {
        if (place[tag] >= 0) {
          rows[place[tag]][next[place[tag]]++] = row;
        }
      }
    }
    return rows;
  }
}
