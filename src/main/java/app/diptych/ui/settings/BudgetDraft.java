package app.diptych.ui.settings;

import app.diptych.cost.Budget;
import app.diptych.cost.Budget.Period;
import app.diptych.cost.Budget.Scope;
import app.diptych.cost.BudgetsJson;
import app.diptych.cost.Money;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A budget while it is written. */
final class BudgetDraft {
  final StringProperty name = new SimpleStringProperty("");
  final StringProperty limit = new SimpleStringProperty("");
  final StringProperty currency = new SimpleStringProperty("USD");
  final StringProperty of = new SimpleStringProperty("");
  final ObjectProperty<Period> period = new SimpleObjectProperty<>(Period.DAY);
  final ObjectProperty<Scope.Kind> kind = new SimpleObjectProperty<>(Scope.Kind.ALL);
  final BooleanProperty hardCap = new SimpleBooleanProperty(true);
  final BooleanProperty allowsUnpriced = new SimpleBooleanProperty();

  /** As a new one begins. */
  void clear() {
    name.set("");
    limit.set("");
    currency.set("USD");
    of.set("");
    period.set(Period.DAY);
    kind.set(Scope.Kind.ALL);
    hardCap.set(true);
    allowsUnpriced.set(false);
  }

  void show(Budget budget) {
    name.set(budget.name());
    limit.set(budget.limit().amount().toPlainString());
    currency.set(budget.limit().currency());
    of.set(budget.scope().of());
    period.set(budget.period());
    kind.set(budget.scope().kind());
    hardCap.set(budget.hardCap());
    allowsUnpriced.set(budget.allowsUnpriced());
  }

  /**
   * What is written.
   *
   * @throws IllegalArgumentException when it is no budget, with a sentence
   */
  Budget budget() {
    return new Budget(
        name.get(),
        new Scope(kind.get(), of.get()),
        period.get(),
        new Money(BudgetsJson.number(limit.get()), currency.get().strip().toUpperCase(Locale.ROOT)),
        hardCap.get(),
        allowsUnpriced.get());
  }
}
