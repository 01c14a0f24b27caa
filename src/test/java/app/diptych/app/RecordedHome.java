package app.diptych.app;

import app.diptych.session.Sessions;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.RecordedProvider;
import app.diptych.trial.Recordings;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.TrialRunner;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder of a user in which trials have been recorded. */
final class RecordedHome {
  private RecordedHome() {}

  /**
   * Records one trial in a session of its own.
   *
   * @return the id of the session
   */
  static String with(Path home, String title, Map<Side, RecordedAnswer> answers) throws Exception {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      Workspace workspace = wiring.openWorkspace(Role.OWNER);
      String session = Sessions.newId();
      var _ = workspace.sessions().create(session, title, null);
      Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
      answers.forEach((side, answer) ->
          setups.put(
              side,
              new SideSetup(
                  side == Side.A ? "demo/small" : "demo/base",
                  true,
                  new RecordedProvider(
                      answer, NanoClock.system(), Thread.ofPlatform().daemon().factory()),
                  Recordings.request(Recordings.PROMPT))));
      String trial = TrialRunner.newId();
      wiring
          .trials()
          .start(trial, setups, workspace.record(new NewTrial(trial, session, null, null, setups)))
          .await();
      workspace.value("settled", "yes").get(30, TimeUnit.SECONDS);
      return session;
    }
  }
}
