package app.diptych.ui.sessions;

import app.diptych.session.SessionSummary;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;

/**
 * What the rest of the window does with a session.
 *
 * @param open shows it on the compare page
 * @param rerun runs every prompt of it again as a new session; told whether with the models that
 *     answered then
 * @param whyNot why neither can be done now, as a sentence; empty when both can
 */
public record SessionUses(
    Consumer<SessionSummary> open,
    BiConsumer<SessionSummary, Boolean> rerun,
    ObservableValue<String> whyNot) {
  boolean can() {
    return whyNot.getValue().isEmpty();
  }
}
