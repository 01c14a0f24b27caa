package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.TrialRunner;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An answer that is quicker than the pace of saving. */
@Timeout(30)
class LateSaveTest {
  @TempDir Path home;

  @Test
  void staysFinishedWhenASaveComesAfterItsEnd() throws Exception {
    NanoClock clock = NanoClock.system();
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      String session = open.session("Quick");
      SideSetup setup = open.answering("demo/small", "p", "done");
      String trial = TrialRunner.newId();
      Answer answer =
          Objects.requireNonNull(
              open.trial(open.session("Other"), "p", null, Map.of(Side.A, setup))
                  .answers()
                  .get(Side.A));
      try (Connection connection = new Database(home.resolve("workspace.db")).openToWrite()) {
        TrialRows.insert(
            connection,
            new NewTrial(trial, session, null, null, Map.of(Side.A, setup)),
            clock.now());
        SideRecorder recorder = new SideRecorder(Side.A, clock.nanos());
        recorder.happened(ScriptedProvider.started(clock), clock.nanos());
        recorder.happened(new ReasoningDelta("hm "), clock.nanos());
        recorder.happened(new TextDelta("done"), clock.nanos());
        TrialRows.end(
            connection, session, trial, Side.A, answer, recorder.recording(answer), clock.now());
        SideRecorder.Taken taken = recorder.save(connection, trial);
        assertThat(recorder.saved(taken)).isFalse();
        assertThat(
                Sql.number(
                    connection,
                    "SELECT count(*) FROM side WHERE state = 'FINISHED' AND trial = (SELECT key FROM"
                        + " trial WHERE id = ?)",
                    trial))
            .isEqualTo(1);
        assertThat(Sql.number(connection, "SELECT count(*) FROM delta")).isZero();
      }
    }
  }
}
