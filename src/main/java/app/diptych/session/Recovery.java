package app.diptych.session;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Usage;
import app.diptych.session.RowSum.DamagedRow;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import app.diptych.trial.TokenEstimate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** After a crash: gives every answer that was under way its end, with the text that was saved. */
final class Recovery {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Recovery() {}

  /** A side that never came to its end. */
  private record Open(
      long key, String trial, String session, Side side, String model, JsonNode detail) {}

  /** What was saved of it. */
  private record Pieces(
      StringBuilder text, StringBuilder reasoning, DeltaPack.Builder deltas, long zero) {}

  /**
   * @param alive whether the process of that number still records: its trials are left alone
   * @return how many sides were interrupted
   */
  static int run(Connection connection, Instant now, LongPredicate alive) throws SQLException {
    return run(connection, now, alive, null);
  }

  /**
   * The same for the trials of one session.
   *
   * @param session null for every one
   */
  static int run(Connection connection, Instant now, LongPredicate alive, @Nullable String session)
      throws SQLException {
    List<Open> open =
        Sql.list(
                connection,
                "SELECT t.key, t.id, t.session, s.side, s.model, s.detail, t.recorder, "
                    + RowSum.whole("side", "s")
                    + " AS whole FROM side s JOIN trial t ON t.key = s.trial WHERE s.state NOT IN ('FINISHED',"
                    + " 'FAILED') AND (?1 IS NULL OR t.session = ?1)",
                row -> open(row, alive),
                session)
            .stream()
            .flatMap(List::stream)
            .toList();
    for (Open side : open) {
      close(connection, side, now);
    }
    return open.size();
  }

  private static List<Open> open(ResultSet row, LongPredicate alive) throws SQLException {
    long recorder = row.getLong("recorder");
    boolean recorded = !row.wasNull() && alive.test(recorder);
    // A row that is not what was written stays as it is: whoever reads it is told.
    if (recorded || !row.getBoolean("whole")) {
      return List.of();
    }
    return List.of(
        new Open(
            row.getLong(1),
            row.getString(2),
            row.getString(3),
            Side.valueOf(row.getString(4)),
            row.getString(5),
            MAPPER.readTree(row.getString(6))));
  }

  private static void close(Connection connection, Open open, Instant now) throws SQLException {
    Pieces pieces =
        new Pieces(
            new StringBuilder(),
            new StringBuilder(),
            new DeltaPack.Builder(),
            open.detail().path("zeroNs").asLong(0));
    try {
      Sql.list(
          connection,
          "SELECT d.pack, d.text, "
              + RowSum.whole("delta", "d")
              + " AS whole FROM delta d WHERE d.trial = ? AND d.side = ? ORDER BY d.batch",
          row -> add(row, pieces),
          open.key(),
          open.side().name());
    } catch (DamagedRow torn) {
      // What came before it is whole and is kept.
    }
    Answer answer = answer(open, pieces);
    List<SavedEvent> events = events(connection, open, pieces.zero());
    TrialRows.end(
        connection,
        new TrialRows.End(
            open.session(),
            open.trial(),
            open.side(),
            answer,
            pieces.deltas().recording(),
            events,
            now));
  }

  private static List<SavedEvent> events(Connection connection, Open open, long zero)
      throws SQLException {
    try {
      return EventRows.read(connection, open.trial(), open.side()).stream()
          .map(event -> new SavedEvent(event.atNanos() - zero, event.kind(), event.detail()))
          .toList();
    } catch (DamagedRow torn) {
      return List.of();
    }
  }

  private static Answer answer(Open open, Pieces pieces) {
    CompletionRequest request = AnswerJson.request(open.detail().path("request"));
    Recording recording = pieces.deltas().recording();
    String text = pieces.text().toString();
    String reasoning = pieces.reasoning().toString();
    Usage usage = AnswerJson.usage(open.detail().path("usage"));
    boolean asked = recording.size() > 0;
    return new Answer(
        open.model(),
        open.detail().path("local").asBoolean(false),
        request,
        SideState.FAILED,
        AnswerJson.origin(open.detail().path("origin")),
        text,
        reasoning,
        usage == null && asked ? TokenEstimate.of(request, reasoning, text) : usage,
        null,
        new Failure.Interrupted(),
        Timeline.of(recording.offsets(), recording.firstText()),
        Duration.ZERO);
  }

  private static int add(ResultSet row, Pieces pieces) throws SQLException {
    RowSum.require(row, "whole", "delta");
    String both = row.getString(2);
    Recording batch = DeltaPack.unpack(row.getBytes(1));
    int at = 0;
    for (int i = 0; i < batch.size(); i++) {
      String piece = both.substring(at, at + batch.length(i));
      at += batch.length(i);
      (batch.isReasoning(i) ? pieces.reasoning() : pieces.text()).append(piece);
      pieces.deltas().add(batch.offset(i) - pieces.zero(), batch.length(i), batch.isReasoning(i));
    }
    return batch.size();
  }
}
