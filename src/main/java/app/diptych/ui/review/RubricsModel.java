package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.exchange.RubricFiles;
import app.diptych.review.Rubric;
import app.diptych.session.BundledRubrics;
import app.diptych.session.Rubrics;
import app.diptych.session.Workspace;
import app.diptych.ui.fx.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The rubrics there are, and the one that is being written. JavaFX thread only. */
final class RubricsModel {
  private final Supplier<Optional<Workspace>> workspace;
  private final Background background;
  private final ObservableList<Rubric> all =
      FXCollections.observableArrayList(BundledRubrics.all());
  private final ObjectProperty<@Nullable Rubric> chosen = new SimpleObjectProperty<>(null);
  private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper("");
  private final RubricDraft draft = new RubricDraft();
  private List<Rubric> deleted = List.of();

  RubricsModel(Supplier<Optional<Workspace>> workspace, Background background) {
    this.workspace = workspace;
    this.background = background;
    chosen.subscribe(rubric -> {
      if (rubric == null) {
        draft.clear();
      } else {
        draft.begin(rubric);
      }
    });
  }

  /** Looks at the rubrics again. */
  void look() {
    look(_ -> {});
  }

  private void look(Consumer<List<Rubric>> then) {
    workspace
        .get()
        .ifPresent(from ->
            run(
                () -> new Rubrics(from).all(),
                found -> {
                  if (!found.equals(all)) {
                    all.setAll(found);
                  }
                  then.accept(found);
                }));
  }

  private <T> void run(Callable<T> work, Consumer<T> done) {
    background.run(work, done, fault -> news.set(told(fault)));
  }

  /** Begins a new one. */
  void create() {
    news.set("");
    chosen.set(null);
    draft.clear();
  }

  /** Begins a new one with the criteria of the one that is chosen. */
  void duplicate() {
    Rubric from = chosen.get();
    if (from != null) {
      chosen.set(null);
      draft.begin(from);
      draft.nameProperty().set(from.name() + " (copy)");
      news.set(say("A copy: change it, then save it."));
    }
  }

  /** Keeps what is written: a version more where the criteria differ. */
  void save() {
    Rubric written;
    try {
      written = draft.rubric();
    } catch (IllegalArgumentException unfinished) {
      news.set(told(unfinished));
      return;
    }
    keep(written, say("Saved \u201c%s\u201d, version %d."));
  }

  private void keep(Rubric written, String said) {
    workspace
        .get()
        .ifPresent(from ->
            run(
                () -> {
                  Rubrics rubrics = new Rubrics(from);
                  Rubric numbered = rubrics.numbered(written);
                  rubrics.keep(numbered).get();
                  return numbered;
                },
                kept ->
                    look(_ -> {
                      chosen.set(kept);
                      news.set(said.formatted(kept.name(), kept.version()));
                    })));
  }

  /** Deletes one's own versions of the chosen rubric; what comes with the product stays. */
  void delete() {
    Rubric gone = chosen.get();
    Workspace from = workspace.get().orElse(null);
    if (gone == null || from == null) {
      return;
    }
    run(
        () -> new Rubrics(from).delete(gone.name()),
        versions -> {
          deleted = versions;
          chosen.set(null);
          look(_ ->
              news.set(
                  versions.isEmpty()
                      ? say("\u201c%s\u201d comes with the product and stays.")
                          .formatted(gone.name())
                      : say("Deleted \u201c%s\u201d. Reviews keep the version they carry.")
                          .formatted(gone.name())));
        });
  }

  /** Brings the rubric back that was deleted last. */
  void undo() {
    List<Rubric> back = deleted;
    Workspace from = workspace.get().orElse(null);
    if (!back.isEmpty() && from != null) {
      deleted = List.of();
      run(
          () -> new Rubrics(from).bringBack(back).get(),
          _ ->
              look(_ -> {
                chosen.set(back.getLast());
                news.set(say("It is back."));
              }));
    }
  }

  boolean canUndo() {
    return !deleted.isEmpty();
  }

  /** Takes a rubric from a file. */
  void read(Path file) {
    run(
        () -> RubricFiles.read(file),
        rubric -> keep(rubric, say("Took \u201c%s\u201d, version %d here.")));
  }

  /** Writes the chosen rubric to a file. */
  void write(Path file) {
    Rubric rubric = chosen.get();
    if (rubric != null) {
      run(
          () -> {
            RubricFiles.write(rubric, file);
            return file;
          },
          written -> news.set(say("Wrote %s.").formatted(written)));
    }
  }

  ObservableList<Rubric> all() {
    return all;
  }

  /** The one that is looked at; null while a new one is written. */
  ObjectProperty<@Nullable Rubric> chosenProperty() {
    return chosen;
  }

  RubricDraft draft() {
    return draft;
  }

  /** What was done last, or what is missing. */
  ReadOnlyStringProperty newsProperty() {
    return news.getReadOnlyProperty();
  }
}
