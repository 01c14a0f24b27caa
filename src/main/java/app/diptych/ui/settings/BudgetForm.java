package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.cost.Budget.Period;
import app.diptych.cost.Budget.Scope;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The fields of one budget. */
final class BudgetForm extends VBox {
  private final BudgetModel model;
  private final TextField name;

  BudgetForm(BudgetModel model) {
    this.model = model;
    BudgetDraft draft = model.draft();
    setId("budget-form");
    getStyleClass().add("budget-form");
    name = Field.text(say("Name"), "budget-name", say("Daily"), draft.name);
    ComboBox<Period> period =
        choice(say("Each"), "budget-period", draft.period, Period.values(), one -> say(one.word()));
    ComboBox<Scope.Kind> kind =
        choice(say("For"), "budget-kind", draft.kind, Scope.Kind.values(), BudgetForm::words);
    Field of = Field.of(say("Gateway id or tag"), "budget-of", "groq", draft.of);
    draft.kind.subscribe(one -> of.setDisable(one == Scope.Kind.ALL));
    CheckBox hard = box(say("Hard cap: do not send what could go over it"), "budget-hard");
    hard.selectedProperty().bindBidirectional(draft.hardCap);
    CheckBox unpriced = box(say("Let requests without a price through"), "budget-unpriced");
    unpriced.selectedProperty().bindBidirectional(draft.allowsUnpriced);
    unpriced.disableProperty().bind(draft.hardCap.not());
    getChildren()
        .addAll(
            row(
                new Field(say("Name"), name),
                Field.of(say("Limit"), "budget-limit", "5", draft.limit),
                Field.of(say("Currency"), "budget-currency", "USD", draft.currency)),
            row(new Field(say("Each"), period), new Field(say("For"), kind), of),
            hard,
            unpriced,
            buttons());
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof TextField) {
            model.save();
            event.consume();
          } else if (event.getCode() == KeyCode.ESCAPE) {
            model.cancel();
            event.consume();
          }
        });
  }

  void focusFirst() {
    name.requestFocus();
  }

  private HBox buttons() {
    Button save = new Button(say("Save"));
    save.setId("save-budget");
    save.getStyleClass().add("accent");
    save.setOnAction(_ -> model.save());
    Button cancel = new Button(say("Cancel"));
    cancel.setId("cancel-budget");
    cancel.setOnAction(_ -> model.cancel());
    return row(save, cancel);
  }

  private static String words(Scope.Kind kind) {
    return switch (kind) {
      case ALL -> say("all gateways");
      case GATEWAY -> say("one gateway");
      case TAG -> say("sessions with a tag");
    };
  }

  private static HBox row(Node... nodes) {
    HBox row = new HBox(nodes);
    row.getStyleClass().add("editor-bar");
    return row;
  }

  private static CheckBox box(String words, String id) {
    CheckBox box = new CheckBox(words);
    box.setId(id);
    box.setWrapText(true);
    return box;
  }

  private static <T> ComboBox<T> choice(
      String name, String id, ObjectProperty<T> chosen, T[] values, Function<T, String> words) {
    ComboBox<T> box = new ComboBox<>();
    box.setId(id);
    box.setAccessibleText(name);
    box.setMaxWidth(Double.MAX_VALUE);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable T value) {
            return value == null ? "" : words.apply(value);
          }

          @Override
          public @Nullable T fromString(String typed) {
            return null;
          }
        });
    box.getItems().setAll(values);
    box.valueProperty().bindBidirectional(chosen);
    return box;
  }
}
