package app.diptych.exchange;

import app.diptych.exchange.BundleItem.SessionItem;
import app.diptych.exchange.BundleItem.SideItem;
import app.diptych.exchange.BundleItem.TrialItem;
import app.diptych.exchange.BundleItem.VoteItem;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the lines of a bundle together, in whatever order they come. Of two lines that tell of the
 * same thing the first counts.
 */
final class BundleDraft {
  private final Map<String, SessionItem> sessions = new LinkedHashMap<>();
  private final Map<String, SavedTrial> trials = new LinkedHashMap<>();
  private final Map<Half, SideItem> sides = new LinkedHashMap<>();
  private final Map<Ballot, Vote> votes = new LinkedHashMap<>();
  private final Losses losses;
  private long deltas;

  private record Half(String trial, Side side) {}

  private record Ballot(String trial, String rater) {}

  BundleDraft(Losses losses) {
    this.losses = losses;
  }

  /**
   * @throws ExchangeException when there is more than can be held
   */
  void add(BundleItem item) throws ExchangeException {
    boolean twice =
        switch (item) {
          case SessionItem session -> sessions.putIfAbsent(session.summary().id(), session) != null;
          case TrialItem trial -> trials.putIfAbsent(trial.trial().id(), trial.trial()) != null;
          case SideItem side -> {
            deltas += side.answer().timeline().deltas();
            yield sides.putIfAbsent(new Half(side.trial(), side.side()), side) != null;
          }
          case VoteItem vote ->
              votes.putIfAbsent(new Ballot(vote.trial(), vote.vote().rater()), vote.vote()) != null;
        };
    if (twice) {
      losses.add("lines that are there twice", "Of two lines about the same, the first counts.");
    }
    require(sessions.size(), Bundle.MOST_SESSIONS, "sessions");
    require(trials.size(), Bundle.MOST_TRIALS, "trials");
    require(votes.size(), Bundle.MOST_VOTES, "verdicts");
    require(deltas, Bundle.MOST_DELTAS, "deltas");
  }

  /** The sessions, in the order their first lines came. */
  List<SavedSession> sessions() {
    Map<String, List<SavedTrial>> bySession = new LinkedHashMap<>();
    sessions.keySet().forEach(id -> bySession.put(id, new ArrayList<>()));
    trials
        .values()
        .forEach(
            trial -> bySession.computeIfAbsent(trial.session(), _ -> new ArrayList<>()).add(trial));
    sides.keySet().stream().map(Half::trial).forEach(this::requireTrial);
    votes.keySet().stream().map(Ballot::trial).forEach(this::requireTrial);
    Map<String, List<SideItem>> answers = new LinkedHashMap<>();
    sides.forEach(
        (half, side) -> answers.computeIfAbsent(half.trial(), _ -> new ArrayList<>()).add(side));
    Map<String, List<Vote>> verdicts = new LinkedHashMap<>();
    votes.forEach((ballot, vote) ->
        verdicts.computeIfAbsent(ballot.trial(), _ -> new ArrayList<>()).add(vote));
    List<SavedSession> all = new ArrayList<>();
    bySession.forEach((id, members) ->
        all.add(new BundleSession(id, members, answers, verdicts, losses).put(sessions.get(id))));
    return all;
  }

  private void requireTrial(String trial) {
    if (!trials.containsKey(trial)) {
      losses.add(
          "answers and verdicts without their trial",
          "The line that tells what was asked is missing or damaged.");
    }
  }

  private static void require(long count, long most, String what) throws ExchangeException {
    if (count > most) {
      throw new ExchangeException(
          String.format("The file holds more than %,d %s. Split it first.", most, what));
    }
  }
}
