package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.session.SessionComparison.Row;
import app.diptych.session.SessionSummary;
import app.diptych.ui.fx.Tip;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is different between two sessions: as wholes, then trial by trial. */
final class ComparisonView extends VBox {
  private final Label before = new Label();
  private final Label after = new Label();
  private final VBox totals = new VBox();
  private final CheckBox onlyChanged = new CheckBox(say("Only changes"));
  private final CheckBox timing = new CheckBox(say("Timing of trials"));
  private final Label nothing = new Label();
  private final ListView<Row> rows = new ListView<>();
  private SessionsModel.@Nullable Compared shown;

  ComparisonView(SessionsModel model) {
    getStyleClass().addAll("card", "session-detail");
    setId("session-comparison");
    Button close = new Button(say("Close"));
    close.setId("close-comparison");
    close.setMinWidth(USE_PREF_SIZE);
    close.setOnAction(_ -> model.closeComparison());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    onlyChanged.setId("only-changed");
    onlyChanged.setSelected(true);
    timing.setId("trial-timing");
    HBox bar = new HBox(onlyChanged, timing, space, close);
    bar.getStyleClass().add("session-row");
    for (Label title : List.of(before, after)) {
      title.getStyleClass().add("session-title");
      title.setMinWidth(0);
    }
    totals.setId("comparison-totals");
    totals.getStyleClass().add("totals");
    totals.setMinHeight(USE_PREF_SIZE);
    rows.setId("comparison-rows");
    rows.setCellFactory(_ -> new RowCell());
    rows.setAccessibleText(say("Differences, trial by trial"));
    nothing.setWrapText(true);
    rows.setPlaceholder(nothing);
    VBox.setVgrow(rows, Priority.ALWAYS);
    getChildren().addAll(bar, before, after, totals, rows);
    onlyChanged.selectedProperty().addListener((_, _, _) -> list());
    timing.selectedProperty().addListener((_, _, _) -> list());
    model.comparisonProperty().subscribe(this::show);
  }

  private void show(SessionsModel.@Nullable Compared compared) {
    shown = compared;
    setVisible(compared != null);
    setManaged(compared != null);
    if (compared != null) {
      head(before, say("Before"), compared.before());
      head(after, say("After"), compared.after());
      totals.getChildren().setAll(new ChangeTable(compared.totals(), true));
      list();
    }
  }

  private static void head(Label label, String which, SessionSummary session) {
    String words =
        which + ": " + SessionCell.TIME.format(session.createdAt()) + " \u00b7 " + session.title();
    label.setText(words);
    Tip.on(label, words);
  }

  private void list() {
    SessionsModel.Compared compared = shown;
    if (compared != null) {
      List<Row> all = compared.comparison().rows();
      List<Row> wanted =
          onlyChanged.isSelected() ? all.stream().filter(this::counts).toList() : all;
      nothing.setText(
          all.isEmpty()
              ? say("Neither session has a trial.")
              : say("Every trial was asked and answered the same."));
      rows.getItems().setAll(wanted);
      rows.refresh();
    }
  }

  private boolean counts(Row row) {
    return row.changed() || (timing.isSelected() && !row.changes().isEmpty());
  }

  private final class RowCell extends ListCell<Row> {
    RowCell() {
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
      super.updateItem(row, empty);
      setText(null);
      setGraphic(row == null || empty ? null : lines(row));
    }

    private VBox lines(Row row) {
      Label prompt = new Label(Beginning.of(row.prompt()));
      prompt.getStyleClass().add("session-title");
      VBox lines = new VBox(prompt);
      lines.getStyleClass().add("session-rows");
      var changes =
          row.changes().stream().filter(one -> timing.isSelected() || !one.measured()).toList();
      if (row.before() == null || row.after() == null) {
        lines
            .getChildren()
            .add(ChangeTable.muted(row.before() == null ? say("Only after") : say("Only before")));
      } else if (changes.isEmpty()) {
        lines.getChildren().add(ChangeTable.muted(say("The same in everything")));
      } else {
        lines.getChildren().add(new ChangeTable(changes, false));
      }
      return lines;
    }
  }
}
