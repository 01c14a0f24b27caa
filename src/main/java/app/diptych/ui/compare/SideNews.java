package app.diptych.ui.compare;

import app.diptych.completion.Origin;
import app.diptych.trial.SideState;

/** What a pane hears of its side while a trial runs. */
public sealed interface SideNews {
  record Text(String text) implements SideNews {}

  record Reasoning(String text) implements SideNews {}

  record AnsweredBy(Origin origin) implements SideNews {}

  /**
   * The request is held back.
   *
   * @param words why and for how long, for people
   */
  record Held(String words) implements SideNews {}

  record Came(SideState to) implements SideNews {}
}
