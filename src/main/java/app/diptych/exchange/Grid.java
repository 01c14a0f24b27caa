package app.diptych.exchange;

import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prompts by models, as tools keep them that compare any number of models. A session compares two:
 * of more, the first is paired with each other.
 */
final class Grid {
  private final Losses losses;
  private final Set<String> columns = new LinkedHashSet<>();
  private final Map<String, Map<String, Cell>> rows = new LinkedHashMap<>();
  private final Set<String> tags = new LinkedHashSet<>();
  private String notes = "";

  Grid(Losses losses) {
    this.losses = losses;
  }

  /**
   * One answer.
   *
   * @param raw what it was read from
   */
  record Cell(AnswerDraft answer, Instant at, Place raw) {}

  /** Reads the verdicts on two answers. */
  interface Judging {
    /** The verdicts, one for each rater; a side that is not there is null. */
    List<Vote> votes(@Nullable Cell a, @Nullable Cell b);
  }

  /** Marks its sessions with a word to find them by. */
  void tag(String tag) {
    tags.add(tag);
  }

  void notes(String words) {
    notes = words;
  }

  /** Fixes the place of a row before its cells are known. */
  void row(String row) {
    rows.computeIfAbsent(row, _ -> new LinkedHashMap<>());
  }

  /** Fixes the place of a column before its cells are known. */
  void column(String column) {
    columns.add(column);
  }

  /** Puts a cell; a second one in the same place is left out. */
  void put(String row, String column, Cell cell) {
    column(column);
    row(row);
    if (rows.getOrDefault(row, Map.of()).putIfAbsent(column, cell) != null) {
      losses.add(
          "repeated answers", "Of several answers of a model to one prompt, the first is taken.");
    }
  }

  /** The sessions: none, one, or one for each model after the first two. */
  List<SavedSession> sessions(String title, Instant at, Judging judging) {
    List<String> all = List.copyOf(columns);
    if (all.size() <= 2) {
      return all.isEmpty()
          ? List.of()
          : List.of(session(title, at, all.getFirst(), all.size() == 2 ? all.get(1) : "", judging));
    }
    losses.add(
        "pairs of models",
        (all.size() - 1) * (all.size() - 2) / 2,
        "A session compares two models: %s was paired with each of the other %d."
            .formatted(all.getFirst(), all.size() - 1));
    List<SavedSession> sessions = new ArrayList<>();
    for (String other : all.subList(1, all.size())) {
      String both = "%s (%s, %s)".formatted(title, all.getFirst(), other);
      sessions.add(session(both, at, all.getFirst(), other, judging));
    }
    return sessions;
  }

  private SavedSession session(String title, Instant at, String a, String b, Judging judging) {
    SessionDraft session = new SessionDraft(title, at);
    tags.forEach(session::tag);
    session.notes(notes);
    Links links = new Links();
    for (Map<String, Cell> row : rows.values()) {
      Map<Side, Cell> cells = new EnumMap<>(Side.class);
      put(cells, Side.A, row.get(a));
      put(cells, Side.B, row.get(b));
      if (!cells.isEmpty()) {
        add(session, links, cells, judging);
      }
    }
    return session.session();
  }

  private static void put(Map<Side, Cell> cells, Side side, @Nullable Cell cell) {
    if (cell != null) {
      cells.put(side, cell);
    }
  }

  private static void add(
      SessionDraft session, Links links, Map<Side, Cell> cells, Judging judging) {
    Map<Side, AnswerDraft> drafts = new EnumMap<>(Side.class);
    cells.forEach((side, cell) -> drafts.put(side, cell.answer()));
    Map<Side, Answer> answers = Drafted.finished(drafts);
    Instant at = cells.values().stream().map(Cell::at).min(Instant::compareTo).orElseThrow();
    List<Vote> votes = judging.votes(cells.get(Side.A), cells.get(Side.B));
    links.note(Drafted.add(session, at, links.parent(answers), drafts, votes), answers);
  }
}
