package app.diptych.ui.review;

import app.diptych.review.CastVote;
import app.diptych.review.CastVote.Scored;
import app.diptych.review.CastVote.Span;
import app.diptych.review.Rubric;
import app.diptych.review.Rubric.Criterion;
import app.diptych.review.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What was said of the pair that is shown, besides the verdict. JavaFX thread only. */
final class Said {
  private static final int MOST_MARKS = 200;

  private final StringProperty note = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Map<Scored, Integer>> scores =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyObjectWrapper<List<Span>> marks = new ReadOnlyObjectWrapper<>(List.of());

  /** What was said, to be said again when the pair comes back. */
  record Kept(String note, Map<Scored, Integer> scores, List<Span> marks) {
    static final Kept NOTHING = new Kept("", Map.of(), List.of());

    static Kept of(CastVote vote) {
      return new Kept(vote.note(), vote.scores(), vote.spans());
    }
  }

  Kept kept() {
    return new Kept(note.get(), scores.get(), marks.get());
  }

  void begin(Kept kept) {
    note.set(kept.note());
    scores.set(Map.copyOf(kept.scores()));
    marks.set(List.copyOf(kept.marks()));
  }

  void score(Scored what, int value) {
    Map<Scored, Integer> more = new HashMap<>(scores.get());
    more.put(what, value);
    scores.set(Map.copyOf(more));
  }

  int score(Scored what) {
    return scores.get().getOrDefault(what, 0);
  }

  /** The first required criterion without a score. */
  Optional<Criterion> missing(@Nullable Rubric rubric) {
    return rubric == null
        ? Optional.empty()
        : rubric.criteria().stream()
            .filter(criterion -> criterion.required() && !isScored(criterion))
            .findFirst();
  }

  private boolean isScored(Criterion criterion) {
    return criterion.perAnswer()
        ? score(new Scored(criterion.name(), Verdict.A)) > 0
            && score(new Scored(criterion.name(), Verdict.B)) > 0
        : score(new Scored(criterion.name(), null)) > 0;
  }

  /** Marks a place, unless it is marked so already. */
  void mark(Span span) {
    if (marks.get().size() < MOST_MARKS && !marks.get().contains(span)) {
      List<Span> more = new ArrayList<>(marks.get());
      more.add(span);
      marks.set(List.copyOf(more));
    }
  }

  void unmark(Span span) {
    marks.set(marks.get().stream().filter(one -> !one.equals(span)).toList());
  }

  /** Takes the last mark away. */
  boolean unmarkLast() {
    List<Span> now = marks.get();
    if (now.isEmpty()) {
      return false;
    }
    marks.set(now.subList(0, now.size() - 1));
    return true;
  }

  StringProperty noteProperty() {
    return note;
  }

  ReadOnlyObjectProperty<Map<Scored, Integer>> scoresProperty() {
    return scores.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<Span>> marksProperty() {
    return marks.getReadOnlyProperty();
  }
}
