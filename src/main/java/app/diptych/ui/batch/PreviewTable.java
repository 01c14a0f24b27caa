package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.batch.BatchRecall;
import app.diptych.batch.DatasetRow;
import app.diptych.ui.batch.DraftModel.State;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.VisibleText;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The first rows of the data set, a column each variable, with what is wrong with a row. */
final class PreviewTable extends StackPane {
  private static final PseudoClass BROKEN = PseudoClass.getPseudoClass("broken");
  private static final double NARROW = 60;
  private static final double WIDE = 190;
  private static final int FEW = 6;

  private final TableView<DatasetRow> table = new TableView<>();
  private final Label about = new Label();
  private final VBox ready = new VBox();

  PreviewTable(DraftModel draft) {
    getStyleClass().add("batch-preview");
    table.setId("batch-preview");
    table.setAccessibleText(say("The first rows of the data set"));
    table.setFixedCellSize(28);
    table.setRowFactory(_ -> new Row());
    about.setId("batch-data");
    about.setWrapText(true);
    ready.getChildren().addAll(about, table);
    ready.getStyleClass().add("session-rows");
    Label empty =
        new Label(
            say(
                "Drop a file here: CSV with a header, JSON Lines, MT-Bench, Arena-Hard, OpenAI batch or"
                    + " promptfoo. Every column can stand in a prompt as {{column}}."));
    empty.setWrapText(true);
    empty.getStyleClass().add("muted");
    Label why = new Label();
    why.setId("batch-data-problem");
    why.setWrapText(true);
    why.getStyleClass().add("problem");
    why.textProperty().bind(draft.problemProperty());
    HBox failed = new HBox(Icon.ERROR.node(), why);
    failed.getStyleClass().addAll("session-row", "batch-refused");
    ProgressIndicator reading = new ProgressIndicator();
    reading.setMaxSize(32, 32);
    reading.setAccessibleText(say("Reading the data set"));
    getChildren().addAll(empty, reading, failed, ready);
    draft
        .stateProperty()
        .subscribe(state -> {
          empty.setVisible(state == State.EMPTY);
          reading.setVisible(state == State.READING);
          failed.setVisible(state == State.FAILED);
          ready.setVisible(state == State.READY);
          getChildren().forEach(child -> child.setManaged(child.isVisible()));
        });
    draft.previewProperty().subscribe(this::show);
  }

  private void show(@Nullable Preview preview) {
    table.getColumns().clear();
    table.getItems().clear();
    if (preview == null) {
      return;
    }
    about.setText(
        (preview.rows().size() == 1
                ? "%s \u00b7 %s \u00b7 %s"
                : say("%s \u00b7 %s \u00b7 the first %s"))
            .formatted(
                name(preview.dataset().name()),
                told(preview.dataset().kind()),
                Words.count(preview.rows().size(), say("row"), say("rows"))));
    TableColumn<DatasetRow, String> number =
        column(say("Row"), NARROW, row -> String.valueOf(row.number()));
    number.setMinWidth(NARROW);
    number.setMaxWidth(NARROW);
    table.getColumns().add(number);
    boolean broken = preview.rows().stream().anyMatch(row -> row.problem() != null);
    if (broken) {
      table
          .getColumns()
          .add(
              column(
                  say("Problem"), WIDE, row -> row.problem() == null ? "" : told(row.problem())));
    }
    if (!has(preview, "id")) {
      table.getColumns().add(column(say("Id"), NARROW + 30, DatasetRow::id));
    }
    if (preview.rows().stream().anyMatch(row -> !row.messages().isEmpty())) {
      table
          .getColumns()
          .add(
              column(
                  say("Asks"),
                  WIDE,
                  row -> row.messages().isEmpty() ? "" : row.messages().getLast().content()));
    }
    for (String name : preview.columns()) {
      table
          .getColumns()
          .add(column("{{" + name + "}}", WIDE, row -> row.variables().getOrDefault(name, "")));
    }
    if (!has(preview, "tags") && preview.rows().stream().anyMatch(row -> !row.tags().isEmpty())) {
      table
          .getColumns()
          .add(column(say("Tags"), NARROW + 30, row -> String.join(", ", row.tags())));
    }
    // Few columns take all the room there is; many are scrolled through.
    table.setColumnResizePolicy(
        table.getColumns().size() <= FEW
            ? TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS
            : TableView.UNCONSTRAINED_RESIZE_POLICY);
    table.getItems().setAll(preview.rows());
  }

  /** A column of the data set need not stand there twice. */
  private static boolean has(Preview preview, String column) {
    return preview.columns().contains(column);
  }

  /** Prompts of the library without any words are all there are. */
  private static String name(String dataset) {
    return dataset.equals(BatchRecall.LIBRARY) ? say("all prompts") : dataset;
  }

  private static TableColumn<DatasetRow, String> column(
      String name, double width, Function<DatasetRow, String> words) {
    TableColumn<DatasetRow, String> column = new TableColumn<>(name);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(row ->
        new ReadOnlyStringWrapper(words.apply(row.getValue()).strip().replaceAll("\\s+", " ")));
    column.setCellFactory(_ -> new Cell());
    return column;
  }

  /** Cut at its width; the rest in a tooltip. */
  private static final class Cell extends TableCell<DatasetRow, String> {
    @Override
    protected void updateItem(@Nullable String text, boolean empty) {
      super.updateItem(text, empty);
      setText(empty || text == null ? null : VisibleText.of(text));
      setTooltip(text == null || empty || text.length() < 24 ? null : new Tooltip(text));
    }
  }

  private static final class Row extends TableRow<DatasetRow> {
    @Override
    protected void updateItem(@Nullable DatasetRow row, boolean empty) {
      super.updateItem(row, empty);
      pseudoClassStateChanged(BROKEN, row != null && !empty && row.problem() != null);
    }
  }
}
