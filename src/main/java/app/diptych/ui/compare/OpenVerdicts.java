package app.diptych.ui.compare;

import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The verdicts of the open session: the owner's and those of others. JavaFX thread only. */
final class OpenVerdicts {
  private final Map<String, Vote> own = new HashMap<>();
  private final List<Vote> others = new ArrayList<>();
  private final ReadOnlyObjectWrapper<Tally> tally = new ReadOnlyObjectWrapper<>(Tally.NONE);

  void clear() {
    own.clear();
    others.clear();
    count();
  }

  /** Takes what was said of a trial. */
  void take(String trial, @Nullable Vote owners, List<Vote> ofOthers) {
    if (owners != null) {
      own.put(trial, owners);
    }
    others.addAll(ofOthers);
    count();
  }

  /**
   * The owner says something else.
   *
   * @param verdict null takes the verdict back
   */
  void say(String trial, @Nullable Verdict verdict, String note) {
    if (verdict == null) {
      own.remove(trial);
    } else {
      own.put(trial, new Vote(verdict, note, "", Instant.EPOCH));
    }
    count();
  }

  /** Why the owner said so; empty when nothing was said. */
  String note(String trial) {
    Vote vote = own.get(trial);
    return vote == null ? "" : vote.note();
  }

  private void count() {
    List<Verdict> all = new ArrayList<>();
    own.values().forEach(vote -> all.add(vote.verdict()));
    others.forEach(vote -> all.add(vote.verdict()));
    tally.set(Tally.of(all));
  }

  /** Every verdict that holds, of everybody, as the list of sessions counts them. */
  ReadOnlyObjectProperty<Tally> tallyProperty() {
    return tally.getReadOnlyProperty();
  }
}
