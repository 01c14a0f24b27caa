package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.Blanks;
import app.diptych.prompt.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a prompt that is being written: those that are declared, then those that its
 * text only mentions. One of these becomes declared once something is said about it.
 */
final class VariableDrafts {
  /** More than that is no template but a text with braces in it. */
  private static final int MOST_FOUND = 60;

  private final Runnable changed;
  private final ObservableList<VariableDraft> all = FXCollections.observableArrayList();
  private List<Variable> declared = List.of();

  /**
   * @param changed runs after each change the user makes
   */
  VariableDrafts(Runnable changed) {
    this.changed = changed;
  }

  void show(List<Variable> variables) {
    List<VariableDraft> drafts = new ArrayList<>();
    variables.forEach(variable -> drafts.add(follow(VariableDraft.of(variable))));
    all.setAll(drafts);
  }

  void add() {
    Set<String> taken =
        all.stream().map(draft -> draft.nameProperty().get()).collect(Collectors.toSet());
    int number = 1;
    while (taken.contains("variable" + number)) {
      number++;
    }
    all.add(follow(VariableDraft.fresh("variable" + number)));
    changed.run();
  }

  void remove(VariableDraft draft) {
    all.remove(draft);
    changed.run();
  }

  private VariableDraft follow(VariableDraft draft) {
    draft
        .parts()
        .forEach(part ->
            part.addListener((_, _, _) -> {
              draft.declare();
              changed.run();
            }));
    return draft;
  }

  /** Finds what is declared, what is only mentioned, and what is wrong with each. */
  void examine(String system, String text) {
    declared = readDeclared();
    Blanks blanks = Blanks.of(system, text, declared);
    Set<String> asked = blanks.variables().stream().map(Variable::name).collect(Collectors.toSet());
    Set<String> known = declared.stream().map(Variable::name).collect(Collectors.toSet());
    List<String> found =
        blanks.variables().stream()
            .map(Variable::name)
            .filter(name -> !known.contains(name))
            .limit(MOST_FOUND)
            .toList();
    all.removeIf(draft -> !draft.isDeclared() && !found.contains(draft.nameProperty().get()));
    Set<String> shown =
        all.stream().map(draft -> draft.nameProperty().get()).collect(Collectors.toSet());
    found.stream()
        .filter(name -> !shown.contains(name))
        .forEach(name -> all.add(follow(VariableDraft.found(name))));
    judge(blanks.faults(), asked);
  }

  private List<Variable> readDeclared() {
    List<Variable> readable = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (VariableDraft draft : all) {
      @Nullable Variable variable = draft.isDeclared() ? draft.readable() : null;
      if (variable != null && names.add(variable.name())) {
        readable.add(variable);
      } else if (variable != null) {
        draft.say(
            say("There are two variables \u201c%s\u201d: give this one another name.")
                .formatted(variable.name()));
      }
    }
    return List.copyOf(readable);
  }

  private void judge(Map<String, String> faults, Set<String> asked) {
    Map<String, String> said = new HashMap<>(faults);
    for (VariableDraft draft : all) {
      String name = draft.nameProperty().get().strip();
      boolean fine = draft.problemProperty().get().isEmpty();
      if (fine && said.containsKey(name)) {
        draft.say(said.getOrDefault(name, ""));
      } else if (fine && draft.isDeclared() && !asked.contains(name)) {
        draft.say(say("Not used: write {{%s}} where it belongs, or remove it.").formatted(name));
      }
    }
  }

  /** Those that are declared and can be read. */
  List<Variable> declared() {
    return declared;
  }

  ObservableList<VariableDraft> all() {
    return all;
  }
}
