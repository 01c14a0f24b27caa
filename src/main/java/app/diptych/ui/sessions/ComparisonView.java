package app.diptych.ui.sessions;

import app.diptych.session.SessionComparison;
import app.diptych.session.SessionComparison.Change;
import app.diptych.session.SessionComparison.Row;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is different between two sessions, trial by trial. */
final class ComparisonView extends VBox {
  private static final int LONGEST = 120;

  private final Label title = new Label();
  private final ListView<Row> rows = new ListView<>();

  ComparisonView(SessionsModel model) {
    getStyleClass().addAll("card", "session-detail");
    setId("session-comparison");
    title.getStyleClass().add("title-field");
    title.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button close = new Button("Close");
    close.setId("close-comparison");
    close.setOnAction(_ -> model.closeComparison());
    HBox header = new HBox(title, space, close);
    header.getStyleClass().add("session-row");
    rows.setCellFactory(_ -> new RowCell());
    rows.setAccessibleText("Differences, trial by trial");
    rows.setPlaceholder(new Label("Neither session has a trial."));
    VBox.setVgrow(rows, Priority.ALWAYS);
    getChildren().addAll(header, rows);
    model.comparisonProperty().subscribe(this::show);
  }

  private void show(SessionsModel.@Nullable Compared compared) {
    setVisible(compared != null);
    setManaged(compared != null);
    if (compared != null) {
      title.setText(compared.before().title() + "  \u2192  " + compared.after().title());
      SessionComparison comparison = compared.comparison();
      rows.getItems().setAll(comparison.rows());
    }
  }

  private static final class RowCell extends ListCell<Row> {
    RowCell() {
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
      super.updateItem(row, empty);
      setText(null);
      setGraphic(row == null || empty ? null : lines(row));
    }

    private static VBox lines(Row row) {
      Label prompt = new Label(brief(row.prompt()));
      prompt.getStyleClass().add("session-title");
      VBox lines = new VBox(prompt);
      lines.getStyleClass().add("session-rows");
      if (row.before() == null || row.after() == null) {
        lines.getChildren().add(muted(row.before() == null ? "Only after" : "Only before"));
      } else if (row.changes().isEmpty()) {
        lines.getChildren().add(muted("The same in everything"));
      } else {
        lines.getChildren().add(table(row));
      }
      return lines;
    }

    private static GridPane table(Row row) {
      GridPane table = new GridPane();
      table.getStyleClass().add("changes");
      int line = 0;
      for (Change change : row.changes()) {
        Label before = new Label(brief(change.before()));
        Label after = new Label(brief(change.after()));
        for (Label value : new Label[] {before, after}) {
          value.setWrapText(true);
          value.setPrefWidth(0);
          value.setMaxWidth(Double.MAX_VALUE);
          value.getStyleClass().add("small-text");
          GridPane.setHgrow(value, Priority.ALWAYS);
        }
        Label what = muted(change.what());
        what.setMinWidth(USE_PREF_SIZE);
        table.addRow(line++, what, before, muted("\u2192"), after);
      }
      return table;
    }

    private static Label muted(String words) {
      Label label = new Label(words);
      label.getStyleClass().addAll("muted", "small-text");
      return label;
    }

    private static String brief(String text) {
      String line = text.strip().replaceAll("\\s+", " ");
      return line.codePointCount(0, line.length()) <= LONGEST
          ? line
          : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "\u2026";
    }
  }
}
