package app.diptych.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Decides which lines stand beside each other: those that share the most words, in order; what is
 * left in between is put side by side as it comes.
 */
final class Alignment {
  /** No line on this side. */
  static final int NOTHING = -1;

  private final IntPredicate blankA;
  private final IntPredicate blankB;
  private final List<Pair> rows = new ArrayList<>();

  /** Two lines beside each other; one of them may be {@link #NOTHING}. */
  record Pair(int a, int b) {}

  /** Two lines and how many words they share. */
  private record Bond(int a, int b, int words) {}

  private Alignment(IntPredicate blankA, IntPredicate blankB) {
    this.blankA = blankA;
    this.blankB = blankB;
  }

  /**
   * @param lineOfA for each word of A its line
   * @param partner for each word of A its partner in B, or a negative number
   */
  static List<Pair> of(int[] lineOfA, int[] lineOfB, int[] partner, MarkedText a, MarkedText b) {
    Alignment alignment = new Alignment(a::isBlank, b::isBlank);
    int i = 0;
    int j = 0;
    for (Bond bond : strongest(bonds(lineOfA, lineOfB, partner))) {
      alignment.between(i, bond.a(), j, bond.b());
      alignment.rows.add(new Pair(bond.a(), bond.b()));
      i = bond.a() + 1;
      j = bond.b() + 1;
    }
    alignment.between(i, a.lines(), j, b.lines());
    return alignment.rows;
  }

  /** Words pair up in order, so neither line number ever falls from one bond to the next. */
  private static List<Bond> bonds(int[] lineOfA, int[] lineOfB, int[] partner) {
    List<Bond> bonds = new ArrayList<>();
    for (int word = 0; word < partner.length; word++) {
      if (partner[word] < 0) {
        continue;
      }
      int a = lineOfA[word];
      int b = lineOfB[partner[word]];
      Bond last = bonds.isEmpty() ? null : bonds.getLast();
      if (last != null && last.a() == a && last.b() == b) {
        bonds.set(bonds.size() - 1, new Bond(a, b, last.words() + 1));
      } else {
        bonds.add(new Bond(a, b, 1));
      }
    }
    return bonds;
  }

  /** Of all ways to give each line at most one partner, the one with the most shared words. */
  private static List<Bond> strongest(List<Bond> bonds) {
    int n = bonds.size();
    long[] best = new long[n + 1];
    int[] before = new int[n];
    boolean[] taken = new boolean[n + 1];
    int free = 0;
    for (int k = 0; k < n; k++) {
      Bond bond = bonds.get(k);
      while (bonds.get(free).a() < bond.a() && bonds.get(free).b() < bond.b()) {
        free++;
      }
      before[k] = free;
      long with = best[free] + bond.words();
      taken[k + 1] = with > best[k];
      best[k + 1] = Math.max(with, best[k]);
    }
    List<Bond> chosen = new ArrayList<>();
    for (int k = n; k > 0; ) {
      if (taken[k]) {
        chosen.add(bonds.get(k - 1));
        k = before[k - 1];
      } else {
        k--;
      }
    }
    Collections.reverse(chosen);
    return chosen;
  }

  /** Empty lines go beside empty lines and written ones beside written ones. */
  private void between(int aFrom, int aTo, int bFrom, int bTo) {
    int i = aFrom;
    int j = bFrom;
    while (i < aTo || j < bTo) {
      if (i < aTo && j < bTo && blankA.test(i) == blankB.test(j)) {
        rows.add(new Pair(i++, j++));
      } else if (j >= bTo || (i < aTo && blankA.test(i))) {
        rows.add(new Pair(i++, NOTHING));
      } else {
        rows.add(new Pair(NOTHING, j++));
      }
    }
  }

  /** For each of A's elements its partner in B by these edits, or -1. */
  static int[] partners(int elements, List<Edit> edits) {
    int[] partner = new int[elements];
    Arrays.fill(partner, NOTHING);
    int i = 0;
    int j = 0;
    for (Edit edit : edits) {
      while (i < edit.aFrom()) {
        partner[i++] = j++;
      }
      i = edit.aTo();
      j = edit.bTo();
    }
    while (i < elements) {
      partner[i++] = j++;
    }
    return partner;
  }
}
