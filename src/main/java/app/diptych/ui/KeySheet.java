package app.diptych.ui;

import app.diptych.ui.fx.Shortcut;
import atlantafx.base.controls.Popover;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Every key on one sheet, in two columns; scrolled when the window is lower than they are. */
final class KeySheet {
  /** What the bar of the window and the frame of the sheet need above and below the keys. */
  private static final double AROUND = 150;

  private KeySheet() {}

  static void showBelow(Node node) {
    List<Shortcut> all = List.of(Shortcut.values());
    int half = (all.size() + 1) / 2;
    HBox columns = new HBox(keys(all.subList(0, half)), keys(all.subList(half, all.size())));
    columns.getStyleClass().add("key-columns");
    ScrollPane scrolled = new ScrollPane(columns);
    scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scrolled.setMaxHeight(node.getScene().getHeight() - AROUND);
    Label title = new Label("Keys");
    title.getStyleClass().add("form-title");
    VBox sheet = new VBox(title, scrolled);
    sheet.getStyleClass().addAll("form", "key-sheet");
    Popover popover = new Popover(sheet);
    popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
    popover.setDetachable(false);
    popover.show(node);
  }

  private static GridPane keys(List<Shortcut> shortcuts) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    int row = 0;
    for (Shortcut shortcut : shortcuts) {
      Label keys = new Label(shortcut.keys());
      keys.getStyleClass().add("key-cap");
      grid.addRow(row++, new Label(shortcut.action()), keys);
    }
    return grid;
  }
}
