package app.diptych.batch.judge;

import app.diptych.review.Vote;
import app.diptych.session.Judgings.SavedJudgement;
import app.diptych.session.Judgings.SavedJudging;
import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What judges said of a session, beside what people did. */
public final class JudgedSession {
  private JudgedSession() {}

  /** Of the two models the first trial has; empty when nothing was said. Blocks. */
  public static Optional<JudgeResults> results(Workspace workspace, SavedJudging judging)
      throws WorkspaceException {
    List<SavedJudgement> said = workspace.judgings().said(judging.id());
    Map<String, List<Vote>> others = workspace.sessions().raters(judging.session());
    Map<String, List<Vote>> votes = new HashMap<>();
    Set<String> trials = new LinkedHashSet<>();
    said.forEach(one -> trials.add(one.trial()));
    Judgement first = null;
    for (String id : trials) {
      SavedTrial trial = workspace.sessions().trial(id).orElse(null);
      List<Vote> all = new ArrayList<>(others.getOrDefault(id, List.of()));
      if (trial != null && trial.vote() != null) {
        all.add(trial.vote());
      }
      votes.put(id, all);
    }
    for (SavedJudgement one : said) {
      first = first == null ? Judgement.of(one) : first;
    }
    return first == null
        ? Optional.empty()
        : Optional.of(JudgeResults.of(judging, said, votes, first.modelA(), first.modelB()));
  }
}
