package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.MeasuredAnswer;
import app.diptych.ui.charts.CanvasBox;
import app.diptych.ui.charts.ChartCopy;
import app.diptych.ui.charts.Palette;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One chart of the page, with its title, its definition and what is pointed at. */
final class HistoryCard extends VBox {

  private final MeasureModel model;
  private final String title;
  private final Palette palette;
  private final Consumer<MeasuredAnswer> open;
  private final StringProperty definition = new SimpleStringProperty("");
  private final Label beside = new Label();
  private final CanvasBox box = new CanvasBox(this::draw);
  private @Nullable HistoryPlot plot;
  private @Nullable Spot pointed;
  private int stop = -1;
  private @Nullable ContextMenu menu;

  /**
   * @param open shows the trial of an answer
   */
  HistoryCard(MeasureModel model, String title, Palette palette, Consumer<MeasuredAnswer> open) {
    this.model = model;
    this.title = title;
    this.palette = palette;
    this.open = open;
    getStyleClass().addAll("card", "chart-card", "history-card");
    setId("history-" + title.toLowerCase(Locale.ROOT).replace(' ', '-').replace(",", ""));
    beside.getStyleClass().addAll("muted", "small-text");
    beside.setWrapText(true);
    beside.setMinHeight(Region.USE_PREF_SIZE);
    beside.managedProperty().bind(beside.textProperty().isNotEmpty());
    VBox.setVgrow(box, Priority.ALWAYS);
    getChildren().addAll(header(), box, beside);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    box.setOnMouseMoved(event -> point(at(event)));
    box.setOnMouseExited(_ -> point(null));
    box.setOnMouseClicked(this::click);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    setOnContextMenuRequested(this::offer);
  }

  private HBox header() {
    Label name = new Label(say(title));
    name.getStyleClass().add("card-title");
    Tip.on(name, definition);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    MenuButton copy = new MenuButton("", Icon.COPY.node(), items());
    copy.getStyleClass().addAll("button-icon", "flat");
    copy.setAccessibleText(say("Copy the chart: %s").formatted(say(title)));
    Tip.on(copy, say("Copy as a picture or as CSV"));
    HBox header = new HBox(name, space, copy);
    header.getStyleClass().add("card-header");
    return header;
  }

  private void offer(ContextMenuEvent event) {
    ContextMenu shown = menu == null ? new ContextMenu(items()) : menu;
    menu = shown;
    shown.show(this, event.getScreenX(), event.getScreenY());
  }

  private MenuItem[] items() {
    MenuItem picture = new MenuItem(say("Copy as a picture"));
    picture.setOnAction(_ -> {
      ChartCopy.picture(this, palette.paper());
      model.tell(say("Copied the chart as a picture."));
    });
    MenuItem table = new MenuItem(say("Copy as CSV"));
    table.setOnAction(_ -> copyTable());
    return new MenuItem[] {picture, table};
  }

  void copyTable() {
    HistoryPlot now = plot;
    if (now != null) {
      model.make(now::table, say("Copied the chart's numbers as CSV."), ChartCopy::text);
    }
  }

  /** Shows these numbers from now on; null for none. */
  void show(@Nullable HistoryPlot next) {
    plot = next;
    pointed = null;
    stop = -1;
    definition.set(next == null ? "" : next.definition());
    beside.setText(next == null ? "" : next.beside());
    draw();
  }

  private Frame frame() {
    return new Frame(box.canvasWidth(), box.canvasHeight());
  }

  private @Nullable Spot at(MouseEvent event) {
    HistoryPlot now = plot;
    return now == null || !now.nothing().isEmpty()
        ? null
        : now.at(frame(), box.drawn(event.getX()), box.drawn(event.getY())).orElse(null);
  }

  private void point(@Nullable Spot spot) {
    pointed = spot;
    draw();
  }

  private void click(MouseEvent event) {
    requestFocus();
    if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
      point(at(event));
      openPointed();
    }
  }

  private void openPointed() {
    Spot spot = pointed;
    if (spot != null && spot.answer() != null) {
      open.accept(spot.answer());
    }
  }

  /** All that the mouse can do, for the keyboard. */
  private void key(KeyEvent event) {
    HistoryPlot now = plot;
    List<Spot> spots = now == null ? List.of() : now.spots(frame());
    if (spots.isEmpty()) {
      return;
    }
    int last = spots.size() - 1;
    switch (event.getCode()) {
      case LEFT -> stop = stop <= 0 ? last : stop - 1;
      case RIGHT -> stop = stop >= last ? 0 : stop + 1;
      case HOME -> stop = 0;
      case END -> stop = last;
      case ENTER -> {
        openPointed();
        event.consume();
        return;
      }
      default -> {
        return;
      }
    }
    stop = Math.clamp(stop, 0, last);
    point(spots.get(stop));
    event.consume();
  }

  /** Draws what there is now. */
  void draw() {
    if (!box.hasRoom()) {
      return;
    }
    Board board = new Board(box.ink(), palette, frame());
    HistoryPlot now = plot;
    String nothing = now == null ? "" : now.nothing();
    setAccessibleText(say("Chart: %s").formatted(say(title)));
    notifyAccessibleAttributeChanged(AccessibleAttribute.HELP);
    if (now == null || !nothing.isEmpty()) {
      board.say(nothing);
      return;
    }
    now.draw(board);
    Spot spot = pointed;
    if (spot != null) {
      board.point(spot);
    }
  }

  /** All numbers of a chart in words: made for whoever asks for them, not each time it is drawn. */
  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, Object... parameters) {
    return attribute == AccessibleAttribute.HELP
        ? help()
        : super.queryAccessibleAttribute(attribute, parameters);
  }

  private String help() {
    HistoryPlot now = plot;
    Spot spot = pointed;
    if (now == null) {
      return "";
    }
    String nothing = now.nothing();
    return nothing.isEmpty()
        ? spot == null ? now.summary() + " " + now.beside() : spot.sentence()
        : (nothing + " " + now.beside()).strip();
  }
}
