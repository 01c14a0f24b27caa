package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Ticker;
import app.diptych.ui.fx.Tip;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** What really runs on a side, read again twice a second while it is open. */
final class RunningCard extends HBox {
  private static final double PERIOD_MILLIS = 500;

  private final GridPane facts = new GridPane();

  RunningCard(RunningModel model, SideModel side) {
    getStyleClass().add("running-card");
    setId("running-" + side.side());
    facts.getStyleClass().add("running-facts");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    facts.getColumnConstraints().setAll(names, values);
    ScrollPane scroll = new ScrollPane(facts);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText(say("What runs on side %s").formatted(side.side()));
    scroll.getStyleClass().add("running-scroll");
    HBox.setHgrow(scroll, Priority.ALWAYS);
    Button close = AnswerPane.iconButton(Icon.CLOSE);
    close.setId("running-close-" + side.side());
    Tip.on(close, say("Close"));
    close.setAccessibleText(say("Close what runs on side %s").formatted(side.side()));
    close.setOnAction(_ -> model.show(false));
    getChildren().addAll(scroll, close);
    Ticker.whileShown(this, model.shownProperty(), Duration.millis(PERIOD_MILLIS), model::look);
    model.rowsProperty().subscribe(this::show);
    model
        .shownProperty()
        .subscribe(shown -> {
          setVisible(shown);
          setManaged(shown);
        });
  }

  /** Labels are kept, so that nothing flickers. */
  private void show(List<RunningModel.Row> rows) {
    while (facts.getChildren().size() > rows.size() * 2) {
      facts.getChildren().removeLast();
    }
    for (int i = 0; i < rows.size(); i++) {
      if (facts.getChildren().size() < (i + 1) * 2) {
        Label name = new Label();
        name.getStyleClass().addAll("muted", "small-text");
        Label value = new Label();
        value.getStyleClass().add("small-text");
        value.setWrapText(true);
        facts.addRow(i, name, value);
      }
      RunningModel.Row row = rows.get(i);
      ((Label) facts.getChildren().get(i * 2)).setText(row.name());
      Label value = (Label) facts.getChildren().get(i * 2 + 1);
      value.setText(row.value());
      value.getStyleClass().remove("muted");
      if (!row.told()) {
        value.getStyleClass().add("muted");
      }
    }
  }
}
