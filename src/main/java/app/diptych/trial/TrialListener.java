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

  /** An event was recorded in the side's transcript. */
  default void happened(Side side, CompletionEvent event) {}
}
