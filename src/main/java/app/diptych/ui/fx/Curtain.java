package app.diptych.ui.fx;

import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/**
 * A part of the window that keeps every key from what is behind it while it is open, also keys that
 * a part behind it would take before the focus has them.
 */
public final class Curtain {
  private final Node part;
  private final Node focus;
  private final EventHandler<KeyEvent> keep = this::keep;

  /**
   * @param part in front of everything else
   * @param focus what in it has the focus, and takes it back when something behind it asked for it
   */
  public Curtain(Node part, Node focus) {
    this.part = part;
    this.focus = focus;
  }

  /** From now on keys mean something in that part only. */
  public void open() {
    Scene scene = part.getScene();
    scene.getProperties().put(Curtain.class, part);
    scene.getWindow().addEventFilter(KeyEvent.ANY, keep);
    focus.requestFocus();
  }

  /** Keys mean again what they meant. */
  public void close() {
    Scene scene = part.getScene();
    Window window = scene.getWindow();
    scene.getProperties().remove(Curtain.class);
    if (window != null) {
      window.removeEventFilter(KeyEvent.ANY, keep);
    }
  }

  /** Whether something is open in that scene that keeps keys from this part. */
  static boolean covers(Scene scene, Node part) {
    return scene.hasProperties()
        && scene.getProperties().get(Curtain.class) instanceof Node open
        && !open.equals(part);
  }

  private void keep(KeyEvent event) {
    if (event.getTarget() instanceof Node target && !isWithin(target)) {
      focus.requestFocus();
      event.consume();
    }
  }

  private boolean isWithin(Node target) {
    for (Node node = target; node != null; node = node.getParent()) {
      if (node.equals(part)) {
        return true;
      }
    }
    return false;
  }
}
