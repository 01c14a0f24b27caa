package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.prompt.PromptRevision;
import app.diptych.session.Workspace;
import app.diptych.ui.compare.Shelved;
import app.diptych.ui.diff.DiffModel;
import app.diptych.ui.fx.Background;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The revisions of a prompt, and what differs between two of them. JavaFX thread only. */
public final class HistoryModel {
  private final Optional<Workspace> workspace;
  private final Background background;
  private final DiffModel diff;
  private final ObservableList<PromptRevision> revisions = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable PromptRevision> chosen = new SimpleObjectProperty<>(null);
  private final ObjectProperty<@Nullable PromptRevision> other = new SimpleObjectProperty<>(null);
  private final ReadOnlyStringWrapper statement = new ReadOnlyStringWrapper("");
  private String prompt = "";
  private int looks;
  private boolean laying;

  HistoryModel(Optional<Workspace> workspace, Background background) {
    this.workspace = workspace;
    this.background = background;
    this.diff = new DiffModel(background);
    chosen.addListener((_, _, _) -> compare());
    other.addListener((_, _, _) -> compare());
  }

  /** Reads the revisions of a prompt; what was chosen stays chosen for the same prompt. */
  void show(Shelved shelved) {
    boolean same = shelved.id().equals(prompt);
    prompt = shelved.id();
    int look = ++looks;
    if (!same) {
      lay(List.of(), null);
    }
    if (!shelved.own()) {
      statement.set(say("This prompt comes with Diptych and never changes. Edit a copy of it."));
      return;
    }
    statement.set(same ? statement.get() : say("Reading the revisions"));
    if (workspace.isEmpty()) {
      statement.set(say("Nothing is saved, so there are no revisions."));
      return;
    }
    background.run(
        () -> workspace.get().prompts().revisions(shelved.id()),
        found -> {
          if (look == looks) {
            statement.set(found.isEmpty() ? say("Nothing of this prompt is saved yet.") : "");
            lay(found, chosen.get());
          }
        },
        fault -> {
          if (look == looks) {
            statement.set(say("The revisions cannot be read: %s").formatted(told(fault)));
          }
        });
  }

  private void lay(List<PromptRevision> found, @Nullable PromptRevision before) {
    laying = true;
    if (!found.equals(revisions)) {
      revisions.setAll(found);
    }
    PromptRevision usual = found.isEmpty() ? null : found.get(Math.min(1, found.size() - 1));
    chosen.set(
        found.stream()
            .filter(one -> before != null && one.number() == before.number())
            .findFirst()
            .orElse(usual));
    other.set(null);
    laying = false;
    compare();
  }

  private void compare() {
    PromptRevision one = chosen.get();
    if (laying) {
      return;
    }
    if (one == null) {
      diff.clear("");
      return;
    }
    PromptRevision against = other.get() == null ? revisions.getFirst() : other.get();
    if (against.number() == one.number()) {
      diff.clear(
          revisions.size() == 1
              ? say("There is one revision so far. The next one shows here what it changed.")
              : say("This is the newest revision. Choose another to see what changed."));
      return;
    }
    PromptRevision older = one.number() < against.number() ? one : against;
    PromptRevision newer = older.equals(one) ? against : one;
    diff.nameAProperty().set(RevisionText.name(older));
    diff.nameBProperty().set(RevisionText.name(newer));
    diff.compare(RevisionText.of(older.prompt()), RevisionText.of(newer.prompt()));
  }

  /** What changed in a revision, in a few words. */
  String changes(PromptRevision revision) {
    int at = revisions.indexOf(revision);
    return at < 0 || at == revisions.size() - 1
        ? say("First")
        : RevisionText.changes(revision, revisions.get(at + 1));
  }

  /** Whether it is the one that holds. */
  boolean isNewest(@Nullable PromptRevision revision) {
    return revision != null
        && !revisions.isEmpty()
        && revisions.getFirst().number() == revision.number();
  }

  /** Every revision, newest first. */
  public ObservableList<PromptRevision> revisions() {
    return revisions;
  }

  /** The revision looked at, or null. */
  public ObjectProperty<@Nullable PromptRevision> chosenProperty() {
    return chosen;
  }

  /** The one it is held against; null for the newest. */
  public ObjectProperty<@Nullable PromptRevision> otherProperty() {
    return other;
  }

  /** What stands in the place of the revisions; empty when there are some. */
  public ReadOnlyStringProperty statementProperty() {
    return statement.getReadOnlyProperty();
  }

  public DiffModel diff() {
    return diff;
  }
}
