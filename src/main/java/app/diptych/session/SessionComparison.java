package app.diptych.session;

import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.completion.Sampling;
import app.diptych.review.Vote;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two sessions, trial by trial. Trials belong together when they asked
 * the same; what is left over is paired by its place in the session.
 */
public record SessionComparison(List<Row> rows) {
  private static final String NONE = "\u2013";

  /** What differs in one respect. */
  public record Change(String what, String before, String after) {}

  /**
   * Two trials that belong together, or one that has no partner.
   *
   * @param changes in what they differ, empty when in nothing
   */
  public record Row(@Nullable SavedTrial before, @Nullable SavedTrial after, List<Change> changes) {
    public Row {
      changes = List.copyOf(changes);
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
    String name = side + " ";
    add(changes, name + "model", text(before, Answer::model), text(after, Answer::model));
    add(
        changes,
        name + "system prompt",
        text(before, SessionComparison::system),
        text(after, SessionComparison::system));
    add(
        changes,
        name + "sampling",
        text(before, answer -> sampling(answer.request().sampling())),
        text(after, answer -> sampling(answer.request().sampling())));
    add(changes, name + "answer", text(before, Answer::text), text(after, Answer::text));
    add(
        changes,
        name + "failure",
        text(before, SessionComparison::failure),
        text(after, SessionComparison::failure));
    add(
        changes,
        name + "TTFT",
        text(before, answer -> millis(answer.metrics().timeToFirstToken())),
        text(after, answer -> millis(answer.metrics().timeToFirstToken())));
    add(
        changes,
        name + "tok/s",
        text(before, answer -> rate(answer.metrics())),
        text(after, answer -> rate(answer.metrics())));
    add(
        changes,
        name + "output tokens",
        text(before, SessionComparison::tokens),
        text(after, SessionComparison::tokens));
  }

  private interface Part {
    String of(Answer answer);
  }

  private static String text(@Nullable Answer answer, Part part) {
    return answer == null ? NONE : part.of(answer);
  }

  private static void add(List<Change> changes, String what, String before, String after) {
    if (!Objects.equals(before, after)) {
      changes.add(new Change(what, before, after));
    }
  }

  private static String system(Answer answer) {
    return answer.request().messages().stream()
        .filter(message -> message.role() == Role.SYSTEM)
        .map(Message::content)
        .findFirst()
        .orElse(NONE);
  }

  private static String sampling(Sampling sampling) {
    return AnswerJson.sampling(sampling).toString();
  }

  private static String failure(Answer answer) {
    Failure failure = answer.failure();
    return failure == null ? NONE : failure.kind();
  }

  private static String tokens(Answer answer) {
    return answer.usage() == null ? NONE : Integer.toString(answer.usage().outputTokens());
  }

  private static String millis(Optional<Duration> duration) {
    return duration.map(d -> String.format(Locale.ROOT, "%.0f ms", d.toNanos() / 1e6)).orElse(NONE);
  }

  private static String rate(RequestMetrics metrics) {
    return metrics
        .outputTokensPerSecond()
        .map(rate -> String.format(Locale.ROOT, "%.1f", rate))
        .orElse(NONE);
  }

  private static String verdict(@Nullable Vote vote) {
    return vote == null ? NONE : vote.verdict().words();
  }
}
