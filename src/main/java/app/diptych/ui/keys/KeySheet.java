package app.diptych.ui.keys;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.FixedKey;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Motion;
import app.diptych.ui.fx.Place;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Styles;
import atlantafx.base.controls.Popover;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Every key on one sheet, in two columns; scrolled when the window is lower than they are. */
public final class KeySheet {
  /** What the bar of the window and the frame of the sheet need above and below the keys. */
  private static final double AROUND = 150;

  private static final double BESIDE = 60;
  private static final double ROOM_FOR_TWO = 980;

  /** With these in one column both are about as long. */
  private static final Set<Place> RIGHT =
      EnumSet.of(Place.COMPARE, Place.SESSIONS, Place.REPLAY_BAR);

  private KeySheet() {}

  /** Shows the keys of now. */
  public static void showBelow(Node node) {
    List<Place> left = new ArrayList<>();
    List<Place> right = new ArrayList<>();
    for (Place place : Place.values()) {
      (RIGHT.contains(place) ? right : left).add(place);
    }
    boolean roomy = Styles.room(node.getScene()).getValue() >= ROOM_FOR_TWO;
    Pane columns = roomy ? new HBox(keys(left), keys(right)) : new VBox(keys(left), keys(right));
    columns.getStyleClass().add("key-columns");
    ScrollPane scrolled = new ScrollPane(columns);
    // No window is as high as all keys; told before, the bar takes none of their width.
    scrolled.setVbarPolicy(ScrollPane.ScrollBarPolicy.ALWAYS);
    scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.AS_NEEDED);
    scrolled.setMaxHeight(node.getScene().getHeight() - AROUND);
    scrolled.setId("key-scroll");
    scrolled.setFocusTraversable(true);
    scrolled.setMaxWidth(node.getScene().getWidth() - BESIDE);
    Label title = new Label(say("Keys"));
    title.getStyleClass().add("form-title");
    VBox sheet = new VBox(title, scrolled);
    sheet.getStyleClass().addAll("form", "key-sheet");
    Popover popover = Motion.of(new Popover(sheet), node);
    popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
    popover.setDetachable(false);
    // No other part of the sheet takes keys, and half of it is below what is seen.
    scrolled.addEventFilter(KeyEvent.KEY_PRESSED, event -> turn(scrolled, event));
    popover.show(node);
    scrolled.requestFocus();
    // It finds its place once it is shown.
    Window window = node.getScene().getWindow();
    FxThread.later(() -> keepWithin(window, popover));
  }

  /** The button it belongs to is at the right edge. */
  private static void keepWithin(Window window, Popover popover) {
    double right = window.getX() + window.getScene().getX() + window.getScene().getWidth();
    if (popover.isShowing()) {
      popover.setX(Math.min(popover.getX(), right - popover.getWidth()));
    }
  }

  /** The pane itself goes no further with these keys than with an arrow. */
  private static void turn(ScrollPane pane, KeyEvent event) {
    int pages =
        switch (event.getCode()) {
          case PAGE_DOWN -> 1;
          case PAGE_UP -> -1;
          default -> 0;
        };
    if (pages != 0) {
      double seen = pane.getViewportBounds().getHeight();
      double hidden = Math.max(1, pane.getContent().getLayoutBounds().getHeight() - seen);
      pane.setVvalue(Math.clamp(pane.getVvalue() + pages * seen / hidden, 0, pane.getVmax()));
      event.consume();
    }
  }

  /** A question mark shows them too, except where it is typed. */
  public static void onQuestionMark(Scene scene, Runnable show) {
    scene.addEventHandler(
        KeyEvent.KEY_TYPED,
        event -> {
          if (event.getCharacter().equals("?")
              && !(scene.getFocusOwner() instanceof TextInputControl)) {
            show.run();
            event.consume();
          }
        });
  }

  private static GridPane keys(List<Place> places) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    int row = 0;
    for (Place place : places) {
      Label title = new Label(place.words());
      title.getStyleClass().add("key-place");
      grid.add(title, 0, row++, 2, 1);
      for (Shortcut shortcut : Shortcut.values()) {
        if (shortcut.place() == place) {
          grid.addRow(row++, new Label(shortcut.action()), cap(shortcut.keys()));
        }
      }
      for (FixedKey key : FixedKey.values()) {
        if (key.place() == place) {
          grid.addRow(row++, new Label(key.action()), fixed(key));
        }
      }
    }
    return grid;
  }

  /** A key with the mark of those that nobody changes. */
  static HBox fixed(FixedKey key) {
    Label mark = new Label(say("fixed"));
    mark.getStyleClass().addAll("muted", "small-text");
    HBox both = new HBox(cap(key.keys()), mark);
    both.getStyleClass().add("fixed-key");
    return both;
  }

  private static Label cap(String keys) {
    Label cap = new Label(keys);
    cap.getStyleClass().add("key-cap");
    return cap;
  }
}
