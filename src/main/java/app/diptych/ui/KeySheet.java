package app.diptych.ui;

import app.diptych.ui.fx.Shortcut;
import atlantafx.base.controls.Popover;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** Every key on one sheet. */
final class KeySheet {
  private KeySheet() {}

  static void showBelow(Node node) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    int row = 0;
    for (Shortcut shortcut : Shortcut.values()) {
      Label keys = new Label(shortcut.keys());
      keys.getStyleClass().add("key-cap");
      grid.addRow(row++, new Label(shortcut.action()), keys);
    }
    Label title = new Label("Keys");
    title.getStyleClass().add("form-title");
    VBox sheet = new VBox(title, grid);
    sheet.getStyleClass().add("form");
    Popover popover = new Popover(sheet);
    popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
    popover.setDetachable(false);
    popover.show(node);
  }
}
