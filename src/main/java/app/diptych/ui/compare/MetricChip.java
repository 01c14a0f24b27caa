package app.diptych.ui.compare;

import app.diptych.ui.fx.Icon;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** One number with its name: the definition is one hover away. */
final class MetricChip extends HBox {
  private final Label value = new Label("\u2013");
  private final String name;

  /**
   * @param name short, for example {@code TTFT}
   * @param definition what the number means and where the definition comes from
   */
  MetricChip(Icon icon, String name, String definition) {
    this.name = name;
    getStyleClass().add("chip");
    value.getStyleClass().add("value");
    Label key = new Label(name);
    key.getStyleClass().add("key");
    getChildren().addAll(icon.node(), value, key);
    Tooltip tooltip = new Tooltip(definition);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(360);
    Tooltip.install(this, tooltip);
    value.setMinWidth(USE_PREF_SIZE);
    key.setMinWidth(USE_PREF_SIZE);
  }

  void show(String number) {
    if (!number.equals(value.getText())) {
      value.setText(number);
      setAccessibleText(name + " " + number);
    }
  }
}
