package app.diptych.ui.charts;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.Side;
import app.diptych.ui.fx.Tip;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One chart with its title and what it says of the moment pointed at. */
final class ChartCard extends VBox {
  private static final double CLOSER = 0.8;
  private static final int STEPS = 100;

  private final ChartsModel model;
  private final Plot plot;
  private final Palette palette;
  private final Label reading = new Label();
  private final CanvasBox box = new CanvasBox(this::draw);
  private double pressedAt;
  private boolean dragged;

  ChartCard(ChartsModel model, Plot plot, Palette palette) {
    this.model = model;
    this.plot = plot;
    this.palette = palette;
    getStyleClass().addAll("card", "rail-card", "chart-card");
    setId("chart-" + plot.title().toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
    Label title = new Label(say(plot.title()));
    title.getStyleClass().add("card-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    Tip.on(title, plot.definition());
    reading.getStyleClass().addAll("muted", "chart-reading");
    reading.setMinWidth(0);
    // A rate with its source and date is longer than a card is wide.
    Tip.on(reading, reading.textProperty());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox header = new HBox(title, space, reading);
    header.getStyleClass().add("card-header");
    VBox.setVgrow(box, Priority.ALWAYS);
    getChildren().addAll(header, box);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    listen();
    ContextMenu menu = menu();
    setOnContextMenuRequested(event -> menu.show(this, event.getScreenX(), event.getScreenY()));
  }

  private void listen() {
    box.setOnMouseMoved(event -> model.point(nanos(event.getX())));
    box.setOnMouseExited(_ -> model.point(null));
    box.setOnMousePressed(event -> {
      pressedAt = event.getX();
      dragged = false;
    });
    box.setOnMouseDragged(this::drag);
    box.setOnMouseClicked(this::click);
    box.addEventHandler(ScrollEvent.SCROLL, this::zoom);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private void drag(MouseEvent event) {
    double moved = box.drawn(event.getX() - pressedAt);
    if (Math.abs(moved) >= 1) {
      dragged = true;
      pressedAt = event.getX();
      double room = Math.max(1, box.canvasWidth() - Brush.LEFT - Brush.RIGHT);
      model.pan(-Math.round(moved / room * model.window().span()));
    }
  }

  private void click(MouseEvent event) {
    requestFocus();
    if (!event.isStillSincePress() || dragged || !isPrimary(event)) {
      return;
    }
    if (event.getClickCount() == 2) {
      model.showAll();
    } else {
      model.jump(nanos(event.getX()));
    }
  }

  private static boolean isPrimary(MouseEvent event) {
    return event.getButton() == javafx.scene.input.MouseButton.PRIMARY;
  }

  private void zoom(ScrollEvent event) {
    if (event.getDeltaY() != 0) {
      model.zoom(event.getDeltaY() > 0 ? CLOSER : 1 / CLOSER, nanos(event.getX()));
      event.consume();
    }
  }

  /** All that the mouse can do, for the keyboard. */
  private void key(KeyEvent event) {
    if (event.isShortcutDown()) {
      return;
    }
    TimeWindow window = model.window();
    Long pointed = model.momentProperty().get();
    long at = pointed == null ? window.from() : pointed;
    switch (event.getCode()) {
      case LEFT -> model.point(Math.max(window.from(), at - window.span() / STEPS));
      case RIGHT -> model.point(Math.min(window.to(), at + window.span() / STEPS));
      case HOME -> model.point(window.from());
      case END -> model.point(window.to());
      case PLUS, ADD, EQUALS -> model.zoom(CLOSER, at);
      case MINUS, SUBTRACT -> model.zoom(1 / CLOSER, at);
      case DIGIT0, NUMPAD0 -> model.showAll();
      case ENTER -> model.jump(at);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private ContextMenu menu() {
    MenuItem picture = new MenuItem(say("Copy as a picture"));
    picture.setOnAction(_ -> copyPicture());
    MenuItem table = new MenuItem(say("Copy as CSV"));
    table.setOnAction(_ -> copyTable());
    MenuItem pause = new MenuItem();
    pause
        .textProperty()
        .bind(
            model
                .pausedProperty()
                .map(paused -> paused ? say("Go on drawing") : say("Pause drawing")));
    pause.setOnAction(_ -> model.pausedProperty().set(!model.pausedProperty().get()));
    MenuItem all = new MenuItem(say("Show the whole answer"));
    all.setOnAction(_ -> model.showAll());
    return new ContextMenu(picture, table, pause, all);
  }

  void copyTable() {
    ChartCopy.text(plot.table(sound()));
  }

  private void copyPicture() {
    ChartCopy.picture(this, palette.paper());
  }

  private long nanos(double x) {
    return Brush.nanos(box.drawn(x), model.window(), box.canvasWidth());
  }

  /** Draws what there is now. */
  void draw() {
    if (!box.hasRoom()) {
      return;
    }
    Map<Side, Trace> traces = sound();
    Brush brush =
        new Brush(box.ink(), palette, model.window(), box.canvasWidth(), box.canvasHeight());
    String nothing = nothing(traces);
    if (nothing.isEmpty()) {
      plot.draw(brush, traces);
      Long moment = model.momentProperty().get();
      if (moment != null) {
        brush.cursor(moment);
        brush.readOut(moment, readings(moment));
      }
    } else {
      brush.say(nothing);
    }
    reading.setText(nothing.isEmpty() ? unit(traces) : "");
    tell(model.momentProperty().get(), nothing);
  }

  /** The sides whose times can be drawn. */
  private Map<Side, Trace> sound() {
    Map<Side, Trace> sound = new EnumMap<>(Side.class);
    model
        .traces()
        .forEach((side, trace) -> {
          if (!trace.wentBack()) {
            sound.put(side, trace);
          }
        });
    return sound;
  }

  private String nothing(Map<Side, Trace> sound) {
    return sound.isEmpty() && !model.traces().isEmpty()
        ? say("its times went back, so there is no curve")
        : plot.nothing(sound);
  }

  /** With the side that is missing. */
  private String unit(Map<Side, Trace> sound) {
    StringBuilder words = new StringBuilder(plot.unit(sound));
    for (Side side : model.traces().keySet()) {
      if (!sound.containsKey(side)) {
        words.append(say(", %s: its times went back").formatted(side.name()));
      }
    }
    return words.toString();
  }

  private String reading(Trace trace, long moment) {
    return trace.wentBack() ? say("its times went back") : plot.reading(trace, moment);
  }

  private Map<Side, String> readings(long moment) {
    Map<Side, String> words = new EnumMap<>(Side.class);
    model
        .traces()
        .forEach((side, trace) -> {
          String said = reading(trace, moment);
          if (!said.isEmpty()) {
            words.put(side, said);
          }
        });
    return words;
  }

  /** What the picture says, for those who hear it. */
  private void tell(@Nullable Long moment, String nothing) {
    setAccessibleText(say("Chart: %s").formatted(say(plot.title())));
    if (moment == null) {
      setAccessibleHelp(nothing.isEmpty() ? latest() : nothing);
    } else {
      setAccessibleHelp(
          say("%s ms after sending: %s").formatted(Scale.figures(moment / 1e6), readings(moment)));
    }
  }

  private String latest() {
    StringJoiner words = new StringJoiner(", ");
    model.traces().forEach((side, trace) -> words.add(side + " " + reading(trace, trace.now())));
    return words + ".";
  }
}
