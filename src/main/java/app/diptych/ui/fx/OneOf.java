package app.diptych.ui.fx;

import javafx.beans.property.Property;
import javafx.event.ActionEvent;
import javafx.scene.control.ToggleButton;

/**
 * Buttons of one group of which exactly one is chosen. Arrow keys choose the next one without
 * pressing it, so that whoever listens to presses alone would take another one than is marked.
 */
public final class OneOf {
  private OneOf() {}

  /** Makes the button choose that value, and be marked while it is chosen. */
  public static <T> void choose(ToggleButton button, T value, Property<T> chosen) {
    take(button, () -> chosen.setValue(value));
    chosen.subscribe(now -> button.setSelected(value.equals(now)));
  }

  /**
   * Does something whenever the button is chosen, however that came about.
   *
   * @param take may be called again for what is chosen already
   */
  public static void take(ToggleButton button, Runnable take) {
    button
        .selectedProperty()
        .subscribe(on -> {
          if (on) {
            take.run();
          }
        });
    // A second press must not leave none chosen.
    button.addEventHandler(ActionEvent.ACTION, _ -> button.setSelected(true));
  }
}
