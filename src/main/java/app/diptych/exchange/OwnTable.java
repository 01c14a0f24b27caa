package app.diptych.exchange;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.AnswerJson;
import app.diptych.session.SavedSession;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a table that we wrote back into sessions. */
final class OwnTable {
  private static final List<TableColumn> NEEDED =
      List.of(
          TableColumn.SESSION,
          TableColumn.TRIAL,
          TableColumn.SIDE,
          TableColumn.PROMPT,
          TableColumn.MODEL,
          TableColumn.TEXT,
          TableColumn.FINISH_REASON,
          TableColumn.FAILURE);

  private final Map<TableColumn, Integer> places = new EnumMap<>(TableColumn.class);
  private final boolean quoted;
  private final Losses losses;

  private OwnTable(Table table, boolean quoted, Losses losses) {
    for (TableColumn column : TableColumn.values()) {
      int at = table.columns().indexOf(column.header());
      if (at >= 0) {
        places.put(column, at);
      }
    }
    this.quoted = quoted;
    this.losses = losses;
  }

  static boolean isOne(Table table) {
    return table.columns().containsAll(NEEDED.stream().map(TableColumn::header).toList());
  }

  static Imported read(Format format, Table table, Losses losses) {
    return new OwnTable(table, format == Format.CSV, losses).read(format, table.rows());
  }

  private Imported read(Format format, List<List<String>> rows) {
    Map<List<String>, Map<String, List<List<String>>>> sessions = new LinkedHashMap<>();
    for (List<String> row : rows) {
      // Before there were ids in a table, all of one title were taken for one.
      sessions
          .computeIfAbsent(
              List.of(cell(row, TableColumn.SESSION_ID), cell(row, TableColumn.SESSION)),
              _ -> new LinkedHashMap<>())
          .computeIfAbsent(cell(row, TableColumn.TRIAL), _ -> new ArrayList<>())
          .add(row);
    }
    List<SavedSession> all = new ArrayList<>();
    sessions.forEach((session, trials) -> {
      SessionDraft draft =
          new SessionDraft(session.getLast(), at(trials.values().iterator().next().getFirst()));
      trials.values().forEach(trial -> put(draft, trial));
      if (draft.size() > 0) {
        all.add(draft.session());
      }
    });
    return new Imported(
        format,
        all,
        List.of(),
        losses.list(),
        List.of("It is a table that Diptych wrote: each row is one side of a trial."));
  }

  private void put(SessionDraft draft, List<List<String>> rows) {
    Map<Side, Answer> answers = new EnumMap<>(Side.class);
    List<Vote> votes = List.of();
    for (List<String> row : rows) {
      try {
        answers.putIfAbsent(Side.valueOf(cell(row, TableColumn.SIDE)), answer(row));
        if (votes.isEmpty() && !cell(row, TableColumn.VERDICT).isEmpty()) {
          votes = List.of(vote(row));
        }
      } catch (IllegalArgumentException | DateTimeException wrong) {
        losses.add("rows that cannot be understood", Reason.of(wrong) + ".");
      }
    }
    if (!answers.isEmpty()) {
      List<String> first = rows.getFirst();
      draft.add(cell(first, TableColumn.PROMPT), at(first), null, answers, votes);
      losses.add(
          "measured times",
          "They are made of the time of each delta, which a table does not hold.");
      if (rows.stream().anyMatch(row -> !cell(row, TableColumn.COST_AMOUNT).isEmpty())) {
        losses.add(
            "what each answer cost",
            "They are made of a price and its date, which a table does not hold.");
      }
    }
  }

  private Answer answer(List<String> row) {
    List<Message> messages = new ArrayList<>();
    String system = cell(row, TableColumn.SYSTEM);
    if (!system.isEmpty()) {
      messages.add(Message.system(system));
    }
    messages.add(Message.user(cell(row, TableColumn.PROMPT)));
    String model = cell(row, TableColumn.MODEL);
    String by = cell(row, TableColumn.ANSWERED_BY);
    String reason = cell(row, TableColumn.FINISH_REASON);
    Failure failure = failure(row, reason);
    return new Answer(
        model,
        cell(row, TableColumn.COST_STATE).equals("local"),
        new CompletionRequest(model, messages, Sampling.providerDefaults()),
        failure == null ? SideState.FINISHED : SideState.FAILED,
        by.isEmpty() ? null : Origin.gateway(by, null),
        cell(row, TableColumn.TEXT),
        cell(row, TableColumn.REASONING),
        usage(row),
        failure == null ? new FinishReason(reason) : null,
        failure,
        Timeline.EMPTY,
        Duration.ZERO);
  }

  private @Nullable Failure failure(List<String> row, String reason) {
    String kind = cell(row, TableColumn.FAILURE);
    if (kind.isEmpty()) {
      return reason.isEmpty() ? new Failure.Interrupted() : null;
    }
    return AnswerJson.failure(
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", kind)
            .put("message", cell(row, TableColumn.FAILURE_MESSAGE)));
  }

  private @Nullable Usage usage(List<String> row) {
    String source = cell(row, TableColumn.TOKEN_SOURCE);
    return source.isEmpty()
        ? null
        : new Usage(
            count(row, TableColumn.INPUT_TOKENS),
            count(row, TableColumn.OUTPUT_TOKENS),
            count(row, TableColumn.REASONING_TOKENS),
            count(row, TableColumn.CACHED_TOKENS),
            Usage.Source.valueOf(source.toUpperCase(Locale.ROOT)));
  }

  private Vote vote(List<String> row) {
    Verdict verdict = BundleJson.verdict(cell(row, TableColumn.VERDICT));
    return new Vote(verdict, cell(row, TableColumn.NOTE), "", at(row));
  }

  private int count(List<String> row, TableColumn column) {
    String text = cell(row, column);
    int count = text.isEmpty() ? 0 : Integer.parseInt(text);
    if (count < 0) {
      throw new IllegalArgumentException("There cannot be fewer than no tokens");
    }
    return count;
  }

  private Instant at(List<String> row) {
    String text = cell(row, TableColumn.STARTED_AT);
    try {
      return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    } catch (DateTimeException unreadable) {
      return Instant.EPOCH;
    }
  }

  private String cell(List<String> row, TableColumn column) {
    Integer at = places.get(column);
    String cell = at == null ? "" : row.get(at);
    return quoted ? Csv.arm(cell) : cell;
  }
}
