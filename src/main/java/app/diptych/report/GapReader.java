package app.diptych.report;

import app.diptych.session.WorkspaceException;
import app.diptych.timing.Gaps;
import app.diptych.trial.MeasuredAnswer;
import java.util.List;

/** Reads what nobody keeps beside the measurements: the gaps between the deltas of answers. */
public interface GapReader {
  /**
   * The gaps of all of these answers together. May take seconds.
   *
   * @throws InterruptedException when the thread is interrupted before the last one
   */
  Gaps of(List<MeasuredAnswer> answers) throws WorkspaceException, InterruptedException;
}
