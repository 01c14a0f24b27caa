package app.diptych.cli;

import app.diptych.guard.policy.RecordedCall;
import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** The calls to gateways behind the trials of sessions. */
final class SessionCalls {
  private SessionCalls() {}

  /**
   * Oldest first. Leaves out models of this machine, recordings, and answers that another gateway
   * gave.
   */
  static List<RecordedCall> of(Workspace saved, Collection<String> sessions)
      throws WorkspaceException, InterruptedException {
    List<RecordedCall> calls = new ArrayList<>();
    for (String session : new LinkedHashSet<>(sessions)) {
      saved.sessions().each(session, trial -> add(trial, calls));
    }
    return calls.stream().sorted((a, b) -> a.at().compareTo(b.at())).toList();
  }

  private static void add(SavedTrial trial, List<RecordedCall> calls) {
    for (Side side : Side.values()) {
      Answer answer = trial.answer(side).orElse(null);
      if (answer != null && isOfGateway(answer)) {
        calls.add(call(calls.size() + 1, trial, answer));
      }
    }
  }

  private static boolean isOfGateway(Answer answer) {
    return !answer.local()
        && !answer.recorded()
        && !answer.failedOver()
        && answer.state().isLast()
        && answer.model().indexOf('/') > 0;
  }

  private static RecordedCall call(int number, SavedTrial trial, Answer answer) {
    Duration took =
        answer.timeline().deltas() == 0
            ? null
            : answer.timeline().offset(answer.timeline().deltas() - 1);
    return new RecordedCall(
        number,
        trial.startedAt().plus(answer.preparation()).plus(answer.delivery().held()),
        answer.model().substring(0, answer.model().indexOf('/')),
        answer.buffered() ? null : answer.metrics().timeToFirstToken().orElse(null),
        took,
        answer.failure());
  }
}
