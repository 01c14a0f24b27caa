package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.report.facts.Fact;
import app.diptych.report.facts.FactCell;
import app.diptych.report.facts.ModelCard;
import app.diptych.ui.fx.Icon;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What is known about models, each cell with who says it and when it was read there. */
final class FactsPanel extends ScrollPane {
  private final VBox cards = new VBox();

  FactsPanel(DecideModel model) {
    setId("facts");
    getStyleClass().add("panel-scroll");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    cards.getStyleClass().add("fact-cards");
    setContent(cards);
    model.cards().addListener((ListChangeListener<ModelCard>) _ -> show(model));
    show(model);
  }

  private void show(DecideModel model) {
    cards.getChildren().setAll(model.cards().stream().map(FactsPanel::card).toList());
  }

  private static VBox card(ModelCard card) {
    Label name = new Label(card.name());
    name.getStyleClass().add("card-title");
    Label id = new Label(card.id());
    id.getStyleClass().addAll("muted", "small-text");
    HBox head = new HBox(name, id);
    head.getStyleClass().add("card-header");
    if (!card.exists()) {
      Label missing = new Label(say("does not exist"), Icon.ERROR.node());
      missing.getStyleClass().addAll("badge", "verdict-refuted");
      head.getChildren().add(missing);
    }
    VBox box = new VBox(head);
    box.getStyleClass().addAll("card", "decide-panel");
    if (!card.note().isEmpty()) {
      box.getChildren().add(note(card.note()));
    }
    if (!card.nearest().isEmpty()) {
      box.getChildren()
          .add(
              note(
                  say("Real models that may be meant: %s.")
                      .formatted(String.join(", ", card.nearest()))));
    }
    box.getChildren().add(table(card));
    return box;
  }

  private static String source(FactCell cell) {
    String kind = cell.kind().words() + ": ";
    return (cell.source().startsWith(kind) ? "" : told(cell.kind().words()) + ": ")
        + cell.source()
        + ", "
        + cell.date();
  }

  private static Label note(String words) {
    Label note = new Label(words);
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    return note;
  }

  private static GridPane table(ModelCard card) {
    GridPane table = new GridPane();
    table.getStyleClass().add("fact-table");
    ColumnConstraints first = new ColumnConstraints();
    first.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints second = new ColumnConstraints();
    second.setHgrow(Priority.ALWAYS);
    ColumnConstraints third = new ColumnConstraints();
    third.setPercentWidth(38);
    table.getColumnConstraints().addAll(first, second, third);
    int row = 0;
    for (Fact fact : card.facts()) {
      boolean begins = true;
      for (FactCell cell : fact.cells()) {
        Label name = new Label(begins ? fact.name() : "");
        name.getStyleClass().add("muted");
        name.setMinWidth(USE_PREF_SIZE);
        Label value = new Label(cell.value());
        value.setWrapText(true);
        if (cell.differs()) {
          value.setGraphic(Icon.ERROR.node());
          value.getStyleClass().add("fact-differs");
          value.setAccessibleText(
              say("%s, which contradicts the model card").formatted(cell.value()));
        }
        Label source = new Label(source(cell));
        source.getStyleClass().addAll("muted", "small-text");
        source.setWrapText(true);
        table.addRow(row++, name, value, source);
        begins = false;
      }
    }
    return table;
  }
}
