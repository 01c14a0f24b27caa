package app.diptych.trial;

import app.diptych.completion.CompletionEvent;

/**
 * Hears what happens on the sides of a trial, on the threads it happens on: it must be quick and
 * thread-safe.
 */
public interface TrialListener {
  TrialListener NONE = new TrialListener() {};

  /** A side came to that state. */
  default void changed(Side side, SideState state) {}

  /**
   * An event was recorded in the side's transcript.
   *
   * @param atNanos the clock's reading when its bytes were read
   */
  default void happened(Side side, CompletionEvent event, long atNanos) {}

  /** A side has ended, well or not; the last that is heard of it. */
  default void ended(Side side, Answer answer) {}

  /** Tells both, this one first. */
  default TrialListener and(TrialListener other) {
    TrialListener first = this;
    return new TrialListener() {
      @Override
      public void changed(Side side, SideState state) {
        first.changed(side, state);
        other.changed(side, state);
      }

      @Override
      public void happened(Side side, CompletionEvent event, long atNanos) {
        first.happened(side, event, atNanos);
        other.happened(side, event, atNanos);
      }

      @Override
      public void ended(Side side, Answer answer) {
        first.ended(side, answer);
        other.ended(side, answer);
      }
    };
  }
}
