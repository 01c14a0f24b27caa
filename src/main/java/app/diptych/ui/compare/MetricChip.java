package app.diptych.ui.compare;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** One number with its name: the definition is one hover away. */
final class MetricChip extends HBox {
  private final Label value = new Label("\u2013");
  private final Label key = new Label();
  private final StringProperty tip = new SimpleStringProperty("");
  private final String name;
  private final String definition;

  /**
   * @param name short, for example {@code TTFT}
   * @param definition what the number means and where the definition comes from
   */
  MetricChip(Icon icon, String name, String definition) {
    this.name = name;
    this.definition = definition;
    getStyleClass().add("chip");
    value.getStyleClass().add("value");
    key.setText(name);
    key.getStyleClass().add("key");
    getChildren().addAll(icon.node(), value, key);
    tip.set(definition);
    Tip.on(this, tip);
    value.setMinWidth(USE_PREF_SIZE);
    key.setMinWidth(USE_PREF_SIZE);
  }

  /** As wide as with its name, whether it is shown or not. */
  double wholeWidth() {
    return prefWidth(-1) + (key.isManaged() ? 0 : nameWidth());
  }

  /** What leaving out its name saves. */
  double nameWidth() {
    return key.prefWidth(-1) + getSpacing();
  }

  /** With or without its name; its icon and its tooltip say the same. */
  void named(boolean shown) {
    key.setManaged(shown);
    key.setVisible(shown);
  }

  /**
   * @param note what must be known of this number, told before its definition; empty for nothing
   */
  void show(String number, String note) {
    String words = note.isEmpty() ? definition : note + "\n\n" + definition;
    if (!number.equals(value.getText()) || !words.equals(tip.get())) {
      value.setText(number);
      tip.set(words);
      setAccessibleText(name + " " + number + (note.isEmpty() ? "" : ". " + note));
    }
  }
}
