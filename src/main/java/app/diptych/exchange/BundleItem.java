package app.diptych.exchange;

import app.diptych.review.Vote;
import app.diptych.session.SavedEvent;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.util.List;
import java.util.Optional;

/** What one line of a bundle tells. */
sealed interface BundleItem {

  /** A session, as yet without its trials. */
  record SessionItem(SessionSummary summary) implements BundleItem {}

  /** A trial, as yet without its answers and verdicts. */
  record TrialItem(SavedTrial trial) implements BundleItem {}

  /**
   * One side's answer.
   *
   * @param recording in which pieces it came; empty when that was never known
   * @param events what else happened to it, in order
   */
  record SideItem(
      String trial,
      Side side,
      Answer answer,
      Optional<Recording> recording,
      List<SavedEvent> events)
      implements BundleItem {
    public SideItem {
      events = List.copyOf(events);
    }
  }

  /** A verdict on a trial. */
  record VoteItem(String trial, Vote vote) implements BundleItem {}
}
