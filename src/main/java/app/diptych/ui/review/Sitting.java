package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.CastVote;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The votes of one sitting, how quickly they came, and whether a break would do good. */
final class Sitting {
  private static final Duration LONG_SITTING = Duration.ofMinutes(25);
  private static final int MANY_VOTES = 40;

  private final Deque<Cast> cast = new ArrayDeque<>();
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper pace = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper rest = new ReadOnlyStringWrapper("");

  /** A vote of this sitting, to be taken back. */
  record Cast(Ticket ticket, CastVote vote) {}

  void add(Ticket ticket, CastVote vote) {
    cast.push(new Cast(ticket, vote));
  }

  /** The last vote, which is forgotten here; null when there is none. */
  @Nullable Cast takeBack() {
    return cast.poll();
  }

  /**
   * @param left pairs that are not judged yet
   * @param sat how long this sitting has lasted
   */
  void tell(int left, int total, Duration sat) {
    progress.set(say("%d of %d").formatted(total - left, total));
    if (cast.isEmpty()) {
      pace.set("");
      rest.set("");
      return;
    }
    double[] seconds =
        cast.stream().mapToDouble(one -> one.vote().took().toMillis() / 1e3).sorted().toArray();
    double median = seconds[seconds.length / 2];
    pace.set(
        String.format(
            Locale.ROOT, say("%.0f s a pair, about %s left"), median, minutes(median * left)));
    boolean tired =
        (cast.size() >= MANY_VOTES && cast.size() % MANY_VOTES < 3)
            || sat.compareTo(LONG_SITTING) > 0;
    rest.set(
        tired && left > 0
            ? say("You have judged %d pairs. A short break keeps verdicts fair; everything is saved.")
                .formatted(cast.size())
            : "");
  }

  private static String minutes(double seconds) {
    return seconds < 90
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }

  /** Pairs judged of those there are. */
  ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** How quickly it goes; empty before the first vote. */
  ReadOnlyStringProperty paceProperty() {
    return pace.getReadOnlyProperty();
  }

  /** That a break would do good; empty most of the time. */
  ReadOnlyStringProperty restProperty() {
    return rest.getReadOnlyProperty();
  }
}
