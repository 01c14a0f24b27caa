package app.diptych.ui.keys;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Action;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Curtain;
import app.diptych.ui.fx.FirstShown;
import app.diptych.ui.fx.Shortcut;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A quiet field over the window: type what you want to do, and Enter does it. While it is open no
 * key means anything behind it; when it closes the focus is where it was.
 */
public final class CommandPalette extends StackPane {
  private static final int PAGE = 8;

  private final PaletteModel model = new PaletteModel();
  private final TextField field = new TextField();
  private final ListView<Action> list = new ListView<>(model.found());
  private final Curtain curtain = new Curtain(this, field);
  private @Nullable Node before;

  public CommandPalette() {
    setId("palette");
    getStyleClass().add("palette");
    setAlignment(Pos.TOP_CENTER);
    setVisible(false);
    field.setId("palette-field");
    field.setPromptText(say("What do you want to do?"));
    field.setAccessibleText(say("Find an action"));
    field.textProperty().bindBidirectional(model.typedProperty());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    list.setId("palette-list");
    list.setAccessibleText(say("Actions"));
    list.setFocusTraversable(false);
    list.setCellFactory(_ -> new ActionCell(this::runChosen));
    list.setPlaceholder(new Label(say("No action has such a name.")));
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox card = new VBox(field, list, foot());
    card.getStyleClass().addAll("card", "palette-card");
    card.visibleProperty().bind(visibleProperty());
    FirstShown.into(this, card);
    model.found().subscribe(this::chooseFirst);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            chosen -> field.setAccessibleHelp(chosen == null ? "" : ActionCell.spoken(chosen)));
    // A press beside it is a way out, and what is behind it is not pressed.
    setOnMousePressed(event -> {
      if (equals(event.getTarget())) {
        close();
      }
      event.consume();
    });
    setOnKeyPressed(KeyEvent::consume);
    setOnKeyTyped(KeyEvent::consume);
  }

  /** Its key works everywhere, whatever has the focus. */
  public void keyIn(Scene scene) {
    Shortcut.ACTIONS.firstIn(scene, this, this::toggle);
  }

  private HBox foot() {
    Label count = new Label();
    count.setId("palette-count");
    count.textProperty().bind(model.countProperty());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox foot = new HBox(count, space, new Label(say("Enter runs it, Esc closes")));
    foot.getChildren().forEach(node -> node.getStyleClass().addAll("muted", "small-text"));
    return foot;
  }

  /** Opens it, or closes it when it is open. */
  public void toggle() {
    if (isVisible()) {
      close();
    } else {
      open();
    }
  }

  private void open() {
    before = getScene().getFocusOwner();
    model.begin(Actions.in(getScene()));
    setVisible(true);
    curtain.open();
  }

  private void close() {
    setVisible(false);
    curtain.close();
    if (before != null && Objects.equals(before.getScene(), getScene())) {
      before.requestFocus();
    }
    before = null;
  }

  private void chooseFirst() {
    if (!model.found().isEmpty()) {
      list.getSelectionModel().selectFirst();
      list.scrollTo(0);
    }
  }

  private void steer(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> move(1);
      case UP -> move(-1);
      case PAGE_DOWN -> move(PAGE);
      case PAGE_UP -> move(-PAGE);
      case ENTER -> runChosen();
      case ESCAPE -> close();
      // There is nothing else to go to.
      case TAB -> {}
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int step) {
    int last = model.found().size() - 1;
    int now = list.getSelectionModel().getSelectedIndex();
    int next = Math.clamp(now + (long) step, 0, Math.max(0, last));
    list.getSelectionModel().select(next);
    list.scrollTo(Math.max(0, next - PAGE / 2));
  }

  private void runChosen() {
    Action chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null && chosen.possible()) {
      close();
      chosen.run().run();
    }
  }
}
