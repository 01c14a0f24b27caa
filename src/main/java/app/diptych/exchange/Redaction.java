package app.diptych.exchange;

import app.diptych.session.SavedSession;
import java.util.function.UnaryOperator;

/** What is taken out of sessions before they are written. */
public final class Redaction {
  /** Everything is written as it is. */
  public static final Redaction NONE = new Redaction(session -> session);

  private final UnaryOperator<SavedSession> change;

  private Redaction(UnaryOperator<SavedSession> change) {
    this.change = change;
  }

  SavedSession apply(SavedSession session) {
    return change.apply(session);
  }
}
