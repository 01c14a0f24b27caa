package app.diptych.ui.fx;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.layout.StackPane;

/** Disables a control for as long as there is a reason, and tells the reason. */
public final class WhyDisabled {
  private WhyDisabled() {}

  /**
   * Puts a box around the control, because what is disabled shows no tooltip of its own.
   *
   * @param reason why the control cannot be used, as a sentence; empty when it can
   */
  public static Node around(Control control, ObservableValue<String> reason) {
    control.disableProperty().bind(reason.map(why -> !why.isEmpty()));
    StackPane box = new StackPane(control);
    Tip.on(box, reason);
    reason.subscribe(why -> {
      if (why.isEmpty()) {
        Tip.help(control);
      } else {
        control.setAccessibleHelp(why);
      }
    });
    return box;
  }
}
