package app.diptych.ui.keys;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.ui.fx.FixedKey;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.KeyBindings;
import app.diptych.ui.fx.Place;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Tip;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.event.EventHandler;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Every action with its keys; press the keys' button and then the keys it shall have. */
public final class KeyPanel extends VBox {
  private static final String ASKING = toSay("Press the keys\u2026");

  private final KeysModel model;
  private final EventHandler<KeyEvent> listening = this::heard;

  public KeyPanel(KeysModel model) {
    this.model = model;
    setId("key-panel");
    getStyleClass().addAll("card", "key-panel");
    Label about =
        line(say("Press a key's button, then the keys you want instead. Esc leaves them."));
    about.getStyleClass().add("muted");
    Label problem = line("");
    problem.setId("key-problem");
    problem.getStyleClass().add("problem");
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    ScrollPane scroll = new ScrollPane(rows());
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edit-form");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head(), about, problem, scroll);
    // Before any other key of the window means anything.
    sceneProperty()
        .flatMap(scene -> scene.windowProperty())
        .subscribe((before, after) -> listen(before, after));
  }

  private void listen(@Nullable Window before, @Nullable Window after) {
    if (before != null) {
      before.removeEventFilter(KeyEvent.KEY_PRESSED, listening);
    }
    if (after != null) {
      after.addEventFilter(KeyEvent.KEY_PRESSED, listening);
    }
  }

  private void heard(KeyEvent event) {
    if (model.waitingProperty().get() == null) {
      return;
    }
    if (event.getCode() == KeyCode.ESCAPE && !event.isShiftDown()) {
      model.cancel();
    } else {
      KeyBindings.pressed(event).ifPresent(model::press);
    }
    event.consume();
  }

  private HBox head() {
    Label title = new Label(say("Keys"));
    title.getStyleClass().add("panel-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button all = new Button(say("Reset all"), Icon.UNDO.node());
    all.setId("reset-keys");
    all.setMinWidth(USE_PREF_SIZE);
    all.setOnAction(_ -> model.resetAll());
    HBox head = new HBox(title, space, all);
    head.getStyleClass().add("editor-bar");
    return head;
  }

  private GridPane rows() {
    GridPane grid = new GridPane();
    grid.getStyleClass().addAll("form-grid", "key-rows");
    ColumnConstraints words = new ColumnConstraints();
    words.setHgrow(Priority.ALWAYS);
    words.setMinWidth(0);
    grid.getColumnConstraints().add(words);
    int row = 0;
    for (Place place : Place.values()) {
      Label title = new Label(place.words());
      title.getStyleClass().add("key-place");
      grid.add(title, 0, row++, 3, 1);
      for (Shortcut shortcut : Shortcut.values()) {
        if (shortcut.place() == place) {
          grid.addRow(row++, line(shortcut.action()), keys(shortcut), reset(shortcut));
        }
      }
      for (FixedKey key : FixedKey.values()) {
        if (key.place() == place) {
          grid.addRow(row++, line(key.action()), KeySheet.fixed(key));
        }
      }
    }
    return grid;
  }

  private Button keys(Shortcut shortcut) {
    Button button = new Button();
    button.setId("key-" + shortcut.name().toLowerCase(Locale.ROOT));
    button.getStyleClass().add("key-button");
    button.setMinWidth(USE_PREF_SIZE);
    button
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> model.waitingProperty().get() == shortcut ? say(ASKING) : shortcut.keys(),
                model.waitingProperty(),
                shortcut.combinationProperty()));
    button
        .accessibleTextProperty()
        .bind(button.textProperty().map(keys -> shortcut.action() + ": " + keys));
    button.setOnAction(_ -> model.begin(shortcut));
    button
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused && model.waitingProperty().get() == shortcut) {
            model.cancel();
          }
        });
    return button;
  }

  private Button reset(Shortcut shortcut) {
    Button button = new Button("", Icon.UNDO.node());
    button.getStyleClass().addAll("button-icon", "flat");
    String words = say("Back to %s").formatted(Shortcut.written(shortcut.preset()));
    Tip.on(button, words);
    button.setAccessibleText(shortcut.action() + ": " + words);
    button.setOnAction(_ -> model.reset(shortcut));
    button
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.isChanged(shortcut), shortcut.combinationProperty()));
    return button;
  }

  private static Label line(String words) {
    Label line = new Label(words);
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    return line;
  }
}
