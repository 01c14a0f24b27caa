package app.diptych.ui.library;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.prompt.LoosePrompt;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptFile;
import app.diptych.prompt.PromptLibrary;
import app.diptych.prompt.PromptRevision.Part;
import app.diptych.prompt.Variable;
import app.diptych.ui.compare.Shelved;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.library.LibraryModel.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LibraryModelTest {
  @TempDir Path home;

  private OpenLibrary open;
  private LibraryModel model;
  private PromptDraft draft;

  @BeforeEach
  void open() throws Exception {
    open = new OpenLibrary(home);
    model = open.model;
    draft = model.draft();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void listsIncludedPromptsThatAreReadOnceTheWindowIsThere() throws Exception {
    open.show(Prompt.of("own", "Mine", "Say it my way."));
    PromptLibrary later =
        new PromptLibrary(List.of(Prompt.of("demo/later", "Later", "Came later.")));
    FxTest.run(() -> open.shelf.fill(() -> later));
    FxTest.waitFor(() -> open.shelf.find("demo/later").isPresent(), OpenLibrary.PATIENCE);
    assertThat(FxTest.run(() -> open.shelf.all().stream().map(Shelved::id).toList()))
        .containsExactly("own", "demo/later");
    FxTest.run(() ->
        open.shelf.fill(() -> {
          throw new IOException("no such file");
        }));
    FxTest.waitFor(
        () -> open.shelf.problemProperty().get().contains("no such file"), OpenLibrary.PATIENCE);
  }

  @Test
  void findsPromptsInEveryTextAndByFolderTagAndFavour() throws Exception {
    open.show(Prompt.of("a", "Ant", "x").withNotes("needle").withFolder("work"));
    open.show(Prompt.of("b", "Bee", "x").withSystem("a Needle").withTags(List.of("insect")));
    open.show(Prompt.of("c", "Cat", "x").withFavourite(true));
    assertThat(open.found()).containsExactly("Cat", "Bee", "Ant", "Haiku", "Tips");
    FxTest.run(() -> model.wordsProperty().set("needle"));
    FxTest.waitFor(() -> titles().equals(List.of("Bee", "Ant")), OpenLibrary.PATIENCE);
    FxTest.run(() -> model.folderFilterProperty().set("work"));
    FxTest.waitFor(() -> titles().equals(List.of("Ant")), OpenLibrary.PATIENCE);
    FxTest.run(model::clearFilters);
    FxTest.run(() -> model.tagFilterProperty().set("insect"));
    FxTest.waitFor(() -> titles().equals(List.of("Bee")), OpenLibrary.PATIENCE);
    FxTest.run(model::clearFilters);
    FxTest.run(() -> model.favouritesOnlyProperty().set(true));
    FxTest.waitFor(() -> titles().equals(List.of("Cat")), OpenLibrary.PATIENCE);
  }

  @Test
  void savesByItselfAndMakesOneRevisionOfASitting() throws Exception {
    open.show(Prompt.of("p", "P", "a"));
    FxTest.run(() -> draft.textProperty().set("ab"));
    FxTest.run(() -> draft.textProperty().set("abc"));
    FxTest.waitFor(() -> draft.statusProperty().get().equals("Saved"), OpenLibrary.PATIENCE);
    FxTest.run(() -> draft.textProperty().set("abcd"));
    open.save();
    assertThat(open.texts("p")).containsExactly("abcd", "a");
    FxTest.run(() -> draft.textProperty().set("after"));
    open.save();
    assertThat(open.texts("p")).containsExactly("after", "abcd", "a");
  }

  @Test
  void saysSavedOfNothingThatCannotBeKept() throws Exception {
    open.show(Prompt.of("p", "P", "a"));
    FxTest.run(() -> draft.titleProperty().set(" "));
    assertThat(draft.statusProperty().get()).isEqualTo("Not saved: see what is marked red");
    FxTest.run(() -> draft.textProperty().set("ab"));
    FxTest.waitFor(
        () -> draft.statusProperty().get().equals("Saved, without what is marked red"),
        OpenLibrary.PATIENCE);
    FxTest.run(() -> draft.titleProperty().set("Q"));
    FxTest.waitFor(() -> draft.statusProperty().get().equals("Saved"), OpenLibrary.PATIENCE);
  }

  @Test
  void beginsARevisionForWhoComesBackLater() throws Exception {
    open.show(Prompt.of("p", "P", "a"));
    FxTest.run(() -> draft.textProperty().set("morning"));
    FxTest.waitFor(() -> draft.statusProperty().get().equals("Saved"), OpenLibrary.PATIENCE);
    open.later = Duration.ofHours(3);
    FxTest.run(() -> draft.textProperty().set("noon"));
    FxTest.waitFor(() -> draft.statusProperty().get().equals("Saved"), OpenLibrary.PATIENCE);
    assertThat(open.texts("p")).containsExactly("noon", "morning", "a");
  }

  @Test
  void keepsWhatWasTypedLastWhenAnotherPromptIsChosenAtOnce() throws Exception {
    open.show(Prompt.of("p", "P", "a"));
    FxTest.run(() -> {
      draft.textProperty().set("typed");
      model.select("demo/haiku");
    });
    FxTest.waitFor(
        () -> open.shelf.find("p").orElseThrow().prompt().text().equals("typed"),
        OpenLibrary.PATIENCE);
    assertThat(draft.textProperty().get()).isEqualTo("Write a haiku.");
  }

  @Test
  void asksForWhatTheTextMentionsAndDeclaresItOnceItIsDescribed() throws Exception {
    open.show(Prompt.of("p", "P", "Write of {{topic}}."));
    VariableDraft topic = FxTest.run(() -> draft.variables().getFirst());
    assertThat(topic.nameProperty().get()).isEqualTo("topic");
    assertThat(draft.written().variables()).isEmpty();
    FxTest.run(() -> topic.kindProperty().set(VariableKind.NUMBER));
    FxTest.run(() -> topic.leastProperty().set("10"));
    FxTest.run(() -> topic.mostProperty().set("x"));
    assertThat(topic.problemProperty().get())
        .isEqualTo("The largest value of \u201ctopic\u201d must be a number.");
    FxTest.run(() -> topic.mostProperty().set("5"));
    assertThat(topic.problemProperty().get()).contains("must not be above its largest");
    FxTest.run(() -> topic.mostProperty().set("50"));
    assertThat(topic.problemProperty().get()).isEmpty();
    assertThat(draft.written().variables().getFirst()).isInstanceOf(Variable.Quantity.class);
    FxTest.run(() -> draft.textProperty().set("Write of {{subject}}."));
    assertThat(topic.problemProperty().get()).startsWith("Not used");
    assertThat(FxTest.run(() -> draft.variables().size())).isEqualTo(2);
    FxTest.run(() -> draft.removeVariable(topic));
    assertThat(draft.written().variables()).isEmpty();
  }

  @Test
  void tellsOfDefaultsThatGoRoundInACircleOrCannotBeTaken() throws Exception {
    open.show(
        Prompt.of("p", "P", "{{a}} {{n}}")
            .withVariables(
                List.of(
                    new Variable.Text("a", "", "{{b}}", false),
                    new Variable.Text("b", "", "{{a}}", false),
                    new Variable.Quantity("n", "", "many", false, null, null))));
    assertThat(problem(0) + problem(1)).contains("refers back to itself");
    assertThat(problem(2)).isEqualTo("\u201cn\u201d must be a number.");
    FxTest.run(() -> draft.variables().get(1).standardProperty().set("end"));
    FxTest.run(() -> draft.variables().get(2).standardProperty().set("3"));
    assertThat(problem(0) + problem(1) + problem(2)).isEmpty();
  }

  @Test
  void tellsOfTwoVariablesOfOneName() throws Exception {
    open.show(Prompt.of("p", "P", "{{a}}"));
    FxTest.run(() -> draft.addVariable());
    FxTest.run(() -> draft.addVariable());
    FxTest.run(() ->
        draft
            .variables()
            .getLast()
            .nameProperty()
            .set(draft.variables().get(1).nameProperty().get()));
    assertThat(draft.variables().getLast().problemProperty().get())
        .startsWith("There are two variables");
  }

  @Test
  void keepsEveryOtherPartWhenOneCannotBeKept() throws Exception {
    open.show(Prompt.of("p", "P", "a").withFolder("work"));
    FxTest.run(() -> {
      draft.folderProperty().set("../outside");
      draft.sampling().temperatureProperty().set("hot");
      draft.textProperty().set("b");
    });
    assertThat(draft.problemProperty(Part.FOLDER).get()).contains("cannot be a folder");
    assertThat(draft.problemProperty(Part.SAMPLING).get()).contains("Temperature is not a number");
    open.save();
    Prompt kept = open.shelf.find("p").orElseThrow().prompt();
    assertThat(kept.folder()).isEqualTo("work");
    assertThat(kept.text()).isEqualTo("b");
  }

  @Test
  void restoresARevisionAsANewOneAndTakesThatBack() throws Exception {
    open.show(Prompt.of("p", "P", "one"));
    FxTest.run(() -> draft.textProperty().set("two"));
    open.save();
    FxTest.run(() -> model.sectionProperty().set(Section.REVISIONS));
    FxTest.waitFor(() -> model.history().revisions().size() == 2, OpenLibrary.PATIENCE);
    FxTest.waitFor(() -> !model.history().diff().items().isEmpty(), OpenLibrary.PATIENCE);
    FxTest.run(() -> model.restore(model.history().revisions().getLast()));
    FxTest.waitFor(() -> draft.textProperty().get().equals("one"), OpenLibrary.PATIENCE);
    FxTest.waitFor(() -> model.undoProperty().get() != null, OpenLibrary.PATIENCE);
    assertThat(open.texts("p")).containsExactly("one", "two", "one");
    FxTest.run(model::undo);
    FxTest.waitFor(() -> draft.textProperty().get().equals("two"), OpenLibrary.PATIENCE);
  }

  @Test
  void takesInAndWritesOutOneFile() throws Exception {
    Path plain = Files.writeString(home.resolve("notes.md"), "Just a text");
    FxTest.run(() -> model.importFile(plain));
    FxTest.waitFor(() -> own().size() == 1, OpenLibrary.PATIENCE);
    assertThat(own().getFirst().prompt().title()).isEqualTo("notes");
    FxTest.run(() -> model.importFile(plain));
    FxTest.waitFor(() -> own().size() == 2, OpenLibrary.PATIENCE);
    String id = own().getFirst().id();
    FxTest.run(() -> model.select(id));
    Path file = home.resolve("out.md");
    FxTest.run(() -> model.exportTo(file));
    FxTest.waitFor(
        () -> Files.exists(file) && offered().startsWith("Written"), OpenLibrary.PATIENCE);
    Prompt changed = LoosePrompt.read(file, "unused").withText("changed");
    assertThat(changed.id()).isEqualTo(id);
    Files.writeString(file, PromptFile.of(changed).text());
    FxTest.run(() -> model.importFile(file));
    FxTest.waitFor(() -> offered().startsWith("Imported a revision"), OpenLibrary.PATIENCE);
    assertThat(open.texts(id)).containsExactly("changed", "Just a text");
  }

  @Test
  void saysWhyAFileIsNoPrompt() throws Exception {
    Path broken = Files.writeString(home.resolve("broken.md"), "---\na: [\n---\n");
    FxTest.run(() -> model.importFile(broken));
    FxTest.waitFor(
        () -> model.problemProperty().get().startsWith("\u201cbroken.md\u201d"),
        OpenLibrary.PATIENCE);
    FxTest.run(() -> model.select("demo/haiku"));
    FxTest.run(() -> model.exportTo(home.resolve("no/such/folder/x.md")));
    FxTest.waitFor(
        () -> model.problemProperty().get().contains("could not be written"), OpenLibrary.PATIENCE);
  }

  private String problem(int variable) {
    return FxTest.run(() -> draft.variables().get(variable).problemProperty().get());
  }

  /** JavaFX thread only. */
  private String offered() {
    return model.undoProperty().get() == null
        ? ""
        : Objects.requireNonNull(model.undoProperty().get()).what();
  }

  /** JavaFX thread only. */
  private List<String> titles() {
    return model.found().stream().map(shelved -> shelved.prompt().title()).toList();
  }

  private List<Shelved> own() {
    return open.shelf.all().stream().filter(Shelved::own).toList();
  }
}
