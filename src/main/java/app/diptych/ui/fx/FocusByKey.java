package app.diptych.ui.fx;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;

/**
 * Gives the focus where a key asked for it, with the line around it that JavaFX shows for Tab only:
 * whoever came by key has to see where they are.
 */
public final class FocusByKey {
  private static final PseudoClass VISIBLE = PseudoClass.getPseudoClass("focus-visible");

  private FocusByKey() {}

  /** The line goes with the focus, or when the mouse takes over. */
  public static void give(Node node) {
    node.requestFocus();
    if (!node.isFocused()) {
      return;
    }
    node.pseudoClassStateChanged(VISIBLE, true);
    new Line(node).watch();
  }

  private record Line(Node node) implements ChangeListener<Boolean>, EventHandler<MouseEvent> {
    void watch() {
      node.focusedProperty().addListener(this);
      node.addEventFilter(MouseEvent.MOUSE_PRESSED, this);
    }

    @Override
    public void changed(ObservableValue<? extends Boolean> value, Boolean before, Boolean focused) {
      end();
    }

    @Override
    public void handle(MouseEvent pressed) {
      end();
    }

    private void end() {
      node.pseudoClassStateChanged(VISIBLE, node.isFocusVisible());
      node.focusedProperty().removeListener(this);
      node.removeEventFilter(MouseEvent.MOUSE_PRESSED, this);
    }
  }
}
