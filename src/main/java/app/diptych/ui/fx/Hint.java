package app.diptych.ui.fx;

import javafx.event.EventHandler;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/**
 * The words beside a control while the pointer rests on it. Each tooltip is a window of its own, so
 * it is made when the pointer first comes near: a page with fifty of them would be late by all
 * fifty.
 */
public final class Hint {
  private Hint() {}

  /** Gives the control these words, also for screen readers. */
  public static void on(Control control, String words) {
    control.setAccessibleHelp(words);
    control.addEventFilter(
        MouseEvent.MOUSE_ENTERED,
        new EventHandler<>() {
          @Override
          public void handle(MouseEvent event) {
            control.removeEventFilter(MouseEvent.MOUSE_ENTERED, this);
            if (control.getTooltip() == null) {
              control.setTooltip(new Tooltip(words));
            }
          }
        });
  }
}
