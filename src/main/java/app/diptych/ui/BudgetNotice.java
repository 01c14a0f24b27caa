package app.diptych.ui;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.settings.BudgetModel;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Says that a part of a budget is spent, until it was seen. */
final class BudgetNotice extends HBox {
  BudgetNotice(BudgetModel model, Runnable showBudgets) {
    setId("budget-notice");
    getStyleClass().add("not-saved");
    Label words = new Label();
    words.setId("budget-notice-words");
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button show = new Button(say("Budgets"));
    show.setId("budget-notice-show");
    show.setMinWidth(USE_PREF_SIZE);
    show.setOnAction(_ -> {
      model.dismiss();
      showBudgets.run();
    });
    Button close = new Button("", Icon.CLOSE.node());
    close.getStyleClass().addAll("button-icon", "flat");
    close.setId("budget-notice-close");
    Tip.on(close, say("Dismiss"));
    close.setAccessibleText(say("Dismiss"));
    close.setMinWidth(USE_PREF_SIZE);
    close.setOnAction(_ -> model.dismiss());
    getChildren().addAll(Icon.COST.node(), words, show, close);
    model
        .noticeProperty()
        .subscribe(sentence -> {
          words.setText(sentence);
          setVisible(!sentence.isEmpty());
          setManaged(!sentence.isEmpty());
        });
  }
}
