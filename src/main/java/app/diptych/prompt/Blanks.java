package app.diptych.prompt;

import app.diptych.completion.CompletionRequest;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a prompt asks for before it can be sent, and the prompt with that filled in.
 *
 * <p>A variable the text mentions and nobody declared is a {@link Variable.Text}. A default may
 * refer to other variables and is expanded; a given value is put in literally, so nothing inside a
 * pasted text or a file is ever expanded.
 */
public final class Blanks {
  private final Template system;
  private final Template text;
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  /** A prompt that can be sent. */
  public record Filled(String system, String text) {}

  private Blanks(Template system, Template text, List<Variable> declared) {
    this.system = system;
    this.text = text;
    Map<String, Variable> known = new LinkedHashMap<>();
    declared.forEach(variable -> known.put(variable.name(), variable));
    Set<String> used = reached(known);
    for (String name : used) {
      Variable variable = known.get(name);
      variables.put(name, variable == null ? Variable.Text.found(name) : variable);
    }
  }

  public static Blanks of(String system, String text, List<Variable> declared) {
    return new Blanks(Template.of(system), Template.of(text), declared);
  }

  public static Blanks of(Prompt prompt) {
    return of(prompt.system(), prompt.text(), prompt.variables());
  }

  /** What to ask for, declared or not, in the order in which somebody who reads it meets them. */
  public List<Variable> variables() {
    return List.copyOf(variables.values());
  }

  /** The system prompt, with its blanks. */
  public Template system() {
    return system;
  }

  /** The text, with its blanks. */
  public Template text() {
    return text;
  }

  /** Which names the prompt mentions, itself or in the default of one it mentions. */
  private Set<String> reached(Map<String, Variable> known) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(system.names());
    open.addAll(text.names());
    while (!open.isEmpty()) {
      String name = open.remove();
      Variable variable = known.get(name);
      if (reached.add(name) && variable != null) {
        open.addAll(Template.of(variable.standard()).names());
      }
    }
    return reached;
  }

  /**
   * What keeps the prompt from being sent with these values: a sentence by the name of the variable
   * it is about, in their order.
   *
   * @param values an empty one is as good as none
   */
  public Map<String, String> problems(Map<String, String> values) {
    return resolve(values).problems();
  }

  /**
   * What is wrong with the prompt itself, whatever is filled in: defaults that go round in a circle
   * or that their variable would not take. A sentence by the name of the variable it is about.
   */
  public Map<String, String> faults() {
    Map<String, String> faults = new LinkedHashMap<>(problems(Map.of()));
    // Without a default there is only something missing.
    faults.keySet().removeIf(name -> standard(name).isEmpty());
    return Collections.unmodifiableMap(faults);
  }

  private String standard(String name) {
    Variable variable = variables.get(name);
    return variable == null ? "" : variable.standard();
  }

  /** The values as they will stand in the prompt, those that can be used. */
  public Map<String, String> usable(Map<String, String> values) {
    return Collections.unmodifiableMap(resolve(values).resolved);
  }

  /**
   * The prompt with these values.
   *
   * @throws IllegalArgumentException when a value is missing, wrong or not asked for, or the result
   *     is too long, with a sentence a user can act on
   */
  public Filled fill(Map<String, String> values) {
    for (String name : values.keySet()) {
      KeptText.require(
          variables.containsKey(name),
          () ->
              "There is no variable %s in this prompt; %s"
                  .formatted(KeptText.quoted(name), listed()));
    }
    Resolver resolver = resolve(values);
    resolver.problems().values().stream()
        .findFirst()
        .ifPresent(problem -> {
          throw new IllegalArgumentException(problem);
        });
    int most = CompletionRequest.MOST_CHARACTERS;
    String filledSystem = system.fill(resolver.resolved, most);
    return new Filled(filledSystem, text.fill(resolver.resolved, most - filledSystem.length()));
  }

  private String listed() {
    return variables.isEmpty() ? "it has none" : "it has " + String.join(", ", variables.keySet());
  }

  private Resolver resolve(Map<String, String> values) {
    Resolver resolver = new Resolver(values);
    system.names().forEach(resolver::resolve);
    text.names().forEach(resolver::resolve);
    resolver.checkTheRest();
    return resolver;
  }

  /** Finds the value of each variable once, defaults of defaults included. */
  private final class Resolver {
    private final Map<String, String> values;
    private final Map<String, String> resolved = new LinkedHashMap<>();
    private final Map<String, String> wrong = new HashMap<>();
    private final Set<String> path = new LinkedHashSet<>();

    Resolver(Map<String, String> values) {
      this.values = values;
    }

    Map<String, String> problems() {
      Map<String, String> ordered = new LinkedHashMap<>();
      for (String name : variables.keySet()) {
        String problem = wrong.get(name);
        if (problem != null) {
          ordered.put(name, problem);
        }
      }
      return Collections.unmodifiableMap(ordered);
    }

    /** A wrong value is wrong, even where the prompt happens not to need it. */
    void checkTheRest() {
      variables.keySet().stream().filter(name -> !given(name).isEmpty()).forEach(this::resolve);
    }

    private String given(String name) {
      return values.getOrDefault(name, "");
    }

    private boolean resolve(String name) {
      if (resolved.containsKey(name)) {
        return true;
      }
      Variable variable = variables.get(name);
      if (variable == null || wrong.containsKey(name)) {
        return false;
      }
      if (path.contains(name)) {
        wrong.put(name, circle(name));
        return false;
      }
      path.add(name);
      Optional<String> value =
          given(name).isEmpty() ? standard(variable) : valid(variable, given(name));
      path.remove(name);
      value.ifPresent(found -> resolved.put(name, found));
      return value.isPresent();
    }

    private Optional<String> standard(Variable variable) {
      if (variable.standard().isEmpty()) {
        if (!variable.optional()) {
          wrong.put(variable.name(), "Fill in " + KeptText.quoted(variable.title()) + ".");
        }
        return variable.optional() ? Optional.of("") : Optional.empty();
      }
      Template template = Template.of(variable.standard());
      boolean complete = true;
      for (String other : template.names()) {
        complete &= resolve(other);
      }
      if (!complete) {
        return Optional.empty();
      }
      try {
        return valid(variable, template.fill(resolved, CompletionRequest.MOST_CHARACTERS));
      } catch (IllegalArgumentException tooLong) {
        wrong.put(variable.name(), String.valueOf(tooLong.getMessage()));
        return Optional.empty();
      }
    }

    private Optional<String> valid(Variable variable, String value) {
      Optional<String> problem = variable.problem(value);
      problem.ifPresent(sentence -> wrong.put(variable.name(), sentence));
      return problem.isPresent() ? Optional.empty() : Optional.of(value);
    }

    private String circle(String name) {
      return "The default of %s refers back to itself (%s, %s): fill in one of them."
          .formatted(KeptText.quoted(name), String.join(", ", path), name);
    }
  }
}
