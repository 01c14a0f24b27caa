package app.diptych.ui.fx;

import atlantafx.base.controls.Popover;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.util.Duration;

/** What moves by itself, and does not where the user or the system wants stillness. */
public final class Motion {
  private static final String STILL = "still";

  private Motion() {}

  /** Says so to the scene, its stylesheets and everything below that asked. */
  static void still(Scene scene, boolean still) {
    scene.getPreferences().setReducedMotion(still);
    scene.getRoot().getStyleClass().remove(STILL);
    if (still) {
      scene.getRoot().getStyleClass().add(STILL);
    }
  }

  /**
   * It is there at once, or fades in; it goes at once. A popover that fades out is out of sight
   * from the first moment on: all that is left of it takes the keys of what is below, and closes it
   * again when it was opened meanwhile.
   *
   * @param owner what it hangs on
   */
  public static Popover of(Popover popover, Node owner) {
    popover.animatedProperty().bind(wanted(owner));
    popover.setFadeOutDuration(Duration.ZERO);
    return popover;
  }

  private static ObservableValue<Boolean> wanted(Node node) {
    return node.sceneProperty()
        .flatMap(scene -> scene.getPreferences().reducedMotionProperty())
        .map(still -> !still)
        .orElse(false);
  }
}
