package app.diptych.app;

import app.diptych.review.Tally;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.session.Workspace.Role;
import app.diptych.trial.Answer;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Recording;
import app.diptych.trial.Recordings;
import app.diptych.trial.Side;
import app.diptych.trial.TrialRunner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder of a user in which trials have been recorded. */
final class RecordedHome {
  private static final Instant DAY = Instant.parse("2026-11-24T12:00:00Z");

  private RecordedHome() {}

  /**
   * Saves one trial in a session of its own, with exactly these times.
   *
   * @return the id of the session
   */
  static String with(Path home, String title, Map<Side, RecordedAnswer> recorded) throws Exception {
    String id = Sessions.newId();
    Map<Side, Answer> answers = new EnumMap<>(Side.class);
    Map<Side, Recording> recordings = new EnumMap<>(Side.class);
    recorded.forEach((side, answer) -> {
      answers.put(side, answer.answer());
      recordings.put(side, Recordings.recording(answer.pieces()));
    });
    SessionSummary summary =
        new SessionSummary(
            id,
            title,
            "",
            DAY,
            DAY,
            false,
            false,
            false,
            null,
            1,
            0,
            Tally.NONE,
            List.of(),
            List.of());
    SavedTrial trial =
        new SavedTrial(
            TrialRunner.newId(), id, 1, null, null, DAY, Recordings.PROMPT, answers, null);
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      wiring
          .openWorkspace(Role.OWNER)
          .sessions()
          .add(
              new SavedSession(
                  summary, List.of(new SavedSession.Whole(trial, recordings, List.of()))))
          .get(30, TimeUnit.SECONDS);
    }
    return id;
  }

  /** Deletes a session, as the window does. */
  static void delete(Path home, String session) throws Exception {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      wiring.openWorkspace(Role.OWNER).sessions().delete(session).get(10, TimeUnit.SECONDS);
    }
  }
}
