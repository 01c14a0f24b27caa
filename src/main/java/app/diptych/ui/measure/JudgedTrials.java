package app.diptych.ui.measure;

import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionQuery;
import app.diptych.session.SessionQuery.Shelf;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The owner's verdicts by trial. A session is read again only when it has changed. Any thread; it
 * blocks.
 */
final class JudgedTrials {
  /** More sessions than anybody has. */
  private static final int ALL = 100_000;

  private final Map<String, Judged> known = new ConcurrentHashMap<>();

  private record Judged(SessionSummary session, Map<String, Verdict> verdicts) {}

  /**
   * @throws InterruptedException when nobody wants them any more
   */
  Map<String, Verdict> read(Workspace workspace) throws WorkspaceException, InterruptedException {
    Map<String, Verdict> all = new HashMap<>();
    for (Shelf shelf : List.of(Shelf.CURRENT, Shelf.ARCHIVED)) {
      SessionQuery query = new SessionQuery("", null, null, null, null, null, false, shelf, ALL);
      for (SessionSummary session : workspace.sessions().list(query)) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (session.votes().total() > 0) {
          all.putAll(verdicts(workspace, session));
        }
      }
    }
    return all;
  }

  private Map<String, Verdict> verdicts(Workspace workspace, SessionSummary session)
      throws WorkspaceException {
    Judged before = known.get(session.id());
    if (before != null && before.session.equals(session)) {
      return before.verdicts;
    }
    Map<String, Verdict> verdicts = new HashMap<>();
    for (SavedTrial trial : workspace.sessions().trials(session.id())) {
      Vote vote = trial.vote();
      if (vote != null) {
        verdicts.put(trial.id(), vote.verdict());
      }
    }
    known.put(session.id(), new Judged(session, verdicts));
    return verdicts;
  }
}
