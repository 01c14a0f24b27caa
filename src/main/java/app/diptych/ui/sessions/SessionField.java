package app.diptych.ui.sessions;

import app.diptych.session.SessionSummary;
import java.util.function.BiConsumer;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/**
 * A field for one value of a session. What is typed counts on Enter and when the field is left, and
 * always for the session it was typed for.
 */
final class SessionField extends TextField {
  private final boolean mayBeEmpty;
  private final BiConsumer<SessionSummary, String> commit;
  private @Nullable SessionSummary session;
  private String value = "";

  /**
   * @param mayBeEmpty whether nothing is a value too; otherwise the value before comes back
   * @param commit told what was typed, and for which session
   */
  SessionField(boolean mayBeEmpty, BiConsumer<SessionSummary, String> commit) {
    this.mayBeEmpty = mayBeEmpty;
    this.commit = commit;
    setOnAction(_ -> commit());
    focusedProperty()
        .subscribe((was, is) -> {
          if (was && !is) {
            commit();
          }
        });
  }

  /** Shows the value of a session; what is being typed for the same session stays. */
  void show(@Nullable SessionSummary now, String itsValue) {
    boolean other = now == null || session == null || !now.id().equals(session.id());
    if (other) {
      commit();
    }
    session = now;
    if (other || !isFocused()) {
      value = itsValue;
      setText(itsValue);
    }
  }

  private void commit() {
    SessionSummary typedFor = session;
    String typed = getText();
    if (typedFor != null && !typed.equals(value)) {
      if (typed.isBlank() && !mayBeEmpty) {
        setText(value);
        return;
      }
      value = typed;
      commit.accept(typedFor, typed);
    }
  }
}
