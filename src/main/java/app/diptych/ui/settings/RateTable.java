package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.cost.ExchangeRate;
import app.diptych.ui.fx.Icon;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The rates between currencies, and the fields of a new one. */
final class RateTable extends VBox {
  private static final String[] NAMES = {
    toSay("From"), toSay("To"), toSay("Rate"), toSay("Source"), toSay("Date")
  };
  private static final String[] HINTS = {"CNY", "USD", "0.14", "ECB", toSay("today")};

  private final BudgetModel model;
  private final String place;
  private final VBox rows = new VBox();

  /**
   * @param place where it stands, the beginning of the ids of its parts; empty for the budgets
   */
  RateTable(BudgetModel model, String place) {
    this.model = model;
    this.place = place;
    setId(place + "rates");
    getStyleClass().add("rate-table");
    rows.getStyleClass().add("pair-rows");
    Label title = Field.title(say("Exchange rates: what one unit of a currency is in another"));
    title.setWrapText(true);
    getChildren().addAll(title, rows, fields());
    model
        .standingProperty()
        .subscribe(standing -> {
          rows.getChildren().setAll(standing.rates().all().stream().map(this::row).toList());
          Field.shown(rows, !standing.rates().all().isEmpty());
        });
  }

  private Node row(ExchangeRate rate) {
    Label words = new Label(rate.words());
    words.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox row =
        new HBox(
            words,
            space,
            BudgetPanel.icon(
                Icon.EDIT,
                say("Change the rate of %s and %s").formatted(rate.from(), rate.to()),
                () -> model.edit(rate)),
            BudgetPanel.icon(
                Icon.DELETE,
                say("Remove the rate of %s and %s").formatted(rate.from(), rate.to()),
                () -> model.remove(rate)));
    row.getStyleClass().add("editor-bar");
    return row;
  }

  private HBox fields() {
    HBox row = new HBox();
    row.getStyleClass().add("rate-row");
    for (int i = 0; i < NAMES.length; i++) {
      StringProperty value = model.rate().get(i);
      TextField field = Field.text(say(NAMES[i]), place + "rate-" + i, say(HINTS[i]), value);
      field.setOnAction(_ -> model.addRate());
      row.getChildren().add(new Field(say(NAMES[i]), field));
    }
    Button add = new Button(say("Add"), Icon.ADD.node());
    add.setId(place + "add-rate");
    add.setAccessibleText(say("Add the exchange rate"));
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(_ -> model.addRate());
    row.getChildren().add(add);
    return row;
  }
}
