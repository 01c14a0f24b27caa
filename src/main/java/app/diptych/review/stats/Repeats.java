package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Prompts that were run several times, each as one row: what most of its votes say.
 *
 * @param prompts how many prompts have more than one item
 * @param items how many items they have together
 * @param distinctA how many different answers A gave to them, where the texts are known
 * @param a prompts on which A won more often than B
 * @param even prompts on which neither did
 */
public record Repeats(
    int prompts, int items, int distinctA, int distinctB, int a, int b, int even) {

  static Repeats of(Ballots ballots, Duel duel, int modelA, int modelB) {
    Groups byPrompt = new Groups(duel.rows(), ballots.prompts(), ballots::promptOf);
    int[] sums = new int[7];
    BitSet units = new BitSet();
    for (int prompt = 0; prompt < byPrompt.count(); prompt++) {
      if (byPrompt.size(prompt) < 2) {
        continue;
      }
      units.clear();
      Set<Integer> ofA = new HashSet<>();
      Set<Integer> ofB = new HashSet<>();
      int ahead = 0;
      for (int i = 0; i < byPrompt.size(prompt); i++) {
        int row = byPrompt.row(prompt, i);
        units.set(ballots.unitOf(row));
        ofA.add(ballots.text(row, modelA));
        ofB.add(ballots.text(row, modelB));
        Verdict verdict = duel.verdict(row);
        ahead += verdict == Verdict.A ? 1 : verdict == Verdict.B ? -1 : 0;
      }
      int items = units.cardinality();
      if (items > 1) {
        ofA.remove(0);
        ofB.remove(0);
        sums[0]++;
        sums[1] += items;
        sums[2] += ofA.size();
        sums[3] += ofB.size();
        sums[ahead > 0 ? 4 : ahead < 0 ? 5 : 6]++;
      }
    }
    return new Repeats(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
  }
}
