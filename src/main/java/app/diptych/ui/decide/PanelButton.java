package app.diptych.ui.decide;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;

/** A button of a panel of this page: words, an icon, and a tip that says more. */
final class PanelButton {
  private PanelButton() {}

  static Button of(String id, String words, Icon icon, String tip) {
    Button button = new Button(words, icon.node());
    button.setId(id);
    Tip.on(button, tip);
    button.setAccessibleText(tip);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }
}
