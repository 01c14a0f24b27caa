package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.OneOf;
import app.diptych.ui.settings.PriceModel.Tab;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The price book, files of prices on their way into it, and the rates and the tariff. */
final class PricePanel extends VBox {
  private final PriceModel model;

  PricePanel(PriceModel model, BudgetModel budgets) {
    this.model = model;
    setId("price-panel");
    getStyleClass().addAll("card", "fallback-panel", "price-panel");
    Node book = new PriceTable(model);
    Node imports = new PriceImportPane(model.imports());
    Node rates = rates(budgets);
    StackPane body = new StackPane(book, imports, rates);
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren()
        .addAll(
            head(),
            body,
            new UndoBar("price-undo", model.undoProperty(), model::undo, model::forgetUndo),
            new UndoBar(
                "price-rate-undo", budgets.undoProperty(), budgets::undo, budgets::forgetUndo));
    model
        .tabProperty()
        .subscribe(tab -> {
          book.setVisible(tab == Tab.BOOK);
          imports.setVisible(tab == Tab.IMPORT);
          rates.setVisible(tab == Tab.RATES);
        });
  }

  private HBox head() {
    Label title = new Label(say("Prices"));
    title.getStyleClass().add("panel-title");
    title.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    ToggleGroup group = new ToggleGroup();
    HBox pills = new HBox();
    pills.getStyleClass().add("diff-modes");
    for (Tab tab : Tab.values()) {
      ToggleButton button = new ToggleButton(tab.title());
      button.setId("price-tab-" + tab.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(group);
      button.setMinWidth(USE_PREF_SIZE);
      button
          .getStyleClass()
          .add(
              switch (tab) {
                case BOOK -> "left-pill";
                case IMPORT -> "center-pill";
                case RATES -> "right-pill";
              });
      OneOf.choose(button, tab, model.tabProperty());
      pills.getChildren().add(button);
    }
    HBox head = new HBox(title, space, pills);
    head.getStyleClass().add("editor-bar");
    return head;
  }

  private ScrollPane rates(BudgetModel budgets) {
    Label problem = new Label();
    problem.setId("price-rate-problem");
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.textProperty().bind(budgets.problemProperty());
    Field.shownWhileSaying(problem);
    Label about = new Label();
    about.setText(
        say(
            "Amounts in two currencies are added, compared and held against a budget only by a rate of"
                + " yours. A rate between the same two takes the place of the one before."));
    about.setWrapText(true);
    about.setMinHeight(USE_PREF_SIZE);
    about.getStyleClass().addAll("muted", "small-text");
    VBox body =
        new VBox(about, new RateTable(budgets, "price-"), problem, new TariffForm(model.tariff()));
    body.getStyleClass().add("fallback-chosen");
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edit-form");
    return scroll;
  }
}
