package app.diptych.ui.settings;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A name and a value that are being written: an alias, or a header. */
final class PairDraft {
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty value = new SimpleStringProperty("");

  PairDraft(String name, String value) {
    this.name.set(name);
    this.value.set(value);
  }

  StringProperty nameProperty() {
    return name;
  }

  StringProperty valueProperty() {
    return value;
  }

  boolean isEmpty() {
    return name.get().isBlank() && value.get().isBlank();
  }
}
