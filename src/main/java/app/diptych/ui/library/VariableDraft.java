package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.told;

import app.diptych.prompt.Variable;
import app.diptych.ui.fx.Wording;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * A variable while it is being described. What only another type needs is kept meanwhile. JavaFX
 * thread only.
 */
public final class VariableDraft {
  private final StringProperty name = new SimpleStringProperty("");
  private final ObjectProperty<VariableKind> kind = new SimpleObjectProperty<>(VariableKind.TEXT);
  private final StringProperty label = new SimpleStringProperty("");
  private final StringProperty standard = new SimpleStringProperty("");
  private final BooleanProperty optional = new SimpleBooleanProperty(false);
  private final StringProperty least = new SimpleStringProperty("");
  private final StringProperty most = new SimpleStringProperty("");
  private final StringProperty options = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private boolean declared;
  private @Nullable Variable kept;

  private VariableDraft(String name, boolean declared) {
    this.name.set(name);
    this.declared = declared;
  }

  /** A variable as it was declared. */
  static VariableDraft of(Variable variable) {
    VariableDraft draft = new VariableDraft(variable.name(), true);
    draft.kind.set(VariableKind.of(variable));
    draft.label.set(variable.label());
    draft.standard.set(variable.standard());
    draft.optional.set(variable.optional());
    switch (variable) {
      case Variable.Quantity number -> {
        draft.least.set(Objects.toString(number.least(), ""));
        draft.most.set(Objects.toString(number.most(), ""));
      }
      case Variable.Choice choice -> draft.options.set(String.join("\n", choice.options()));
      case Variable.Text _, Variable.Lines _, Variable.Day _, Variable.TextFile _ -> {}
    }
    draft.kept = variable;
    return draft;
  }

  /** One that a text mentions and nobody described yet: a line of text. */
  static VariableDraft found(String name) {
    return new VariableDraft(name, false);
  }

  /** A new one, to be named. */
  static VariableDraft fresh(String name) {
    return new VariableDraft(name, true);
  }

  /**
   * The variable described.
   *
   * @throws IllegalArgumentException when it cannot be one yet, with a sentence a user can act on
   */
  Variable variable() {
    String called = name.get().strip();
    String shown = label.get().strip();
    boolean free = optional.get();
    return switch (kind.get()) {
      case TEXT -> new Variable.Text(called, shown, standard.get(), free);
      case LINES -> new Variable.Lines(called, shown, standard.get(), free);
      case NUMBER ->
          new Variable.Quantity(
              called,
              shown,
              standard.get().strip(),
              free,
              number(Wording.say("smallest"), least),
              number(Wording.say("largest"), most));
      case CHOICE -> new Variable.Choice(called, shown, standard.get().strip(), free, choices());
      case DATE -> new Variable.Day(called, shown, standard.get().strip(), free);
      case FILE -> new Variable.TextFile(called, shown, free);
    };
  }

  private @Nullable BigDecimal number(String which, StringProperty typed) {
    String text = typed.get().strip();
    if (text.isEmpty()) {
      return null;
    }
    Variable any = new Variable.Quantity("any", "", "", false, null, null);
    if (any.problem(text).isPresent()) {
      throw new IllegalArgumentException(
          Wording.say("The %s value of \u201c%s\u201d must be a number.")
              .formatted(which, name.get()));
    }
    return new BigDecimal(text);
  }

  /** What can be chosen. */
  List<String> choices() {
    return Stream.of(options.get().split("\n"))
        .map(String::strip)
        .filter(option -> !option.isEmpty())
        .toList();
  }

  /** The variable, or how it last was while it cannot be read; null when it never could. */
  @Nullable Variable readable() {
    try {
      kept = variable();
      problem.set("");
    } catch (IllegalArgumentException unfinished) {
      problem.set(told(unfinished));
    }
    return kept;
  }

  /** What is looked at for changes. */
  List<ObservableValue<?>> parts() {
    return List.of(name, kind, label, standard, optional, least, most, options);
  }

  boolean isDeclared() {
    return declared;
  }

  void declare() {
    declared = true;
  }

  public StringProperty nameProperty() {
    return name;
  }

  public ObjectProperty<VariableKind> kindProperty() {
    return kind;
  }

  public StringProperty labelProperty() {
    return label;
  }

  public StringProperty standardProperty() {
    return standard;
  }

  public BooleanProperty optionalProperty() {
    return optional;
  }

  public StringProperty leastProperty() {
    return least;
  }

  public StringProperty mostProperty() {
    return most;
  }

  /** What can be chosen, one a line. */
  public StringProperty optionsProperty() {
    return options;
  }

  /** What is wrong with it, empty when nothing is. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  void say(String sentence) {
    problem.set(sentence);
  }
}
