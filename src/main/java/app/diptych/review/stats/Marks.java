package app.diptych.review.stats;

import app.diptych.review.CastVote.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What raters marked with one tag in the answers of one model.
 *
 * @param places how many places
 * @param answers in what share of the answers that a rater saw anything was marked so
 */
public record Marks(String tag, String model, long places, Optional<Estimate> answers) {

  private record Key(String tag, String model) {}

  /** A row for each tag that was used and each model, by tag. */
  public static List<Marks> of(List<Judged> votes) {
    Map<String, Long> seen = new HashMap<>();
    Map<Key, Long> places = new HashMap<>();
    Map<Key, Long> marked = new HashMap<>();
    Set<String> tags = new HashSet<>();
    for (Judged one : votes) {
      seen.merge(one.modelA(), 1L, Long::sum);
      seen.merge(one.modelB(), 1L, Long::sum);
      Set<Span> firsts = new HashSet<>();
      for (Span span : one.vote().spans()) {
        Key key = new Key(span.tag(), one.model(span));
        tags.add(span.tag());
        places.merge(key, 1L, Long::sum);
        if (firsts.add(new Span(span.side(), 0, 0, span.tag()))) {
          marked.merge(key, 1L, Long::sum);
        }
      }
    }
    return tags.stream()
        .flatMap(tag -> seen.keySet().stream().map(model -> new Key(tag, model)))
        .sorted(Comparator.comparing(Key::tag).thenComparing(Key::model))
        .map(key ->
            new Marks(
                key.tag(),
                key.model(),
                places.getOrDefault(key, 0L),
                Wilson.share(marked.getOrDefault(key, 0L), seen.getOrDefault(key.model(), 0L))))
        .toList();
  }
}
