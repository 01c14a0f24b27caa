package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.batch.BatchSide;
import app.diptych.trial.Side;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The models that side A is held against besides that of side B. JavaFX thread only. */
final class OtherModels {
  private final ObservableList<String> names = FXCollections.observableArrayList();

  /** One more; one that is there is not there twice. */
  void add(String model) {
    String name = model.strip();
    if (!name.isEmpty() && !names.contains(name)) {
      names.add(name);
    }
  }

  void remove(String model) {
    names.remove(model);
  }

  void clear() {
    names.clear();
  }

  /** In the order they were added. */
  ObservableList<String> names() {
    return names;
  }

  /** Why they make no pairs with the models of the sides, in a sentence; empty when they do. */
  String problem(Map<Side, BatchSide> sides) {
    for (Side side : Side.values()) {
      String there = Objects.requireNonNull(sides.get(side)).model();
      if (names.contains(there)) {
        return say("%s is on side %s: remove it from those that are asked against A as well.")
            .formatted(there, side);
      }
    }
    return "";
  }

  /** The names as they are now. */
  List<String> now() {
    return List.copyOf(names);
  }
}
