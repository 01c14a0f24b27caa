package app.diptych.ui.compare;

import app.diptych.cost.Cost;
import app.diptych.timing.RequestMetrics;
import app.diptych.ui.replay.Track;
import org.jspecify.annotations.Nullable;

/**
 * What a pane says of its side at a moment of a replay: what was known then, and numbers that are
 * marked as guessed as long as they were. At its end a side says what it says without a replay.
 *
 * @param outcome empty, since nobody knew it yet
 */
record Moment(PanePhase phase, Chips chips, String outcome) {

  /** A moment before the end of the track. */
  static Moment of(Track track, long nanos) {
    int deltas = track.deltas(nanos);
    RequestMetrics metrics = track.answer().timeline().metricsAfter(deltas, track.tokens(nanos));
    Chips then = Chips.live(metrics, false, before(track.answer().cost()));
    return new Moment(phase(track, nanos), then.as(track.answer()), "");
  }

  private static PanePhase phase(Track track, long nanos) {
    if (track.text(nanos) > 0) {
      return PanePhase.STREAMING;
    }
    return track.reasoning(nanos) > 0 ? PanePhase.REASONING : PanePhase.WAITING;
  }

  /** A sum is known only once the answer has ended. */
  private static @Nullable Cost before(Cost last) {
    return switch (last) {
      case Cost.Known _ -> null;
      case Cost.Local _ -> new Cost.Local();
      case Cost.Unpriced _ -> last;
    };
  }
}
