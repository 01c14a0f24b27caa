package app.diptych.ui.compare;

import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.OwnVerdict;
import app.diptych.trial.Side;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts of the open session: the owner's and those of others. Those on the two models that
 * are looked at are counted; where they stood on the other sides, for the model and not for the
 * side. JavaFX thread only.
 */
final class OpenVerdicts {
  private final Map<String, TrialEntry> trials = new HashMap<>();
  private final Map<String, OwnVerdict> own = new HashMap<>();
  private final ReadOnlyObjectWrapper<Tally> tally = new ReadOnlyObjectWrapper<>(Tally.NONE);
  private final ReadOnlyIntegerWrapper elsewhere = new ReadOnlyIntegerWrapper(0);
  private final ReadOnlyIntegerWrapper raters = new ReadOnlyIntegerWrapper(0);
  private final ReadOnlyObjectWrapper<@Nullable OwnVerdict> shown =
      new ReadOnlyObjectWrapper<>(null);
  private @Nullable TrialEntry lookedAt;

  /**
   * Takes what was said of those trials, in the place of all that was there.
   *
   * @param owners what the owner said, by the id of the trial
   */
  void open(List<TrialEntry> all, Map<String, OwnVerdict> owners) {
    trials.clear();
    all.forEach(trial -> trials.put(trial.id(), trial));
    own.clear();
    own.putAll(owners);
    count();
  }

  /** From now on those on the models of that trial are counted; of null, all. */
  void lookAt(@Nullable TrialEntry trial) {
    lookedAt = trial;
    count();
  }

  /**
   * The owner says something else.
   *
   * @param verdict null takes the verdict back
   */
  void say(TrialEntry trial, @Nullable Verdict verdict, String note) {
    trials.putIfAbsent(trial.id(), trial);
    if (verdict == null) {
      own.remove(trial.id());
    } else {
      own.put(trial.id(), OwnVerdict.plain(new Vote(verdict, note, "", Instant.EPOCH)));
    }
    count();
  }

  /** Why the owner said so; empty when nothing was said. */
  String note(String trial) {
    OwnVerdict said = own.get(trial);
    return said == null ? "" : said.vote().note();
  }

  private void count() {
    Tally same = Tally.NONE;
    int rest = 0;
    int others = 0;
    for (TrialEntry trial : trials.values()) {
      for (Vote vote : votes(trial).toList()) {
        if (isAlike(trial)) {
          same = same.plus(vote.verdict());
          others += vote.rater().isEmpty() ? 0 : 1;
        } else if (isSwapped(trial)) {
          same = same.plus(vote.verdict().swapped());
          others += vote.rater().isEmpty() ? 0 : 1;
        } else {
          rest++;
        }
      }
    }
    shown.set(lookedAt == null ? null : own.get(lookedAt.id()));
    elsewhere.set(rest);
    raters.set(others);
    tally.set(same);
  }

  private Stream<Vote> votes(TrialEntry trial) {
    return Stream.concat(
        Stream.ofNullable(own.get(trial.id())).map(OwnVerdict::vote), trial.raters().stream());
  }

  private boolean isAlike(TrialEntry trial) {
    return lookedAt == null || lookedAt.models().equals(trial.models());
  }

  private boolean isSwapped(TrialEntry trial) {
    Map<Side, String> models = trial.models();
    return lookedAt != null
        && models.size() == 2
        && Objects.equals(models.get(Side.A), lookedAt.models().get(Side.B))
        && Objects.equals(models.get(Side.B), lookedAt.models().get(Side.A));
  }

  /** What the owner said of the trial that is looked at; null when nothing holds. */
  ReadOnlyObjectProperty<@Nullable OwnVerdict> ownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Every verdict that holds on those models, of everybody. */
  ReadOnlyObjectProperty<Tally> tallyProperty() {
    return tally.getReadOnlyProperty();
  }

  /** How many hold on other models. */
  ReadOnlyIntegerProperty othersProperty() {
    return elsewhere.getReadOnlyProperty();
  }

  /** How many of {@link #tallyProperty} are of others than the owner. */
  ReadOnlyIntegerProperty ratersProperty() {
    return raters.getReadOnlyProperty();
  }
}
