package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.Budget;
import app.diptych.cost.BudgetState;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.settings.BudgetControl.Standing;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The budgets, each with what is spent of it, and the rates between their currencies. */
final class BudgetPanel extends VBox {
  private final BudgetModel model;
  private final VBox rows = new VBox();
  private final Label problem = new Label();
  private final BudgetForm form;

  BudgetPanel(BudgetModel model) {
    this.model = model;
    this.form = new BudgetForm(model);
    setId("budget-panel");
    getStyleClass().addAll("card", "fallback-panel");
    Label about = new Label();
    about.setText(
        say(
            "A trial that could go over a hard cap is not sent, neither side of it. You are told at 50,"
                + " 80 and 100 %. Models on this machine and recordings cost nothing."));
    about.setWrapText(true);
    about.setMinHeight(USE_PREF_SIZE);
    about.getStyleClass().addAll("muted", "small-text");
    problem.setId("budget-problem");
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    rows.getStyleClass().add("budget-rows");
    VBox body = new VBox(about, rows, form, problem, new RateTable(model, ""));
    body.getStyleClass().add("fallback-chosen");
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edit-form");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren()
        .addAll(
            head(),
            scroll,
            new UndoBar("budget-undo", model.undoProperty(), model::undo, model::forgetUndo));
    model.standingProperty().subscribe(this::show);
    model.problemProperty().subscribe(_ -> tell());
    model
        .editingProperty()
        .subscribe(editing -> {
          Field.shown(form, editing);
          if (editing) {
            form.focusFirst();
          }
        });
  }

  private HBox head() {
    Label title = new Label(say("Budgets"));
    title.getStyleClass().add("panel-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button add = Actions.byName(new Button(say("Add a budget"), Icon.ADD.node()));
    add.setId("add-budget");
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(_ -> model.begin());
    HBox head = new HBox(title, space, add);
    head.getStyleClass().add("editor-bar");
    return head;
  }

  private void show(Standing standing) {
    rows.getChildren().setAll(standing.states().stream().map(this::row).toList());
    if (standing.states().isEmpty() && standing.problem().isEmpty()) {
      Label none = new Label(say("No budget yet: nothing limits what is spent."));
      none.setId("no-budget");
      none.setWrapText(true);
      rows.getChildren().add(none);
    }
    tell();
  }

  private void tell() {
    String wrong = model.problemProperty().get();
    problem.setText(wrong.isEmpty() ? told(model.standingProperty().get().problem()) : wrong);
    Field.shown(problem, !problem.getText().isEmpty());
  }

  private Node row(BudgetState state) {
    Budget budget = state.budget();
    Label name = new Label(budget.name());
    name.getStyleClass().add("gateway-title");
    name.setMinWidth(0);
    Label spent =
        new Label(
            say("%s this %s").formatted(BudgetStatus.spent(state), say(budget.period().word())));
    spent.getStyleClass().add("small-text");
    spent.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox first =
        new HBox(
            name,
            space,
            spent,
            icon(
                Icon.EDIT,
                say("Edit the budget %s").formatted(budget.name()),
                () -> model.edit(budget)),
            icon(
                Icon.DELETE,
                say("Remove the budget %s").formatted(budget.name()),
                () -> model.remove(budget)));
    first.getStyleClass().add("editor-bar");
    ProgressBar bar = new ProgressBar(Math.min(1, state.percent() / 100.0));
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(
        say("%s %% of the budget %s is spent").formatted(state.percent(), budget.name()));
    bar.getStyleClass()
        .addAll(
            "budget-bar", "budget-" + BudgetStatus.level(state).name().toLowerCase(Locale.ROOT));
    Label terms = new Label(terms(state));
    terms.getStyleClass().addAll("muted", "small-text");
    terms.setWrapText(true);
    VBox row = new VBox(first, bar, terms);
    row.getStyleClass().add("budget-row");
    return row;
  }

  private static String terms(BudgetState state) {
    Budget budget = state.budget();
    String cap = budget.hardCap() ? say("hard cap") : say("alerts only");
    String unpriced =
        budget.hardCap() && budget.allowsUnpriced()
            ? say(", requests without a price allowed")
            : "";
    String missing =
        state.unpriced() == 0
            ? ""
            : state.unpriced() == 1
                ? say("; 1 request has no price")
                : say("; %s requests have no price").formatted(state.unpriced());
    return told(budget.scope().words()) + ", " + cap + unpriced + missing;
  }

  static Button icon(Icon icon, String words, Runnable action) {
    Button button = new Button("", icon.node());
    button.getStyleClass().addAll("button-icon", "flat");
    Tip.on(button, words);
    button.setAccessibleText(words);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }
}
