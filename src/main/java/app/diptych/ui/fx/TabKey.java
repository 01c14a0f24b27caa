package app.diptych.ui.fx;

import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The tabulator key in a field of many lines. */
public final class TabKey {
  private TabKey() {}

  /**
   * Tab leaves the field, as it leaves every other one; Control and Tab makes a tabulator. Else
   * nobody without a mouse gets out.
   */
  public static void leaves(TextArea area) {
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() != KeyCode.TAB) {
            return;
          }
          event.consume();
          if (event.isControlDown() && area.isEditable()) {
            area.replaceSelection("\t");
          } else {
            area.requestFocusTraversal(
                event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
          }
        });
  }
}
