package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.report.About;
import app.diptych.report.BenchmarkSheet;
import app.diptych.report.BenchmarkSheet.Column;
import app.diptych.report.GroupBy;
import app.diptych.report.SheetCell;
import app.diptych.report.SheetFormat;
import app.diptych.report.SheetRow;
import app.diptych.ui.charts.ChartCopy;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.io.File;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The benchmark sheet as a table: rows of metrics, a column for each model. */
final class SheetCard extends VBox {

  private final MeasureModel model;
  private final GridPane grid = new GridPane();
  private final VBox notes = new VBox();
  private @Nullable BenchmarkSheet shown;

  SheetCard(MeasureModel model) {
    this.model = model;
    setId("measure-sheet");
    getStyleClass().addAll("card", "sheet-card");
    grid.setId("sheet-grid");
    grid.getStyleClass().add("sheet-grid");
    notes.getStyleClass().add("sheet-notes");
    ScrollPane scrolled = new ScrollPane(grid);
    scrolled.getStyleClass().addAll("panel-scroll", "sheet-scroll");
    scrolled.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scrolled.setAccessibleText(say("Benchmark sheet"));
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT);
    setAccessibleText(say("Benchmark sheet"));
    getChildren().addAll(header(), scrolled, notes);
  }

  private HBox header() {
    Label title = new Label(say("Benchmark sheet"));
    title.getStyleClass().add("card-title");
    Tip.on(title, say(BenchmarkSheet.METHOD));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    MenuButton copy = new MenuButton(say("Copy"), Icon.COPY.node());
    copy.setId("copy-sheet");
    MenuButton save = new MenuButton(say("Export"), Icon.EXPORT.node());
    save.setId("export-sheet");
    for (SheetFormat format : SheetFormat.values()) {
      MenuItem copied = new MenuItem(say("Copy as %s").formatted(format.words()));
      copied.setOnAction(_ -> copy(format));
      copy.getItems().add(copied);
      MenuItem saved = new MenuItem(say("%s file\u2026").formatted(format.words()));
      saved.setOnAction(_ -> choose(format));
      save.getItems().add(saved);
    }
    copy.getItems().add(metrics(this::copyMetrics));
    save.getItems().add(metrics(this::chooseMetrics));
    copy.setMinWidth(Region.USE_PREF_SIZE);
    save.setMinWidth(Region.USE_PREF_SIZE);
    HBox header = new HBox(title, space, busy(), copy, save);
    header.getStyleClass().add("card-header");
    return header;
  }

  /** While a table of all metrics is made, which takes seconds for many answers. */
  private HBox busy() {
    Label words = new Label(say("Reading every delta\u2026"));
    words.getStyleClass().addAll("muted", "small-text");
    words.setMinWidth(Region.USE_PREF_SIZE);
    Button stop = new Button(say("Stop"), Icon.STOP.node());
    stop.setId("stop-metrics");
    stop.setMinWidth(Region.USE_PREF_SIZE);
    stop.setOnAction(_ -> model.metrics().stop());
    Tip.on(stop, say("Stop making the table of all metrics"));
    HBox busy = new HBox(words, stop);
    busy.setId("metrics-busy");
    busy.getStyleClass().add("card-header");
    busy.visibleProperty().bind(model.metrics().busyProperty());
    busy.managedProperty().bind(busy.visibleProperty());
    return busy;
  }

  /** What is not on the sheet: every metric, also of other groups than models. */
  private Menu metrics(Consumer<GroupBy> use) {
    Menu menu = new Menu(say("All metrics as CSV, by"));
    for (GroupBy by : GroupBy.values()) {
      MenuItem item = new MenuItem(words(by));
      item.setOnAction(_ -> use.accept(by));
      menu.getItems().add(item);
    }
    menu.disableProperty().bind(model.metrics().busyProperty());
    return menu;
  }

  private static String words(GroupBy by) {
    return switch (by) {
      case SESSION -> say("session");
      case MODEL -> say("model");
      case GATEWAY -> say("gateway");
      case TAG -> say("tag");
      case HOUR_OF_DAY -> say("hour of day");
    };
  }

  private void copyMetrics(GroupBy by) {
    model.makeMetrics(by, say("Copied all metrics as CSV."), ChartCopy::text);
  }

  private void chooseMetrics(GroupBy by) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Export all metrics"));
    chooser.setInitialFileName("metrics-by-" + by.word() + ".csv");
    File target = chooser.showSaveDialog(getScene().getWindow());
    if (target != null) {
      model.saveMetrics(by, target.toPath());
    }
  }

  private void copy(SheetFormat format) {
    Compared now = model.comparedProperty().get();
    if (now != null) {
      model.make(
          () -> format.write(now.sheet()),
          say("Copied the sheet as %s.").formatted(format.words()),
          ChartCopy::text);
    }
  }

  private void choose(SheetFormat format) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Export the benchmark sheet"));
    chooser.setInitialFileName("benchmark." + format.extension());
    File target = chooser.showSaveDialog(getScene().getWindow());
    if (target != null) {
      model.save(format, target.toPath());
    }
  }

  /** Shows that sheet from now on. */
  void show(BenchmarkSheet sheet) {
    if (sheet.equals(shown)) {
      return;
    }
    shown = sheet;
    grid.getChildren().clear();
    notes.getChildren().clear();
    int x = 1;
    for (Column column : columns(sheet)) {
      Label name = new Label(column.model());
      name.getStyleClass().add("sheet-model");
      Label count =
          new Label(
              column.requests() == 1
                  ? say("1 request")
                  : say("%s requests").formatted(column.requests()));
      count.getStyleClass().addAll("muted", "small-text");
      VBox head = new VBox(name, count);
      head.setAlignment(Pos.TOP_RIGHT);
      grid.add(head, x++, 0);
      note(
          column.model() + ": " + told(String.join(" ", column.notes())),
          !column.notes().isEmpty());
    }
    int y = 1;
    for (SheetRow row : sheet.rows()) {
      row(sheet, row, y++);
    }
    sheet.notes().forEach(words -> note(told(words), true));
    setAccessibleHelp(words(sheet));
  }

  /** The most answers first: who looks for models that answered need not scroll past the others. */
  private static List<Column> columns(BenchmarkSheet sheet) {
    return sheet.columns().stream()
        .sorted(Comparator.comparingLong(SheetCard::answers).reversed())
        .toList();
  }

  private static long answers(Column column) {
    return column.cell(SheetRow.P50).samples();
  }

  private void note(String words, boolean some) {
    if (some) {
      Label note = new Label(words);
      note.getStyleClass().addAll("muted", "small-text");
      note.setWrapText(true);
      note.setMinHeight(Region.USE_PREF_SIZE);
      notes.getChildren().add(note);
    }
  }

  private void row(BenchmarkSheet sheet, SheetRow row, int y) {
    Label name = new Label(say(row.label()) + (row.unit().isEmpty() ? "" : ", " + row.unit()));
    name.setId("row-" + row.name().toLowerCase(Locale.ROOT));
    Tip.on(name, definition(row));
    name.setMinWidth(Region.USE_PREF_SIZE);
    grid.add(name, 0, y);
    int x = 1;
    for (Column column : columns(sheet)) {
      VBox cell = cell(column.cell(row));
      cell.setId("cell-" + row.name().toLowerCase(Locale.ROOT) + "-" + (x - 1));
      cell.setAccessibleText(column.model() + ", " + say(row.label()) + ": " + words(row, column));
      GridPane.setHalignment(cell, HPos.RIGHT);
      grid.add(cell, x++, y);
    }
  }

  /** What a row is, whose definition that is, and how its interval is made. */
  private static String definition(SheetRow row) {
    return say("%s: %s Source: %s.")
            .formatted(say(row.label()), say(row.definition()), row.source().words())
        + "\n\n"
        + say(BenchmarkSheet.METHOD);
  }

  private static VBox cell(SheetCell cell) {
    Label value = new Label(say(cell.text()));
    value.getStyleClass().add("sheet-value");
    value.setMinWidth(Region.USE_PREF_SIZE);
    VBox box = new VBox(value);
    box.setAlignment(Pos.TOP_RIGHT);
    StringJoiner small = new StringJoiner(", ");
    if (cell.about() != null) {
      small.add(about(cell.about()));
    }
    if (!cell.intervalText().isEmpty()) {
      small.add(cell.intervalText());
    }
    if (cell.samples() > 0) {
      small.add("n %s".formatted(cell.samples()));
    }
    if (!cell.note().isEmpty()) {
      small.add(say(cell.note()));
    }
    Label more = new Label(small.toString());
    more.getStyleClass().addAll("muted", "small-text");
    more.setMinWidth(Region.USE_PREF_SIZE);
    box.getChildren().add(more);
    return box;
  }

  private static String about(About about) {
    return (about.atLeast() ? say("at least about %s") : say("about %s")).formatted(about.amount());
  }

  private static String words(SheetRow row, Column column) {
    SheetCell cell = column.cell(row);
    String interval =
        cell.intervalText().isEmpty()
            ? ""
            : say(", 95 %% interval %s").formatted(cell.intervalText());
    String note = cell.note().isEmpty() ? "" : ", " + say(cell.note());
    String about = cell.about() == null ? "" : ", " + about(cell.about());
    return (cell.text() + " " + row.unit()).strip()
        + about
        + interval
        + ", n "
        + cell.samples()
        + note;
  }

  private static String words(BenchmarkSheet sheet) {
    StringJoiner all = new StringJoiner(". ");
    for (Column column : columns(sheet)) {
      for (SheetRow row : sheet.rows()) {
        all.add(column.model() + ", " + say(row.label()) + ": " + words(row, column));
      }
    }
    return all + ".";
  }
}
