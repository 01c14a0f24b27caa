package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A prompt that was run several times, as one row.
 *
 * @param item one of the times it was run
 * @param items how many times it was run and judged
 * @param distinct for each model how many different answers it gave, and how often the commonest
 * @param a votes for the model called A
 */
public record RepeatedPrompt(
    String item,
    int items,
    Map<String, Distinct> distinct,
    long a,
    long b,
    long ties,
    long bothBad) {
  private static final int MOST = 200;

  /** The different answers of a model to one prompt. */
  public record Distinct(int answers, int commonest) {}

  public RepeatedPrompt {
    distinct = Map.copyOf(distinct);
  }

  /** The texts of the two answers of an item. */
  public record Texts(String a, String b) {}

  /**
   * Those with the most runs first; at most two hundred.
   *
   * @param texts by item
   * @param modelA the model whose wins are counted as A's
   */
  public static List<RepeatedPrompt> of(
      List<Judged> votes, Map<String, Texts> texts, String modelA) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Judged vote : votes) {
      rows.computeIfAbsent(vote.prompt(), _ -> new Row()).add(vote, texts, modelA);
    }
    return rows.values().stream()
        .filter(row -> row.items.size() > 1)
        .map(Row::done)
        .sorted(Comparator.comparingInt(RepeatedPrompt::items).reversed())
        .limit(MOST)
        .toList();
  }

  private static final class Row {
    private final Set<String> items = new LinkedHashSet<>();
    private final Map<String, Map<String, Integer>> answers = new HashMap<>();
    private final VerdictCounts counts = new VerdictCounts();

    void add(Judged vote, Map<String, Texts> texts, String modelA) {
      Texts both = texts.get(vote.vote().item());
      if (items.add(vote.vote().item()) && both != null) {
        answer(vote.modelA(), both.a());
        answer(vote.modelB(), both.b());
      }
      Verdict said = vote.vote().verdict();
      boolean straight = vote.modelA().equals(modelA);
      counts.add(
          straight || said == Verdict.TIE || said == Verdict.BOTH_BAD
              ? said
              : said == Verdict.A ? Verdict.B : Verdict.A);
    }

    private void answer(String model, String text) {
      answers.computeIfAbsent(model, _ -> new HashMap<>()).merge(text.strip(), 1, Integer::sum);
    }

    RepeatedPrompt done() {
      Map<String, Distinct> distinct = new HashMap<>();
      answers.forEach((model, texts) ->
          distinct.put(
              model,
              new Distinct(
                  texts.size(),
                  texts.values().stream().mapToInt(Integer::intValue).max().orElse(0))));
      return new RepeatedPrompt(
          items.iterator().next(),
          items.size(),
          distinct,
          counts.of(Verdict.A),
          counts.of(Verdict.B),
          counts.of(Verdict.TIE),
          counts.of(Verdict.BOTH_BAD));
    }
  }
}
