package app.diptych.ui.review;

import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.ui.replay.Track;
import java.util.Optional;

/** How two answers came, on one time axis: both began at the same moment. */
record Pace(Track left, Track right) {

  /** Empty unless it is known of both: one that is there at once would tell them apart. */
  static Optional<Pace> of(Workspace workspace, SavedTrial trial, boolean aIsLeft)
      throws WorkspaceException {
    Optional<Track> a = track(workspace, trial, Side.A);
    Optional<Track> b = track(workspace, trial, Side.B);
    return a.isPresent() && b.isPresent()
        ? Optional.of(new Pace(aIsLeft ? a.get() : b.get(), aIsLeft ? b.get() : a.get()))
        : Optional.empty();
  }

  private static Optional<Track> track(Workspace workspace, SavedTrial trial, Side side)
      throws WorkspaceException {
    Recording recording = workspace.sessions().recording(trial.id(), side).orElse(Recording.EMPTY);
    return trial.answer(side).flatMap(answer -> Track.of(side, answer, recording));
  }

  /** How many characters of an answer had come so long after both began. */
  int characters(boolean ofLeft, long nanos) {
    return (ofLeft ? left : right).text(nanos);
  }

  /** Whether both had come. */
  boolean isOver(long nanos) {
    return left.isOver(nanos) && right.isOver(nanos);
  }
}
