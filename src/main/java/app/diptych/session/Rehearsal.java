package app.diptych.session;

import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A trial that is saved and taken back again, so that the code for it is loaded. */
final class Rehearsal {
  private Rehearsal() {}

  /** On the writer's thread. */
  static void run(Connection connection, NanoClock clock) {
    try {
      Sql.run(connection, "BEGIN IMMEDIATE");
      try {
        save(connection, clock);
      } finally {
        Sql.run(connection, "ROLLBACK");
      }
    } catch (SQLException | RuntimeException refused) {
      // What is wrong with the disk is told when something real is to be saved.
    }
  }

  private static void save(Connection connection, NanoClock clock) throws SQLException {
    String id = Sessions.newId();
    CompletionRequest request =
        new CompletionRequest("", List.of(Message.user("-")), Sampling.providerDefaults());
    SideSetup setup =
        new SideSetup(
            "",
            true,
            (_, _) -> {
              throw new UnsupportedOperationException();
            },
            request);
    SessionRows.insert(connection, id, "", null, clock.now());
    TrialRows.insert(
        connection, new NewTrial(id, id, null, null, Map.of(Side.A, setup)), 0, clock.now());
    SideRecorder recorder = new SideRecorder(Side.A, clock.nanos());
    recorder.happened(
        new Started(new Origin("", null, null, null, null, null), clock.nanos()), clock.nanos());
    recorder.happened(new TextDelta("-"), clock.nanos());
    SideRecorder.Batch batch = recorder.batch();
    if (batch != null) {
      TrialRows.stream(connection, id, batch);
    }
  }
}
