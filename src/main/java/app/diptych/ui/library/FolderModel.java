package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.prompt.PromptFolder;
import app.diptych.prompt.PromptFolder.Contents;
import app.diptych.prompt.PromptFolder.Problem;
import app.diptych.session.PromptSync;
import app.diptych.session.SyncReport;
import app.diptych.session.Workspace;
import app.diptych.ui.compare.PromptShelf;
import app.diptych.ui.compare.Shelved;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The folder of Markdown files that the user's prompts are kept in step with, if there is one.
 * JavaFX thread only.
 */
public final class FolderModel {
  /** Many changes in a row are written together. */
  private static final Duration PACE = Duration.millis(800);

  private final PromptShelf shelf;
  private final Background background;
  private final Executor watches;
  private final FolderSetting setting;
  private final Consumer<String> showRevisions;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
  private final ReadOnlyStringWrapper path = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
  private final ObservableList<Problem> problems = FXCollections.observableArrayList();
  private final ObservableList<Note> notes = FXCollections.observableArrayList();
  private final PauseTransition pause = new PauseTransition(PACE);
  private PromptFolder.@Nullable Watch watch;
  private @Nullable PromptSync sync;

  /** How it is with the folder. */
  public enum State {
    NONE,
    /** One was chosen that holds prompts already: the user says whether to go on. */
    ASKING,
    WORKING,
    IN_STEP,
    /** It is not there. */
    MISSING,
    /** Its files are all gone. */
    EMPTIED,
    FAILED
  }

  /**
   * Something that happened and can be looked at.
   *
   * @param action what the button says
   */
  public record Note(String words, String action, Runnable run) {}

  /**
   * @param watches runs the watch, which occupies one thread as long as there is a folder
   * @param showRevisions shows the revisions of the prompt of that id
   */
  FolderModel(
      PromptShelf shelf,
      Background background,
      Executor watches,
      FolderSetting setting,
      Consumer<String> showRevisions) {
    this.shelf = shelf;
    this.background = background;
    this.watches = watches;
    this.setting = setting;
    this.showRevisions = showRevisions;
    pause.setOnFinished(_ -> step());
    shelf.all().addListener((ListChangeListener<Shelved>) _ -> pause.playFromStart());
    resume();
  }

  private void resume() {
    String remembered = setting.get();
    if (remembered.isEmpty()) {
      return;
    }
    try {
      path.set(remembered);
      watch(Path.of(remembered));
    } catch (InvalidPathException nonsense) {
      fail(say("The remembered folder has no possible name: choose another."));
    }
  }

  /** Looks into a folder before it is kept in step. */
  public void choose(Path folder) {
    if (shelf.workspace().isEmpty() || !shelf.canSave()) {
      fail(say("Nothing can be saved, so prompts cannot be kept in step with a folder."));
      return;
    }
    stopWatching();
    path.set(folder.toAbsolutePath().normalize().toString());
    state.set(State.WORKING);
    sentence.set(say("Looking into the folder"));
    background.run(() -> new PromptFolder(folder).read(), this::looked, this::failed);
  }

  private void looked(Contents contents) {
    if (!contents.found()) {
      fail(told(contents.problems().getFirst().sentence()));
      return;
    }
    if (contents.prompts().isEmpty()) {
      keep();
      return;
    }
    long own = shelf.all().stream().filter(Shelved::own).count();
    sentence.set(
        say("To take in from this folder: %s.%s")
            .formatted(
                count(contents.prompts().size()),
                own == 0 ? "" : say(" To write into it: %s.").formatted(count(own))));
    state.set(State.ASKING);
  }

  private static String count(long prompts) {
    return prompts == 1 ? say("1 prompt") : say("%s prompts").formatted(prompts);
  }

  /** Keeps the chosen folder in step from now on. */
  public void keep() {
    Workspace workspace = shelf.workspace().orElseThrow();
    Path folder = Path.of(path.get());
    setting.put(path.get());
    state.set(State.WORKING);
    sentence.set(say("Bringing both in step"));
    PromptSync fresh = workspace.syncWith(folder);
    background.run(
        () -> fresh.begin(),
        report -> {
          tell(report);
          watch(folder);
        },
        this::failed);
  }

  /** Makes the folder again and writes every prompt into it. */
  public void makeAgain() {
    Path folder = Path.of(path.get());
    stopWatching();
    state.set(State.WORKING);
    background.run(
        () -> Files.createDirectories(folder),
        _ -> keep(),
        fault ->
            fail(say("The folder cannot be made: %s. Choose another.").formatted(told(fault))));
  }

  /** Goes back to what was before a folder was chosen. */
  public void cancel() {
    path.set("");
    sentence.set("");
    state.set(State.NONE);
    resume();
  }

  /** Lets the folder be; its files and all prompts stay. */
  public void stop() {
    stopWatching();
    setting.put("");
    path.set("");
    sentence.set("");
    problems.clear();
    notes.clear();
    state.set(State.NONE);
  }

  /** The end of the program. */
  public void close() {
    stopWatching();
  }

  private void watch(Path folder) {
    if (shelf.workspace().isEmpty() || !shelf.canSave()) {
      fail(say("Nothing can be saved, so the folder is not kept in step."));
      return;
    }
    stopWatching();
    PromptSync kept = shelf.workspace().get().syncWith(folder);
    sync = kept;
    try {
      watch = new PromptFolder(folder).watch(watches, _ -> look(kept, kept::step));
    } catch (IOException blind) {
      fail(say("The folder cannot be watched: %s. Choose another.").formatted(told(blind)));
    }
  }

  /** On the thread of the watch. */
  private void look(PromptSync kept, Callable<SyncReport> step) {
    try {
      SyncReport report = step.call();
      FxThread.later(() -> {
        if (kept.equals(sync)) {
          tell(report);
        }
      });
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } catch (Exception fault) {
      FxThread.later(() -> failed(fault));
    }
  }

  private void stopWatching() {
    pause.stop();
    sync = null;
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }

  /** Something changed here. */
  private void step() {
    PromptSync kept = sync;
    if (kept != null) {
      background.run(
          kept::step,
          report -> {
            if (kept.equals(sync)) {
              tell(report);
            }
          },
          this::failed);
    }
  }

  private void tell(SyncReport report) {
    List<Problem> now = report.state() == SyncReport.State.MISSING ? List.of() : report.problems();
    if (!now.equals(problems)) {
      problems.setAll(now);
    }
    switch (report.state()) {
      case IN_STEP -> {
        state.set(State.IN_STEP);
        sentence.set(say("In step: %s").formatted(count(report.files())));
      }
      case MISSING -> {
        state.set(State.MISSING);
        sentence.set(say("The folder is not there. Your prompts are all kept."));
      }
      case EMPTIED -> {
        state.set(State.EMPTIED);
        sentence.set(say("All its files are gone. Your prompts are all kept."));
      }
    }
    List<Note> fresh = new ArrayList<>();
    report.conflicts().forEach(conflict -> fresh.addFirst(note(conflict)));
    report.deleted().forEach(deleted -> fresh.addFirst(note(deleted)));
    Set<String> known = notes.stream().map(Note::words).collect(Collectors.toSet());
    fresh.removeIf(note -> !known.add(note.words()));
    if (!fresh.isEmpty()) {
      // As one: a folder may lose a thousand files in a moment.
      notes.addAll(0, fresh);
    }
    if (report.changedPrompts()) {
      shelf.refresh();
    }
  }

  private Note note(SyncReport.Conflict conflict) {
    return new Note(
        say("\u201c%s\u201d changed here and in its file. The file holds; yours is the revision before.")
            .formatted(conflict.title()),
        say("Show"),
        () -> showRevisions.accept(conflict.id()));
  }

  private Note note(SyncReport.Deleted deleted) {
    return new Note(
        say("The file of \u201c%s\u201d was deleted, and the prompt with it.")
            .formatted(deleted.title()),
        say("Bring back"),
        () -> shelf.restore(deleted.id()));
  }

  /** Does what a note offers, and puts it away. */
  public void act(Note note) {
    notes.remove(note);
    note.run().run();
  }

  public void dismiss(Note note) {
    notes.remove(note);
  }

  private void failed(Exception fault) {
    fail(say("The folder is not in step: %s").formatted(told(fault)));
  }

  private void fail(String words) {
    sentence.set(words);
    state.set(State.FAILED);
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Where it is; empty for none. */
  public ReadOnlyStringProperty pathProperty() {
    return path.getReadOnlyProperty();
  }

  /** How it is with the folder, for people. */
  public ReadOnlyStringProperty sentenceProperty() {
    return sentence.getReadOnlyProperty();
  }

  /** Files that could not be taken or written, and why. */
  public ObservableList<Problem> problems() {
    return problems;
  }

  /** What happened and can be looked at, the last one first. */
  public ObservableList<Note> notes() {
    return notes;
  }
}
