package app.diptych.report;

import app.diptych.session.WorkspaceException;
import app.diptych.timing.Gaps;
import app.diptych.trial.MeasuredAnswer;
import java.util.List;

/** Reads what nobody keeps beside the measurements: the gaps between the deltas of answers. */
public interface GapReader {
  /**
   * The gaps of the answers of each group together. May take seconds.
   *
   * @param groups an answer can be in several of them
   * @return those of each group, in the order of the groups
   * @throws InterruptedException when the thread is interrupted before the last one
   */
  List<Gaps> of(List<List<MeasuredAnswer>> groups) throws WorkspaceException, InterruptedException;
}
