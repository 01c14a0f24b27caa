package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.told;

import app.diptych.prompt.Blanks;
import app.diptych.prompt.ChosenFile;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.Variable;
import app.diptych.ui.fx.Background;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What the prompt in the editor asks for, and the values given so far. They are remembered while
 * the prompt stays, even when a variable leaves its text for a while. JavaFX thread only.
 */
public final class VariablesModel {
  /** More than that is no template but a text with braces in it. */
  static final int MOST_ASKED = 60;

  private static final Blanks NONE = Blanks.of("", "", List.of());

  private final StringProperty system;
  private final StringProperty text;
  private final Background background;
  private final ObservableList<Variable> asked = FXCollections.observableArrayList();
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> fileNames = new HashMap<>();
  private final Map<String, String> fileProblems = new HashMap<>();
  private final BooleanProperty asTyped = new SimpleBooleanProperty();
  private final ReadOnlyIntegerWrapper refusals = new ReadOnlyIntegerWrapper();
  private final List<Runnable> listeners = new ArrayList<>();
  private List<Variable> declared = List.of();
  private Blanks blanks = NONE;

  /**
   * @param system the system prompt with its blanks
   * @param text the prompt with its blanks
   */
  public VariablesModel(StringProperty system, StringProperty text, Background background) {
    this.system = system;
    this.text = text;
    this.background = background;
    system.subscribe(this::read);
    text.subscribe(this::read);
    asTyped.subscribe(this::tell);
  }

  /** Declares what this prompt declares; values of the prompt before it are forgotten. */
  void use(Prompt prompt) {
    declared = prompt.variables();
    values.clear();
    fileNames.clear();
    fileProblems.clear();
    refusals.set(0);
    asTyped.set(false);
    // Fields of the prompt before would keep showing what was forgotten.
    asked.clear();
    read();
  }

  /** Declares these instead; values given so far stay. */
  public void declare(List<Variable> variables) {
    if (!declared.equals(variables)) {
      declared = List.copyOf(variables);
      read();
    }
  }

  /** What is declared, asked for or not. */
  List<Variable> declared() {
    return declared;
  }

  /** Runs that after every change. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** The variables to fill in, in order. */
  public ObservableList<Variable> asked() {
    return asked;
  }

  /** What is given for that variable, empty for nothing. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  public void give(String name, String value) {
    if (!value(name).equals(value)) {
      values.put(name, value);
      tell();
    }
  }

  /** Takes the text of that file as the value, or says why not. */
  public void giveFile(String name, Path file) {
    background.run(
        () -> ChosenFile.text(file),
        content -> {
          fileProblems.remove(name);
          fileNames.put(name, String.valueOf(file.getFileName()));
          values.put(name, content);
          tell();
        },
        refused -> {
          fileProblems.put(name, told(refused));
          tell();
        });
  }

  /** The name of the file given, empty for none. */
  String fileName(String name) {
    return fileNames.getOrDefault(name, "");
  }

  /**
   * What is wrong, by variable. That something is missing is said once a run was refused for it:
   * nobody wants to be scolded by an empty form.
   */
  public Map<String, String> problems() {
    Map<String, String> problems = new HashMap<>(fileProblems);
    blanks
        .problems(given())
        .forEach((name, sentence) -> {
          if (refusals.get() > 0 || !value(name).isEmpty()) {
            problems.putIfAbsent(name, told(sentence));
          }
        });
    return problems;
  }

  /** The blanks of the prompt as it stands; none when it is sent as typed. */
  public Blanks blanks() {
    return blanks;
  }

  /** The values that can be put in now. */
  public Map<String, String> usable() {
    return blanks.usable(given());
  }

  /**
   * What is sent.
   *
   * @throws IllegalArgumentException when something is missing or wrong, with a sentence
   */
  Blanks.Filled fill() {
    if (isPlain()) {
      return new Blanks.Filled(system.get(), text.get());
    }
    try {
      return blanks.fill(given());
    } catch (IllegalArgumentException refused) {
      refusals.set(refusals.get() + 1);
      tell();
      throw refused;
    }
  }

  /** The same as {@link #fill}, for any thread, as far as it can be filled. */
  Snapshot snapshot() {
    return new Snapshot(system.get(), text.get(), isPlain() ? NONE : blanks, given(), isPlain());
  }

  /** What would be sent at one moment. */
  record Snapshot(
      String system, String text, Blanks blanks, Map<String, String> values, boolean plain) {
    Blanks.Filled filled() {
      Blanks.Filled typed = new Blanks.Filled(system, text);
      try {
        return plain ? typed : blanks.fill(values);
      } catch (IllegalArgumentException incomplete) {
        return typed;
      }
    }
  }

  /** Whether braces are sent as they stand. */
  BooleanProperty asTypedProperty() {
    return asTyped;
  }

  /** How often a run was refused for this prompt. */
  ReadOnlyIntegerProperty refusalsProperty() {
    return refusals.getReadOnlyProperty();
  }

  private boolean isPlain() {
    return asTyped.get() || blanks == NONE;
  }

  /** What is given for those that are asked for, by name. */
  public Map<String, String> given() {
    Map<String, String> given = new HashMap<>();
    for (Variable variable : asked) {
      String value = value(variable.name());
      if (!value.isEmpty()) {
        given.put(variable.name(), value);
      }
    }
    return given;
  }

  private void read() {
    boolean braces = text.get().contains("{{") || system.get().contains("{{");
    Blanks found = braces ? Blanks.of(system.get(), text.get(), declared) : NONE;
    List<Variable> variables = found.variables();
    blanks = variables.size() > MOST_ASKED ? NONE : found;
    if (!asked.equals(blanks.variables())) {
      asked.setAll(blanks.variables());
    }
    tell();
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }
}
