package app.diptych.ui;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.OneOf;
import app.diptych.ui.fx.Shortcut;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The pages of the window, of which one is in the middle of it. JavaFX thread only. */
final class Pages {
  private final StackPane middle = new StackPane();
  private final Scene scene;
  private final ToggleGroup buttons = new ToggleGroup();
  private final HBox row = new HBox();
  private @Nullable Page<?> current;
  private boolean marking;

  /**
   * @param scene where their keys work
   */
  Pages(Scene scene) {
    this.scene = scene;
    row.getStyleClass().add("pages");
  }

  /** Where the pages are shown: it keeps its place among its neighbours, whatever page comes. */
  Region middle() {
    return middle;
  }

  /** The buttons of the pages beside each other. */
  HBox row() {
    return row;
  }

  /** The same pages behind one button that tells which is shown, for where the row has no room. */
  MenuButton menu() {
    MenuButton menu = Actions.repeating(new MenuButton());
    menu.setId("pages");
    menu.setMinWidth(Region.USE_PREF_SIZE);
    ToggleGroup items = new ToggleGroup();
    for (Node node : row.getChildren()) {
      ToggleButton button = (ToggleButton) node;
      RadioMenuItem item = new RadioMenuItem(button.getText());
      item.setToggleGroup(items);
      item.setOnAction(_ -> button.setSelected(true));
      menu.getItems().add(item);
      button.selectedProperty().subscribe(item::setSelected);
    }
    buttons
        .selectedToggleProperty()
        .subscribe(now ->
            menu.setText(
                now instanceof ToggleButton button && row.getChildren().contains(button)
                    ? button.getText()
                    : say("Pages")));
    menu.accessibleTextProperty().bind(menu.textProperty().map(say("Pages: %s")::formatted));
    return menu;
  }

  /** A page with a button in the row. */
  <V extends Node> Page<V> add(
      String name, Shortcut key, Supplier<V> maker, Consumer<V> shown, Consumer<V> left) {
    ToggleButton button = key.on(new ToggleButton(say(name)));
    // The tools beside them give way: a page that cannot be read cannot be found.
    button.setMinWidth(Region.USE_PREF_SIZE);
    row.getChildren().add(button);
    pill();
    return add(name, button, key, new Page<>(button, maker, shown, left));
  }

  /** A page whose button stands elsewhere. */
  <V extends Node> Page<V> add(String name, Shortcut key, Page<V> page) {
    return add(name, key.on(page.button()), key, page);
  }

  private <V extends Node> Page<V> add(
      String name, ToggleButton button, Shortcut key, Page<V> page) {
    button.setId("page-" + name.toLowerCase(Locale.ROOT));
    button.setToggleGroup(buttons);
    OneOf.take(
        button,
        () -> {
          if (!marking) {
            show(page);
          }
        });
    key.in(scene, () -> show(page));
    return page;
  }

  /** The row looks like one piece: only its ends are round. */
  private void pill() {
    int last = row.getChildren().size() - 1;
    for (int i = 0; i <= last; i++) {
      var style = row.getChildren().get(i).getStyleClass();
      style.removeAll("left-pill", "center-pill", "right-pill");
      style.add(i == 0 ? "left-pill" : i == last ? "right-pill" : "center-pill");
    }
  }

  void show(Page<?> page) {
    Page<?> before = current;
    if (before != null && !before.equals(page)) {
      before.left();
    }
    current = page;
    Node view = page.view();
    if (!middle.getChildren().contains(view)) {
      middle.getChildren().setAll(view);
    }
    marking = true;
    buttons.selectToggle(page.button());
    marking = false;
    page.shown();
  }
}
