package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.Budget;
import app.diptych.cost.Budgets;
import app.diptych.cost.ExchangeRate;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.settings.BudgetControl.Standing;
import app.diptych.ui.settings.SettingsModel.Undo;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What may be spent, what is, and the budget that is being changed. JavaFX thread only. */
public final class BudgetModel {
  private final BudgetControl control;
  private final Background background;
  private final NanoClock clock;
  private final BudgetDraft draft = new BudgetDraft();
  private final List<StringProperty> rate = List.of(text(), text(), text(), text(), text());
  private final ReadOnlyObjectWrapper<Standing> standing =
      new ReadOnlyObjectWrapper<>(Standing.NONE);
  private final ReadOnlyBooleanWrapper editing = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Undo> undo = new ReadOnlyObjectWrapper<>();
  private final Map<String, String> alerts = new LinkedHashMap<>();
  private @Nullable Budget before;
  private boolean looking;
  private boolean lookAgain;

  /**
   * @param clock tells the day of a rate
   */
  public BudgetModel(BudgetControl control, Background background, NanoClock clock) {
    this.control = control;
    this.background = background;
    this.clock = clock;
    control.listen(alert ->
        background.run(
            alert::sentence,
            sentence -> {
              tell(alert.state().budget().name(), told(sentence));
              refresh();
            },
            _ -> {}));
  }

  /** The last alert of each budget: one request can count for several. */
  private void tell(String budget, String sentence) {
    alerts.remove(budget);
    alerts.put(budget, sentence);
    notice.set(String.join("\n", alerts.values()));
  }

  private static StringProperty text() {
    return new SimpleStringProperty("");
  }

  /** Looks again at how everything stands; while somebody looks, once more afterwards. */
  public void refresh() {
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    background.run(
        control::look,
        seen -> {
          standing.set(seen);
          looked();
        },
        fault -> {
          problem.set(say("The budgets cannot be read: %s.").formatted(told(fault)));
          looked();
        });
  }

  private void looked() {
    looking = false;
    if (lookAgain) {
      lookAgain = false;
      refresh();
    }
  }

  /** Begins a new one. */
  void begin() {
    before = null;
    draft.clear();
    problem.set("");
    editing.set(true);
  }

  void edit(Budget budget) {
    before = budget;
    draft.show(budget);
    problem.set("");
    editing.set(true);
  }

  void cancel() {
    problem.set("");
    editing.set(false);
  }

  void save() {
    try {
      Budget budget = draft.budget();
      Budget old = before;
      change(
          budgets -> replaced(budgets, old, budget),
          () -> {
            editing.set(false);
            doubt(budget);
          });
    } catch (IllegalArgumentException wrong) {
      problem.set(told(wrong));
    }
  }

  /** A name that is mistyped protects nothing. */
  private void doubt(Budget budget) {
    background.run(
        () -> control.doubt(budget),
        sentences -> {
          // The form is another's by now.
          if (!editing.get() && !sentences.isEmpty()) {
            problem.set(told(sentences));
          }
        },
        _ -> {});
  }

  /** Keeps its place; a new one comes last. Another of its name is refused by the budgets. */
  private static Budgets replaced(Budgets budgets, @Nullable Budget old, Budget fresh) {
    List<Budget> all = new ArrayList<>(budgets.all());
    int place = old == null ? -1 : all.indexOf(budgets.find(old.name()).orElse(old));
    if (place < 0) {
      all.add(fresh);
    } else {
      all.set(place, fresh);
    }
    return new Budgets(all, budgets.rates(), budgets.problem());
  }

  /** Takes it away; it can be put back. */
  void remove(Budget budget) {
    change(
        budgets -> budgets.without(budget.name()),
        () -> {
          editing.set(false);
          undo.set(
              new Undo(
                  say("Removed the budget %s.").formatted(budget.name()),
                  () -> change(budgets -> replaced(budgets, null, budget), () -> {})));
        });
  }

  void addRate() {
    try {
      ExchangeRate fresh =
          ExchangeRate.typed(
              rate.get(0).get(),
              rate.get(1).get(),
              rate.get(2).get(),
              rate.get(3).get(),
              rate.get(4).get(),
              clock.now().atZone(ZoneId.systemDefault()).toLocalDate());
      change(
          budgets -> budgets.with(budgets.rates().with(fresh)),
          () -> rate.forEach(field -> field.set("")));
    } catch (IllegalArgumentException wrong) {
      problem.set(told(wrong));
    }
  }

  /** Puts a rate into the fields; added again it takes the place of the old one. */
  void edit(ExchangeRate old) {
    List<String> parts =
        List.of(
            old.from(), old.to(), old.rate().toPlainString(), old.source(), old.date().toString());
    for (int i = 0; i < parts.size(); i++) {
      rate.get(i).set(parts.get(i));
    }
  }

  void remove(ExchangeRate gone) {
    change(
        budgets -> budgets.with(budgets.rates().without(gone.from(), gone.to())),
        () ->
            undo.set(
                new Undo(
                    say("Removed the rate of %s and %s.").formatted(gone.from(), gone.to()),
                    () -> change(budgets -> budgets.with(budgets.rates().with(gone)), () -> {}))));
  }

  /** Puts back what was removed last. */
  void undo() {
    Undo offer = undo.get();
    undo.set(null);
    if (offer != null) {
      offer.back().run();
    }
  }

  void forgetUndo() {
    undo.set(null);
  }

  /** The alerts were seen. */
  public void dismiss() {
    alerts.clear();
    notice.set("");
  }

  private void change(UnaryOperator<Budgets> change, Runnable done) {
    problem.set("");
    undo.set(null);
    background.run(
        () -> {
          control.change(change);
          return control.look();
        },
        seen -> {
          standing.set(seen);
          // What a look that is under way has seen may be older than this change.
          lookAgain |= looking;
          done.run();
        },
        fault -> problem.set(told(fault)));
  }

  BudgetDraft draft() {
    return draft;
  }

  /** From, to, rate, source and date of a rate while it is written. */
  List<StringProperty> rate() {
    return rate;
  }

  public ReadOnlyObjectProperty<Standing> standingProperty() {
    return standing.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty editingProperty() {
    return editing.getReadOnlyProperty();
  }

  /** Why the last wish was not done, or may do nothing; empty when all is well. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The last alert of each budget, a line each, until they are dismissed. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Undo> undoProperty() {
    return undo.getReadOnlyProperty();
  }
}
