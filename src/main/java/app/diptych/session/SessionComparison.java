package app.diptych.session;

import app.diptych.review.Vote;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two sessions, trial by trial. Trials belong together when they asked
 * the same; what is left over is paired by its place in the session.
 */
public record SessionComparison(List<Row> rows) {
  /**
   * One respect, before and after.
   *
   * @param measured whether it is a measurement, which differs a little every time
   */
  public record Change(String what, String before, String after, boolean measured) {
    Change(String what, String before, String after) {
      this(what, before, after, false);
    }
  }

  /**
   * Two trials that belong together, or one that has no partner.
   *
   * @param changes in what they differ, empty when in nothing
   */
  public record Row(@Nullable SavedTrial before, @Nullable SavedTrial after, List<Change> changes) {
    public Row {
      changes = List.copyOf(changes);
    }

    /** Whether more than measurements differs, or a partner is missing. */
    public boolean changed() {
      return before == null || after == null || changes.stream().anyMatch(one -> !one.measured());
    }

    /** What was asked. */
    public String prompt() {
      SavedTrial one = after == null ? before : after;
      return one == null ? "" : one.prompt();
    }
  }

  public SessionComparison {
    rows = List.copyOf(rows);
  }

  public static SessionComparison of(List<SavedTrial> before, List<SavedTrial> after) {
    List<SavedTrial> left = new ArrayList<>(before);
    List<SavedTrial> right = new ArrayList<>(after);
    List<Row> rows = new ArrayList<>();
    for (SavedTrial one : before) {
      Optional<SavedTrial> same =
          right.stream().filter(other -> other.prompt().equals(one.prompt())).findFirst();
      same.ifPresent(other -> {
        rows.add(row(one, other));
        left.remove(one);
        right.remove(other);
      });
    }
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      rows.add(row(i < left.size() ? left.get(i) : null, i < right.size() ? right.get(i) : null));
    }
    rows.sort((a, b) -> Integer.compare(place(a), place(b)));
    return new SessionComparison(rows);
  }

  private static int place(Row row) {
    SavedTrial one = row.before() == null ? row.after() : row.before();
    return one == null ? 0 : one.number();
  }

  private static Row row(@Nullable SavedTrial before, @Nullable SavedTrial after) {
    List<Change> changes = new ArrayList<>();
    if (before != null && after != null) {
      add(changes, "Prompt", before.prompt(), after.prompt());
      for (Side side : Side.values()) {
        compare(changes, side, before.answer(side).orElse(null), after.answer(side).orElse(null));
      }
      add(changes, "Verdict", verdict(before.vote()), verdict(after.vote()));
    }
    return new Row(before, after, changes);
  }

  private static void compare(
      List<Change> changes, Side side, @Nullable Answer before, @Nullable Answer after) {
    for (Respect respect : RESPECTS) {
      String left = before == null ? AnswerWords.NONE : respect.of().apply(before);
      String right = after == null ? AnswerWords.NONE : respect.of().apply(after);
      if (!left.equals(right)) {
        changes.add(new Change(side + " " + respect.what(), left, right, respect.measured()));
      }
    }
  }

  /** In what two answers are compared. */
  private record Respect(String what, Function<Answer, String> of, boolean measured) {}

  private static final List<Respect> RESPECTS =
      List.of(
          new Respect("model", Answer::model, false),
          new Respect("system prompt", AnswerWords::system, false),
          new Respect("sampling", AnswerWords::sampling, false),
          new Respect("answer", Answer::text, false),
          new Respect("failure", AnswerWords::failure, false),
          new Respect("output tokens", AnswerWords::tokens, false),
          new Respect("TTFT", AnswerWords::timeToFirstToken, true),
          new Respect("E2E", AnswerWords::endToEnd, true),
          new Respect("tok/s", AnswerWords::rate, true));

  private static void add(List<Change> changes, String what, String before, String after) {
    if (!before.equals(after)) {
      changes.add(new Change(what, before, after));
    }
  }

  private static String verdict(@Nullable Vote vote) {
    return vote == null ? AnswerWords.NONE : vote.verdict().words();
  }
}
