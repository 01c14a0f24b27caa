package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.prompt.LoosePrompt;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptRevision;
import app.diptych.session.Prompts.Sitting;
import app.diptych.timing.NanoClock;
import app.diptych.ui.compare.PromptShelf;
import app.diptych.ui.compare.Shelved;
import app.diptych.ui.compare.VariablesModel;
import app.diptych.ui.fx.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The library page without its nodes. JavaFX thread only. */
public final class LibraryModel {
  private static final String UNTITLED = toSay("New prompt");

  private final PromptShelf shelf;
  private final Background background;
  private final StringProperty words = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable String> folderFilter = new SimpleObjectProperty<>(null);
  private final ObjectProperty<@Nullable String> tagFilter = new SimpleObjectProperty<>(null);
  private final BooleanProperty favouritesOnly = new SimpleBooleanProperty(false);
  private final ObservableList<Shelved> found = FXCollections.observableArrayList();
  private final ObservableList<String> folders = FXCollections.observableArrayList();
  private final ObservableList<String> tags = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable Shelved> selected =
      new ReadOnlyObjectWrapper<>(null);
  private final ObjectProperty<Section> section = new SimpleObjectProperty<>(Section.EDIT);
  private final ReadOnlyObjectWrapper<@Nullable Undo> undo = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final PromptDraft draft;
  private final VariablesModel asked;
  private final HistoryModel history;
  private final ResultsModel results;
  private final FolderModel folder;

  /** The deleted prompt that is to be shown again; null when none is. */
  private @Nullable String broughtBack;

  private int searches;

  /** The parts of what is shown of a prompt. */
  public enum Section {
    EDIT(toSay("Edit")),
    REVISIONS(toSay("Revisions")),
    RESULTS(toSay("Results"));

    private final String words;

    Section(String words) {
      this.words = words;
    }

    public String words() {
      return say(words);
    }
  }

  /** Something that was just done; it can be taken back unless it is null. */
  public record Undo(String what, @Nullable Runnable back) {}

  /**
   * @param watches runs the watch of the folder
   */
  public LibraryModel(
      PromptShelf shelf,
      Background background,
      Executor watches,
      FolderSetting setting,
      NanoClock clock) {
    this.shelf = shelf;
    this.background = background;
    this.draft = new PromptDraft(shelf, clock);
    this.asked = new VariablesModel(draft.systemProperty(), draft.textProperty(), background);
    this.history = new HistoryModel(shelf.workspace(), background);
    this.results = new ResultsModel(shelf.workspace(), background);
    this.folder = new FolderModel(shelf, background, watches, setting, this::showRevisions);
    shelf.all().addListener((ListChangeListener<Shelved>) _ -> shelfChanged());
    shelf.problemProperty().addListener((_, _, now) -> problem.set(now));
    words.addListener((_, _, _) -> search());
    folderFilter.addListener((_, _, _) -> search());
    tagFilter.addListener((_, _, _) -> search());
    favouritesOnly.addListener((_, _, _) -> search());
    section.addListener((_, _, _) -> look());
    draft.onExamined(() -> asked.declare(draft.written().variables()));
    shelfChanged();
  }

  /** The page is about to be seen. */
  public void shown() {
    shelf.refresh();
    if (selected.get() == null && !found.isEmpty()) {
      select(found.getFirst());
    }
    look();
  }

  /** The page is left: what was written is a revision of its own. */
  public void left() {
    draft.endSitting();
  }

  /** The end of the program. */
  public void close() {
    draft.endSitting();
    folder.close();
  }

  private void shelfChanged() {
    setIfNew(folders, shelf.all().stream().map(one -> one.prompt().folder()));
    setIfNew(tags, shelf.all().stream().flatMap(one -> one.prompt().tags().stream()));
    Shelved now = selected.get();
    if (now != null) {
      shelf
          .find(now.id())
          .ifPresentOrElse(
              again -> {
                draft.follow(again);
                selected.set(again);
                look();
              },
              () -> selected.set(null));
    }
    search();
  }

  private static void setIfNew(ObservableList<String> list, Stream<String> names) {
    List<String> sorted = names.filter(name -> !name.isEmpty()).distinct().sorted().toList();
    if (!sorted.equals(list)) {
      list.setAll(sorted);
    }
  }

  private void search() {
    int search = ++searches;
    shelf.search(
        words.get(),
        matching -> {
          if (search == searches) {
            List<Shelved> fitting = matching.stream().filter(this::fits).toList();
            if (!fitting.equals(found)) {
              found.setAll(fitting);
            }
            selectWanted();
          }
        });
  }

  /** What was brought back is shown as soon as it is read. */
  private void selectWanted() {
    String id = broughtBack;
    if (id != null) {
      shelf
          .find(id)
          .ifPresent(there -> {
            broughtBack = null;
            select(there);
          });
    }
  }

  private boolean fits(Shelved shelved) {
    String wanted = folderFilter.get();
    String tag = tagFilter.get();
    return (wanted == null || shelved.prompt().folder().equals(wanted))
        && (tag == null || shelved.prompt().tags().contains(tag))
        && (!favouritesOnly.get() || shelved.favourite());
  }

  /** Shows every prompt again. */
  public void clearFilters() {
    words.set("");
    folderFilter.set(null);
    tagFilter.set(null);
    favouritesOnly.set(false);
  }

  /** Shows a prompt. */
  public void select(Shelved shelved) {
    Shelved before = selected.get();
    if (before != null && before.id().equals(shelved.id())) {
      return;
    }
    draft.show(shelved);
    selected.set(shelved);
    look();
  }

  /** Shows the prompt of that id, if it is there. */
  public void select(String id) {
    shelf.find(id).ifPresent(this::select);
  }

  private void showRevisions(String id) {
    select(id);
    section.set(Section.REVISIONS);
  }

  /** Reads what the section shown needs. */
  private void look() {
    Shelved now = selected.get();
    if (now != null) {
      switch (section.get()) {
        case EDIT -> {}
        case REVISIONS -> history.show(now);
        case RESULTS -> results.show(now);
      }
    }
  }

  /** Begins a prompt. */
  public void create() {
    String into = folderFilter.get();
    Prompt empty = Prompt.of(PromptShelf.newId(), say(UNTITLED), "");
    Prompt fresh = into == null ? empty : empty.withFolder(into);
    // What is written into it now is its first revision, not its second.
    Sitting first = new Sitting();
    shelf.save(
        fresh,
        first,
        saved -> {
          if (saved) {
            select(fresh.id());
            draft.goOn(first);
            section.set(Section.EDIT);
          }
        });
  }

  /** Makes a prompt of the user's out of the one shown, and leaves that one as it is. */
  public void duplicate() {
    Shelved now = selected.get();
    if (now != null) {
      Prompt from = draft.written();
      Prompt copy = from.withId(PromptShelf.newId()).withFavourite(false);
      keep(now.own() ? copy.withTitle(copyOf(from.title())) : copy.withFolder(""), "");
    }
  }

  private static String copyOf(String title) {
    String copy = title + " (copy)";
    return copy.length() <= Prompt.LONGEST_TITLE ? copy : title;
  }

  private void keep(Prompt prompt, String done) {
    shelf.save(
        prompt,
        saved -> {
          select(saved);
          section.set(Section.EDIT);
          if (!done.isEmpty()) {
            undo.set(new Undo(done, null));
          }
        });
  }

  public void favour() {
    Shelved now = selected.get();
    if (now != null) {
      draft.save();
      shelf.favour(now);
    }
  }

  /** Takes the prompt shown off the shelf, if it is the user's own. */
  public void delete() {
    Shelved now = selected.get();
    if (now != null && now.own()) {
      broughtBack = null;
      draft.endSitting();
      int at = found.indexOf(now);
      shelf.delete(now.id());
      undo.set(
          new Undo(
              say("Deleted \u201c%s\u201d").formatted(draft.written().title()),
              () -> {
                broughtBack = now.id();
                shelf.restore(now.id());
              }));
      selected.set(null);
      if (found.size() > 1) {
        select(found.get(at + 1 < found.size() ? at + 1 : at - 1));
      }
    }
  }

  /** Makes a revision the one that holds, as a new revision. */
  public void restore(PromptRevision revision) {
    Shelved now = selected.get();
    if (now != null && now.own()) {
      draft.endSitting();
      Prompt before = draft.written();
      shelf.save(
          revision.prompt(),
          _ ->
              undo.set(
                  new Undo(
                      say("Restored %s").formatted(RevisionText.name(revision)),
                      () -> shelf.save(before, _ -> {}))));
    }
  }

  /** Ends the revision being written, so that the next change begins another. */
  public void saveRevision() {
    draft.endSitting();
  }

  /** The prompt shown, as it is written now, for somebody who uses it. */
  public Prompt used() {
    draft.endSitting();
    return draft.written();
  }

  /** Takes a prompt file in: a new prompt, or a revision of the one with its id. */
  public void importFile(Path file) {
    background.run(
        () -> LoosePrompt.read(file, PromptShelf.newId()),
        this::imported,
        refused -> problem.set(told(refused)));
  }

  private void imported(Prompt prompt) {
    problem.set("");
    Shelved known = shelf.find(prompt.id()).orElse(null);
    if (known == null) {
      keep(prompt, say("Imported \u201c%s\u201d").formatted(prompt.title()));
    } else if (known.own()) {
      keep(
          prompt.withFolder(known.prompt().folder()),
          say("Imported a revision of \u201c%s\u201d").formatted(known.prompt().title()));
    } else {
      keep(
          prompt.withId(PromptShelf.newId()),
          say("Imported \u201c%s\u201d").formatted(prompt.title()));
    }
  }

  /** Writes the prompt shown to a file. */
  public void exportTo(Path file) {
    Prompt prompt = used();
    background.run(
        () -> {
          LoosePrompt.write(prompt, file);
          return file;
        },
        written -> {
          problem.set("");
          undo.set(new Undo(say("Written to %s").formatted(written.getFileName()), null));
        },
        refused -> problem.set(told(refused)));
  }

  /** Takes the last change back. */
  public void undo() {
    Undo last = undo.get();
    undo.set(null);
    if (last != null && last.back() != null) {
      last.back().run();
    }
  }

  /** The offer to undo, or the problem, was seen. */
  public void dismiss() {
    undo.set(null);
    problem.set("");
  }

  public StringProperty wordsProperty() {
    return words;
  }

  public ObjectProperty<@Nullable String> folderFilterProperty() {
    return folderFilter;
  }

  public ObjectProperty<@Nullable String> tagFilterProperty() {
    return tagFilter;
  }

  public BooleanProperty favouritesOnlyProperty() {
    return favouritesOnly;
  }

  /** The prompts that fit. */
  public ObservableList<Shelved> found() {
    return found;
  }

  public ObservableList<String> folders() {
    return folders;
  }

  public ObservableList<String> tags() {
    return tags;
  }

  /** The prompt shown, or null. */
  public ReadOnlyObjectProperty<@Nullable Shelved> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  public ObjectProperty<Section> sectionProperty() {
    return section;
  }

  /** What was done last, or null. */
  public ReadOnlyObjectProperty<@Nullable Undo> undoProperty() {
    return undo.getReadOnlyProperty();
  }

  /** What went wrong last, for people; empty when nothing did. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public PromptShelf shelf() {
    return shelf;
  }

  public PromptDraft draft() {
    return draft;
  }

  /** What the prompt that is being written asks for. */
  public VariablesModel asked() {
    return asked;
  }

  public HistoryModel history() {
    return history;
  }

  public ResultsModel results() {
    return results;
  }

  public FolderModel folder() {
    return folder;
  }

  public Background background() {
    return background;
  }
}
