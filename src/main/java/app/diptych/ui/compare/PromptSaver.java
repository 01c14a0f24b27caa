package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Sampling;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.Variable;
import app.diptych.ui.compare.PromptShelf.State;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Keeps what is in the editor as a prompt of the library. JavaFX thread only. */
final class PromptSaver {
  private final CompareModel page;
  private final PromptOrigin origin;
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");

  PromptSaver(CompareModel page, PromptOrigin origin) {
    this.page = page;
    this.origin = origin;
    page.promptProperty().addListener((_, _, _) -> notice.set(""));
  }

  /** The prompt of the user's that the editor began with, if it is still there. */
  Optional<Shelved> changeable() {
    return origin.id().flatMap(page.shelf()::find).filter(Shelved::own);
  }

  /** What a new prompt could be called. */
  String title() {
    Optional<String> known =
        origin.id().flatMap(page.shelf()::find).map(shelved -> shelved.prompt().title());
    return known.orElseGet(() -> SessionModel.titleFrom(page.promptProperty().get()));
  }

  /** Whether the prompt it began with sets the sampling, too. */
  boolean hadSampling() {
    return origin
        .id()
        .flatMap(page.shelf()::find)
        .filter(shelved -> shelved.prompt().sampling() != null)
        .isPresent();
  }

  /**
   * Keeps it as a prompt of its own.
   *
   * @param withSampling whether the prompt sets the sampling when it is chosen
   * @return what keeps it from being saved, in a sentence; empty when it is
   */
  String saveNew(String title, String folder, boolean withSampling) {
    List<String> tags =
        origin.id().flatMap(page.shelf()::find).stream()
            .flatMap(shelved -> shelved.prompt().tags().stream())
            .toList();
    return save(
        new Draft(PromptShelf.newId(), title.strip(), tags, folder.strip(), "", false),
        withSampling,
        say("Saved as"));
  }

  /** Keeps it as a new revision of the prompt it began with; see {@link #saveNew}. */
  String saveRevision(boolean withSampling) {
    Shelved changed = changeable().orElse(null);
    if (changed == null) {
      return say("That prompt is no longer there: save it as a new one.");
    }
    Prompt now = changed.prompt();
    return save(
        new Draft(
            now.id(), now.title(), now.tags(), now.folder(), now.notes(), changed.favourite()),
        withSampling,
        say("Saved a revision of"));
  }

  private record Draft(
      String id, String title, List<String> tags, String folder, String notes, boolean favourite) {
    Prompt with(String system, String text, List<Variable> variables, Sampling sampling) {
      boolean none = sampling.equals(Sampling.providerDefaults());
      return new Prompt(
          id,
          title,
          tags,
          folder,
          system,
          text,
          variables,
          none ? null : sampling,
          notes,
          favourite);
    }
  }

  private String save(Draft draft, boolean withSampling, String done) {
    if (page.shelf().stateProperty().get() == State.FAILED || !page.shelf().canSave()) {
      return say("Nothing can be saved now: see the line at the top of the window.");
    }
    if (page.promptProperty().get().isBlank()) {
      return say("There is no prompt to save yet: write one first.");
    }
    try {
      Sampling sampling = withSampling ? page.sampling().sampling() : Sampling.providerDefaults();
      Prompt prompt =
          draft.with(
              page.systemProperty().get(),
              page.promptProperty().get(),
              page.variables().declared(),
              sampling);
      page.shelf()
          .save(
              prompt,
              saved -> {
                origin.take(saved.prompt());
                notice.set(done + " \u201c" + saved.prompt().title() + "\u201d");
              });
      return "";
    } catch (IllegalArgumentException wrong) {
      return told(wrong);
    }
  }

  /** What was saved last, until something is typed; empty before. */
  ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }
}
