package app.diptych.ui.keys;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Action;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The actions that fit what is typed, the best first. */
final class PaletteModel {
  private final StringProperty typed = new SimpleStringProperty("");
  private final ObservableList<Action> found = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private List<Action> all = List.of();

  PaletteModel() {
    typed.subscribe(_ -> filter());
  }

  /** Begins anew with what can be done now. */
  void begin(List<Action> actions) {
    all = List.copyOf(actions);
    typed.set("");
    filter();
  }

  StringProperty typedProperty() {
    return typed;
  }

  ObservableList<Action> found() {
    return found;
  }

  /** How many were found, as words. */
  ReadOnlyStringProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  private record Fit(Action action, int score, int order) {}

  private void filter() {
    String words = typed.get();
    found.setAll(
        IntStream.range(0, all.size())
            .mapToObj(order -> new Fit(all.get(order), score(words, all.get(order)), order))
            .filter(fit -> fit.score() != Match.NONE)
            .sorted(
                // What cannot be done now stands below what can, however well it fits.
                Comparator.comparing((Fit fit) -> !fit.action().possible())
                    .thenComparing(Fit::score, Comparator.reverseOrder())
                    .thenComparing((Fit fit) -> !fit.action().first().isEmpty())
                    .thenComparingInt(Fit::order))
            .map(Fit::action)
            .toList());
    count.set(found.size() == 1 ? say("1 action") : say("%s actions").formatted(found.size()));
  }

  /** The name counts more than the page it is on. */
  private static int score(String typed, Action action) {
    int name = Match.of(typed, action.name());
    return name == Match.NONE
        ? Match.of(typed, action.name() + " " + action.also() + " " + action.where())
        : name * 2;
  }
}
