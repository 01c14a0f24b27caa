package app.diptych.ui.review;

import app.diptych.review.Rubric;
import app.diptych.review.Rubric.Criterion;
import app.diptych.review.Rubric.Scale;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A rubric that is being written. JavaFX thread only. */
final class RubricDraft {
  private final StringProperty name = new SimpleStringProperty("");
  private final ObservableList<Line> criteria = FXCollections.observableArrayList();

  /** A criterion that is being written; it has room for the words of the longest scale. */
  static final class Line {
    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<Scale> scale = new SimpleObjectProperty<>(Scale.FIVE);
    private final BooleanProperty perAnswer = new SimpleBooleanProperty(true);
    private final BooleanProperty required = new SimpleBooleanProperty(false);
    private final List<StringProperty> anchors = new ArrayList<>();

    Line() {
      for (int i = 0; i < Scale.SEVEN.steps(); i++) {
        anchors.add(new SimpleStringProperty(""));
      }
    }

    static Line of(Criterion criterion) {
      Line line = new Line();
      line.name.set(criterion.name());
      line.scale.set(criterion.scale());
      line.perAnswer.set(criterion.perAnswer());
      line.required.set(criterion.required());
      for (int i = 0; i < criterion.anchors().size(); i++) {
        line.anchors.get(i).set(criterion.anchors().get(i));
      }
      return line;
    }

    /** Empty anchors are none; some and not all are refused. */
    Criterion criterion() {
      List<String> words =
          anchors.subList(0, scale.get().steps()).stream()
              .map(anchor -> anchor.get().strip())
              .filter(anchor -> !anchor.isEmpty())
              .toList();
      return new Criterion(name.get().strip(), scale.get(), words, perAnswer.get(), required.get());
    }

    StringProperty nameProperty() {
      return name;
    }

    ObjectProperty<Scale> scaleProperty() {
      return scale;
    }

    BooleanProperty perAnswerProperty() {
      return perAnswer;
    }

    BooleanProperty requiredProperty() {
      return required;
    }

    /** What a score means, from 1 on. */
    StringProperty anchor(int score) {
      return anchors.get(score - 1);
    }
  }

  void begin(Rubric rubric) {
    name.set(rubric.name());
    criteria.setAll(rubric.criteria().stream().map(Line::of).toList());
  }

  /** An empty rubric with room for one criterion. */
  void clear() {
    name.set("");
    criteria.setAll(List.of(new Line()));
  }

  /**
   * What is written, without its version.
   *
   * @throws IllegalArgumentException when it is no rubric yet, with a sentence
   */
  Rubric rubric() {
    return new Rubric(name.get().strip(), 1, criteria.stream().map(Line::criterion).toList());
  }

  StringProperty nameProperty() {
    return name;
  }

  ObservableList<Line> criteria() {
    return criteria;
  }

  /** One place up or down. */
  void move(Line line, int by) {
    int at = criteria.indexOf(line);
    int to = at + by;
    if (at >= 0 && to >= 0 && to < criteria.size()) {
      List<Line> moved = new ArrayList<>(criteria);
      moved.remove(at);
      moved.add(to, line);
      criteria.setAll(moved);
    }
  }
}
