package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.local.download.Downloads;
import app.diptych.local.shelf.Shelf;
import app.diptych.local.shelf.ShelfModel;
import app.diptych.local.shelf.ShelfNote;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The models page without its nodes. JavaFX thread only. */
public final class ModelsModel {
  private final ShelfDesk desk;
  private final Background background;
  private final BiConsumer<Side, String> use;
  private final HashModel hash;
  private final FitModel fit;
  private final SpeedModel speed;
  private final DownloadModel downloads;
  private final StringProperty words = new SimpleStringProperty("");
  private final ObservableList<ShelfModel> found = FXCollections.observableArrayList();
  private final ObservableList<ShelfNote> notes = FXCollections.observableArrayList();
  private final ObservableList<Path> folders = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyObjectWrapper<@Nullable ShelfModel> selected =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable News> news = new ReadOnlyObjectWrapper<>(null);
  private Shelf shelf = Shelf.EMPTY;
  private @Nullable BackgroundWork looking;
  private boolean shownBefore;

  /** What the list shows. */
  public enum State {
    LOADING,
    LISTED,
    FAILED
  }

  /**
   * What came of the last action.
   *
   * @param undo takes it back; null when that is not possible
   */
  public record News(String words, boolean problem, ShelfDesk.@Nullable Undo undo) {}

  /**
   * @param fx runs what is told while a file is read or comes, on the JavaFX thread
   * @param use puts a model on a side
   * @param fit tells whether the selected one fits
   * @param speed measures the selected one
   */
  public ModelsModel(
      ShelfDesk desk,
      Downloads downloads,
      Background background,
      Executor fx,
      BiConsumer<Side, String> use,
      FitModel fit,
      SpeedModel speed) {
    this.fit = fit;
    this.speed = speed;
    this.desk = desk;
    this.background = background;
    this.use = use;
    this.hash = new HashModel(background, fx);
    this.downloads = new DownloadModel(downloads, background, fx, this::look);
    words.addListener((_, _, _) -> filter());
  }

  /** The page is about to be seen. */
  public void shown() {
    downloads.lookForUnfinished();
    if (!shownBefore) {
      shownBefore = true;
      look();
    }
  }

  /** Ends what runs. */
  public void close() {
    hash.cancel();
    downloads.close();
    fit.close();
    speed.cancel();
    if (looking != null) {
      looking.cancel();
    }
  }

  /** Looks at this machine again. */
  public void look() {
    if (looking != null) {
      looking.cancel();
    }
    if (shelf.models().isEmpty()) {
      state.set(State.LOADING);
    }
    looking =
        background.run(
            () -> new Looked(desk.look(), desk.folders()), this::looked, this::unreadable);
  }

  private record Looked(Shelf shelf, List<Path> folders) {}

  private void looked(Looked looked) {
    shelf = looked.shelf();
    folders.setAll(looked.folders());
    notes.setAll(shelf.notes());
    state.set(State.LISTED);
    filter();
  }

  private void unreadable(Exception fault) {
    state.set(State.FAILED);
    news.set(
        new News(say("This machine cannot be looked at: %s").formatted(told(fault)), true, null));
  }

  private void filter() {
    ShelfModel before = selected.get();
    List<ShelfModel> fit = shelf.models().stream().filter(model -> model.has(words.get())).toList();
    found.setAll(fit);
    ShelfModel again =
        fit.stream()
            .filter(model -> before != null && model.model().equals(before.model()))
            .findFirst()
            .orElse(fit.isEmpty() ? null : fit.getFirst());
    select(again);
  }

  /** Shows everything about a model; null for none. */
  public void select(@Nullable ShelfModel model) {
    ShelfModel before = selected.get();
    if (before == null || model == null || !before.model().equals(model.model())) {
      hash.forget();
      speed.forget();
    }
    selected.set(model);
    fit.look(model);
  }

  /** Puts the selected model on a side. */
  public void use(Side side) {
    ShelfModel model = selected.get();
    if (model != null) {
      use.accept(side, model.model());
      news.set(new News(say("Side %s: %s").formatted(side, model.title()), false, null));
    }
  }

  /** Computes the SHA-256 of the selected model. */
  public void computeHash() {
    ShelfModel model = selected.get();
    if (model != null) {
      hash.compute(model);
    }
  }

  /** Measures how quickly the selected model reads and writes. */
  public void measureSpeed() {
    ShelfModel model = selected.get();
    if (model != null) {
      speed.measure(model);
    }
  }

  /** Writes what was measured into a file, as comma-separated values. */
  void saveSpeed(Path file) {
    speed.save(
        file,
        done -> news.set(new News(done, false, null)),
        problem -> news.set(new News(problem, true, null)));
  }

  /** Shows the selected model in the platform's own program for files. */
  public void reveal() {
    ShelfModel model = selected.get();
    if (model != null) {
      background.run(
          () -> {
            desk.reveal(model.file());
            return model;
          },
          _ -> {},
          this::complain);
    }
  }

  /** Says that something was copied. */
  void copied(String what) {
    news.set(new News(say("Copied %s").formatted(what), false, null));
  }

  /** Looks in one more folder from now on. */
  public void add(Path folder) {
    background.run(
        () -> {
          desk.add(folder);
          return folder;
        },
        _ -> {
          news.set(new News(say("Looking in %s").formatted(folder), false, null));
          look();
        },
        this::complain);
  }

  /** Looks in a folder no longer; its files stay. */
  public void remove(Path folder) {
    background.run(
        () -> desk.remove(folder),
        undo -> {
          news.set(new News(say("No longer looking in %s").formatted(folder), false, undo));
          look();
        },
        this::complain);
  }

  /** Takes the last change back. */
  public void undo() {
    News last = news.get();
    ShelfDesk.Undo undo = last == null ? null : last.undo();
    if (undo != null) {
      news.set(null);
      background.run(
          () -> {
            undo.run();
            return true;
          },
          _ -> look(),
          this::complain);
    }
  }

  public void dismiss() {
    news.set(null);
  }

  private void complain(Exception fault) {
    news.set(new News(told(fault), true, null));
  }

  /** What is searched for. */
  public StringProperty wordsProperty() {
    return words;
  }

  /** The models that fit. */
  public ObservableList<ShelfModel> found() {
    return found;
  }

  /** What could not be looked at, and why. */
  public ObservableList<ShelfNote> notes() {
    return notes;
  }

  /** The folders the user named. */
  public ObservableList<Path> folders() {
    return folders;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable ShelfModel> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable News> newsProperty() {
    return news.getReadOnlyProperty();
  }

  HashModel hash() {
    return hash;
  }

  public SpeedModel speed() {
    return speed;
  }

  FitModel fit() {
    return fit;
  }

  /** The downloads. */
  public DownloadModel downloads() {
    return downloads;
  }
}
