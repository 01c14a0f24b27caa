package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Sampling;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptRevision.Part;
import app.diptych.session.Prompts.Sitting;
import app.diptych.timing.NanoClock;
import app.diptych.ui.compare.PromptShelf;
import app.diptych.ui.compare.SamplingModel;
import app.diptych.ui.compare.Shelved;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The prompt that is being written. It is saved by itself soon after each change; all changes of
 * one sitting make one revision. A part that cannot be kept as it is typed says why, and stays what
 * it was until it can. JavaFX thread only.
 */
public final class PromptDraft {
  private static final Duration PACE = Duration.millis(600);

  /** Who comes back after that begins a new revision. */
  private static final java.time.Duration LONGEST_PAUSE = java.time.Duration.ofMinutes(10);

  private final PromptShelf shelf;
  private final NanoClock clock;
  private final StringProperty title = new SimpleStringProperty("");
  private final StringProperty folder = new SimpleStringProperty("");
  private final StringProperty tags = new SimpleStringProperty("");
  private final StringProperty system = new SimpleStringProperty("");
  private final StringProperty text = new SimpleStringProperty("");
  private final StringProperty notes = new SimpleStringProperty("");
  private final SamplingModel sampling = new SamplingModel();
  private final VariableDrafts variables = new VariableDrafts(this::changed);
  private final Map<Part, ReadOnlyStringWrapper> problems = new EnumMap<>(Part.class);
  private final ReadOnlyBooleanWrapper own = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final PauseTransition pause = new PauseTransition(PACE);
  private Prompt saved = Prompt.of("none", "none", "");
  private Prompt written = saved;
  private Sitting sitting = new Sitting();
  private Instant lastSave = Instant.EPOCH;
  private Runnable examined = () -> {};
  private boolean loading;
  private boolean pending;

  /** Whether a part of what is written cannot be kept. */
  private boolean refused;

  private int underWay;

  PromptDraft(PromptShelf shelf, NanoClock clock) {
    this.shelf = shelf;
    this.clock = clock;
    for (Part part : Part.values()) {
      problems.put(part, new ReadOnlyStringWrapper(""));
    }
    Stream.of(title, folder, tags, system, text, notes, sampling.stopProperty())
        .forEach(part -> part.addListener((_, _, _) -> changed()));
    sampling.summaryProperty().addListener((_, _, _) -> changed());
    pause.setOnFinished(_ -> save());
  }

  /** Shows a prompt; what was changed in the one before is saved first. */
  void show(Shelved shelved) {
    endSitting();
    load(shelved);
  }

  private void load(Shelved shelved) {
    Prompt prompt = shelved.prompt();
    loading = true;
    own.set(shelved.own());
    saved = prompt;
    title.set(prompt.title());
    folder.set(prompt.folder());
    tags.set(String.join(", ", prompt.tags()));
    system.set(prompt.system());
    text.set(prompt.text());
    notes.set(prompt.notes());
    Sampling values = prompt.sampling();
    sampling.set(values == null ? Sampling.providerDefaults() : values);
    variables.show(prompt.variables());
    loading = false;
    examine();
    status.set("");
  }

  /** The prompt changed elsewhere: shown, unless something typed here is not saved yet. */
  void follow(Shelved shelved) {
    if (!shelved.id().equals(saved.id())) {
      return;
    }
    if (pending || underWay > 0) {
      saved = saved.withFavourite(shelved.favourite());
    } else if (!shelved.prompt().equals(saved)) {
      load(shelved);
    }
  }

  private void changed() {
    if (loading) {
      return;
    }
    examine();
    if (own.get() && !written.equals(saved)) {
      pending = true;
      status.set(say("Saving"));
      pause.playFromStart();
    } else if (own.get() && !pending && underWay == 0) {
      status.set(refused ? say("Not saved: see what is marked red") : "");
    }
  }

  /** Finds what is written, and what is wrong with it. */
  private void examine() {
    problems.values().forEach(problem -> problem.set(""));
    refused = false;
    Prompt prompt = saved;
    prompt = with(Part.TITLE, prompt, now -> now.withTitle(title.get().strip()));
    prompt = with(Part.FOLDER, prompt, now -> now.withFolder(folder.get().strip()));
    prompt = with(Part.TAGS, prompt, now -> now.withTags(tagList()));
    prompt = with(Part.SYSTEM, prompt, now -> now.withSystem(system.get()));
    prompt = with(Part.TEXT, prompt, now -> now.withText(text.get()));
    prompt = with(Part.NOTES, prompt, now -> now.withNotes(notes.get()));
    prompt = with(Part.SAMPLING, prompt, now -> now.withSampling(values()));
    // Found ones come and go with the text, and none of that is a change of its own.
    boolean before = loading;
    loading = true;
    variables.examine(prompt.system(), prompt.text());
    loading = before;
    prompt = with(Part.VARIABLES, prompt, now -> now.withVariables(variables.declared()));
    if (text.get().isBlank()) {
      problem(Part.TEXT).set(say("Write what both models should be asked."));
    }
    written = prompt;
    examined.run();
  }

  /** Runs that after every change, and now. */
  void onExamined(Runnable listener) {
    examined = listener;
    listener.run();
  }

  private Prompt with(Part part, Prompt prompt, UnaryOperator<Prompt> change) {
    try {
      return change.apply(prompt);
    } catch (IllegalArgumentException wrong) {
      problem(part).set(told(wrong));
      refused = true;
      return prompt;
    }
  }

  private List<String> tagList() {
    return Stream.of(tags.get().split(","))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .distinct()
        .toList();
  }

  private @Nullable Sampling values() {
    Sampling values = sampling.sampling();
    return values.equals(Sampling.providerDefaults()) ? null : values;
  }

  /** Saves at once what is not saved yet. */
  void save() {
    pause.stop();
    if (!pending) {
      return;
    }
    pending = false;
    Prompt now = written;
    if (lastSave.plus(LONGEST_PAUSE).isBefore(clock.now())) {
      sitting = new Sitting();
    }
    lastSave = clock.now();
    underWay++;
    saved = now;
    shelf.save(now, sitting, done -> kept(now, done));
  }

  private void kept(Prompt prompt, boolean done) {
    underWay--;
    if (prompt.id().equals(saved.id()) && !pending) {
      status.set(
          !done
              ? say("Not saved")
              : refused ? say("Saved, without what is marked red") : say("Saved"));
    }
  }

  /** Saves what is not saved yet; what is changed from now on is another revision. */
  void endSitting() {
    save();
    sitting = new Sitting();
  }

  /** What is changed from now on belongs to that sitting. */
  void goOn(Sitting begun) {
    sitting = begun;
    lastSave = clock.now();
  }

  /** The prompt as it is written now; parts that cannot be kept are what they were. */
  Prompt written() {
    return written;
  }

  /** Which prompt it is. */
  String id() {
    return saved.id();
  }

  private ReadOnlyStringWrapper problem(Part part) {
    return Optional.ofNullable(problems.get(part)).orElseThrow();
  }

  /** What is wrong with that part, empty when nothing is. */
  public ReadOnlyStringProperty problemProperty(Part part) {
    return problem(part).getReadOnlyProperty();
  }

  /** Whether it is the user's own and can be changed. */
  public ReadOnlyBooleanProperty ownProperty() {
    return own.getReadOnlyProperty();
  }

  /** Whether all is saved, in a word; empty before the first change. */
  public ReadOnlyStringProperty statusProperty() {
    return status.getReadOnlyProperty();
  }

  public StringProperty titleProperty() {
    return title;
  }

  public StringProperty folderProperty() {
    return folder;
  }

  /** Separated by commas. */
  public StringProperty tagsProperty() {
    return tags;
  }

  public StringProperty systemProperty() {
    return system;
  }

  public StringProperty textProperty() {
    return text;
  }

  public StringProperty notesProperty() {
    return notes;
  }

  public SamplingModel sampling() {
    return sampling;
  }

  /** What the prompt asks for, declared or only mentioned. */
  public ObservableList<VariableDraft> variables() {
    return variables.all();
  }

  /** Describes a variable that the text does not mention yet. */
  public void addVariable() {
    variables.add();
  }

  public void removeVariable(VariableDraft variable) {
    variables.remove(variable);
  }
}
