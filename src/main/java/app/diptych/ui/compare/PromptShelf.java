package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptLibrary;
import app.diptych.session.Prompts;
import app.diptych.session.Prompts.Sitting;
import app.diptych.session.Prompts.Used;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxThread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Every prompt there is to choose from: favourites, then the user's own by folder, then those that
 * come with the product. Changes are saved at once. JavaFX thread only.
 */
public final class PromptShelf {
  private static final Comparator<Shelved> BY_FOLDER =
      Comparator.comparing(
              (Shelved shelved) -> shelved.prompt().folder(), String.CASE_INSENSITIVE_ORDER)
          .thenComparing(shelved -> shelved.prompt().folder())
          .thenComparing(shelved -> shelved.prompt().title(), String.CASE_INSENSITIVE_ORDER);

  private PromptLibrary bundled;
  private @Nullable Workspace workspace;
  private final Background background;
  private final ObservableList<Shelved> all = FXCollections.observableArrayList();
  private final ObservableList<Shelved> readOnly = FXCollections.unmodifiableObservableList(all);
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Found known = new Found(List.of(), Map.of(), Set.of());
  private int looks;

  /** Why the included prompts are not there, as a sentence; empty when they are. */
  private String missing = "";

  /** How much of it is there. */
  public enum State {
    /** The user's own prompts are still read. */
    LOADING,
    LISTED,
    /** The user's own prompts cannot be read. */
    FAILED
  }

  /**
   * @param workspace where the user's own prompts are, or null when nothing is saved
   */
  public PromptShelf(PromptLibrary bundled, @Nullable Workspace workspace, Background background) {
    this.bundled = bundled;
    this.workspace = workspace;
    this.background = background;
    lay(known);
    if (workspace == null) {
      state.set(State.FAILED);
    }
  }

  /**
   * Reads the prompts that come with the product in the place of those it was made with, and the
   * user's own.
   */
  public void fill(Callable<PromptLibrary> included) {
    background.run(
        included,
        read -> {
          bundled = read;
          lay(known);
          refresh();
        },
        fault -> {
          missing = say("The included prompts cannot be read: %s").formatted(fault);
          problem.set(missing);
          refresh();
        });
  }

  /** From now on the user's own prompts are there. */
  public void attach(Workspace other) {
    workspace = other;
    state.set(State.LOADING);
    refresh();
  }

  /** An id no other prompt has. */
  public static String newId() {
    return UUID.randomUUID().toString();
  }

  /** Whether prompts can be kept at all. */
  public boolean canSave() {
    return workspace != null && workspace.readOnly().isEmpty();
  }

  /** What the workspace knows of prompts. */
  private record Found(List<Used> own, Map<String, Integer> uses, Set<String> favourites) {
    static Found in(Prompts prompts) throws WorkspaceException {
      return new Found(prompts.list(), prompts.uses(), prompts.favouriteBundled());
    }
  }

  /** Reads the user's own prompts and how often each was used. */
  public void refresh() {
    Workspace from = workspace;
    if (from == null) {
      return;
    }
    int look = ++looks;
    background.run(
        () -> Found.in(from.prompts()),
        found -> {
          if (look == looks) {
            state.set(State.LISTED);
            problem.set(missing);
            lay(found);
          }
        },
        fault -> {
          state.set(State.FAILED);
          problem.set(say("Your prompts cannot be read: %s").formatted(told(fault)));
        });
  }

  private void lay(Found found) {
    known = found;
    List<Shelved> own =
        found.own().stream().map(used -> new Shelved(used.prompt(), used.uses(), true)).toList();
    Set<String> shadowed = own.stream().map(Shelved::id).collect(Collectors.toSet());
    // A file of the user's may have the id of a bundled prompt, and then stands in its place.
    Stream<Shelved> others =
        bundled.prompts().stream()
            .filter(prompt -> !shadowed.contains(prompt.id()))
            .map(prompt -> prompt.withFavourite(found.favourites().contains(prompt.id())))
            .map(prompt -> new Shelved(prompt, found.uses().getOrDefault(prompt.id(), 0), false));
    put(Stream.concat(own.stream(), others).toList());
  }

  private void put(List<Shelved> prompts) {
    List<Shelved> ordered = new ArrayList<>();
    prompts.stream().filter(Shelved::favourite).forEach(ordered::add);
    prompts.stream()
        .filter(shelved -> shelved.own() && !shelved.favourite())
        .sorted(BY_FOLDER)
        .forEach(ordered::add);
    prompts.stream()
        .filter(shelved -> !shelved.own() && !shelved.favourite())
        .forEach(ordered::add);
    if (!ordered.equals(all)) {
      all.setAll(ordered);
    }
  }

  public Optional<Shelved> find(String id) {
    return all.stream().filter(shelved -> shelved.id().equals(id)).findFirst();
  }

  /** Looks for every word of the query elsewhere and tells what has them, in order. */
  public void search(String query, Consumer<List<Shelved>> found) {
    List<Shelved> now = List.copyOf(all);
    if (query.isBlank()) {
      found.accept(now);
      return;
    }
    background.run(
        () -> now.stream().filter(shelved -> shelved.prompt().matches(query)).toList(),
        found,
        fault -> problem.set(say("The search failed: %s").formatted(fault)));
  }

  /** Keeps a prompt of the user's, as a new revision when it was there before. */
  public void save(Prompt prompt, Consumer<Shelved> saved) {
    change(prompts -> prompts.save(prompt), () -> saved.accept(hold(prompt)), () -> {});
  }

  /**
   * The same while it is being written: one revision for all of the sitting.
   *
   * @param done told whether it is saved
   */
  public void save(Prompt prompt, Sitting sitting, Consumer<Boolean> done) {
    change(
        prompts -> prompts.save(prompt, sitting),
        () -> {
          hold(prompt);
          done.accept(true);
        },
        () -> done.accept(false));
  }

  /** Shows what was saved without reading everything again. */
  private Shelved hold(Prompt prompt) {
    List<Shelved> changed = new ArrayList<>(all);
    int uses = find(prompt.id()).map(Shelved::uses).orElse(0);
    Shelved held = new Shelved(prompt, uses, true);
    changed.removeIf(shelved -> shelved.id().equals(prompt.id()));
    changed.add(held);
    // What is being read now may be older.
    looks++;
    put(changed);
    return held;
  }

  /** Makes a prompt a favourite, or no longer one. */
  public void favour(Shelved shelved) {
    boolean favourite = !shelved.favourite();
    change(prompts -> prompts.favour(shelved.id(), favourite), this::refresh, () -> {});
  }

  /** Takes a prompt of the user's off the shelf; {@link #restore} brings it back. */
  public void delete(String id) {
    change(prompts -> prompts.delete(id), this::refresh, () -> {});
  }

  public void restore(String id) {
    change(prompts -> prompts.restore(id), this::refresh, () -> {});
  }

  private interface Change {
    CompletableFuture<Void> on(Prompts prompts);
  }

  private void change(Change change, Runnable then, Runnable otherwise) {
    Workspace into = workspace;
    if (into == null || !canSave()) {
      problem.set(say("Nothing can be saved, so no prompt can be changed."));
      otherwise.run();
      return;
    }
    var _ =
        change
            .on(into.prompts())
            .whenComplete((_, refused) ->
                FxThread.later(() -> {
                  if (refused == null) {
                    then.run();
                  } else {
                    problem.set(say("The prompt could not be saved: %s").formatted(told(refused)));
                    otherwise.run();
                  }
                }));
  }

  /** All of them, in order. */
  public ObservableList<Shelved> all() {
    return readOnly;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** What went wrong last, for people; empty when nothing did. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public Optional<Workspace> workspace() {
    return Optional.ofNullable(workspace);
  }
}
