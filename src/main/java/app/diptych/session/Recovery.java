package app.diptych.session;

import app.diptych.completion.Failure;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** After a crash: gives every answer that was under way its end, with the text that was saved. */
final class Recovery {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Recovery() {}

  /** A side that never came to its end. */
  private record Open(String trial, String session, Side side, String model, JsonNode detail) {}

  /**
   * @return how many sides were interrupted
   */
  static int run(Connection connection, Instant now) throws SQLException {
    List<Open> open =
        Sql.list(
            connection,
            "SELECT t.id, t.session, s.side, s.model, s.detail FROM side s JOIN trial t ON t.key ="
                + " s.trial WHERE s.state NOT IN ('FINISHED', 'FAILED')",
            Recovery::open);
    for (Open side : open) {
      close(connection, side, now);
    }
    return open.size();
  }

  private static Open open(ResultSet row) throws SQLException {
    return new Open(
        row.getString(1),
        row.getString(2),
        Side.valueOf(row.getString(3)),
        row.getString(4),
        MAPPER.readTree(row.getString(5)));
  }

  private static void close(Connection connection, Open open, Instant now) throws SQLException {
    StringBuilder text = new StringBuilder();
    StringBuilder reasoning = new StringBuilder();
    DeltaPack.Builder all = new DeltaPack.Builder();
    long zero = open.detail().path("zeroNs").asLong(0);
    Sql.list(
        connection,
        "SELECT pack, text FROM delta WHERE trial = (SELECT key FROM trial WHERE id = ?) AND side = ?"
            + " ORDER BY batch",
        row -> add(row, zero, all, text, reasoning),
        open.trial(),
        open.side().name());
    Recording recording = all.recording();
    Answer answer =
        new Answer(
            open.model(),
            open.detail().path("local").asBoolean(false),
            AnswerJson.request(open.detail().path("request")),
            SideState.FAILED,
            AnswerJson.origin(open.detail().path("origin")),
            text.toString(),
            reasoning.toString(),
            null,
            null,
            new Failure.Interrupted(),
            Timeline.of(recording.offsets(), recording.firstText()),
            Duration.ZERO);
    TrialRows.end(connection, open.session(), open.trial(), open.side(), answer, recording, now);
  }

  private static int add(
      ResultSet row, long zero, DeltaPack.Builder all, StringBuilder text, StringBuilder reasoning)
      throws SQLException {
    String both = row.getString(2);
    Recording batch = DeltaPack.unpack(row.getBytes(1));
    int at = 0;
    for (int i = 0; i < batch.size(); i++) {
      String piece = both.substring(at, at + batch.length(i));
      at += batch.length(i);
      (batch.isReasoning(i) ? reasoning : text).append(piece);
      all.add(batch.offset(i) - zero, batch.length(i), batch.isReasoning(i));
    }
    return batch.size();
  }
}
