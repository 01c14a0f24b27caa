package app.diptych.ui.library;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.prompt.Prompt;
import app.diptych.ui.compare.Shelved;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.library.FolderModel.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The library and a watched folder of real files. */
@Timeout(180)
class FolderModelTest {
  @TempDir Path home;

  private Path root;
  private OpenLibrary open;
  private FolderModel folder;

  @BeforeEach
  void open() throws Exception {
    root = Files.createDirectories(home.resolve("prompts"));
    open = new OpenLibrary(home);
    folder = open.model.folder();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void writesWhatChangesHereAndShowsWhatChangesThere() throws Exception {
    open.show(Prompt.of("p", "P", "one"));
    keep();
    awaitFile("p.md", text -> text.endsWith("\none\n"));
    assertThat(open.setting.get()).isEqualTo(root.toString());
    FxTest.run(() -> open.model.draft().textProperty().set("two"));
    awaitFile("p.md", text -> text.endsWith("\ntwo\n"));
    Files.writeString(root.resolve("p.md"), read("p.md").replace("two", "three"));
    FxTest.waitFor(
        () -> open.model.draft().textProperty().get().equals("three"), OpenLibrary.PATIENCE);
    Files.writeString(root.resolve("new.md"), "From elsewhere");
    FxTest.waitFor(() -> has("new", "From elsewhere"), OpenLibrary.PATIENCE);
  }

  @Test
  void asksBeforeItTakesInAFolderThatHoldsPrompts() throws Exception {
    open.show(Prompt.of("p", "P", "one"));
    Files.writeString(root.resolve("theirs.md"), "Theirs");
    FxTest.run(() -> folder.choose(root));
    await(State.ASKING);
    assertThat(sentence())
        .isEqualTo("To take in from this folder: 1 prompt. To write into it: 1 prompt.");
    FxTest.run(folder::cancel);
    await(State.NONE);
    assertThat(root.toFile().list()).containsExactly("theirs.md");
    FxTest.run(() -> folder.choose(root));
    await(State.ASKING);
    FxTest.run(folder::keep);
    await(State.IN_STEP);
    awaitFile("p.md", text -> text.endsWith("\none\n"));
    FxTest.waitFor(() -> has("theirs", "Theirs"), OpenLibrary.PATIENCE);
  }

  @Test
  void keepsBothOfAConflictSaysSoAndShowsThem() throws Exception {
    open.show(Prompt.of("p", "P", "one"));
    open.close();
    open = new OpenLibrary(home, root.toString());
    folder = open.model.folder();
    awaitFile("p.md", text -> text.endsWith("\none\n"));
    open.close();
    open = new OpenLibrary(home);
    open.show(Prompt.of("p", "P", "mine"));
    open.close();
    Files.writeString(root.resolve("p.md"), read("p.md").replace("one", "theirs"));
    open = new OpenLibrary(home, root.toString());
    folder = open.model.folder();
    FxTest.waitFor(() -> folder.notes().size() == 1, OpenLibrary.PATIENCE);
    assertThat(folder.notes().getFirst().words())
        .isEqualTo(
            "\u201cP\u201d changed here and in its file. The file holds; yours is the revision"
                + " before.");
    assertThat(open.texts("p")).containsExactly("theirs", "mine", "one");
    FxTest.waitFor(() -> has("p", "theirs"), OpenLibrary.PATIENCE);
    FxTest.run(() -> folder.act(folder.notes().getFirst()));
    FxTest.waitFor(() -> open.model.history().revisions().size() == 3, OpenLibrary.PATIENCE);
  }

  @Test
  void keepsThePromptsOfADeletedFolderAndMakesItAgain() throws Exception {
    open.show(Prompt.of("p", "P", "one"));
    keep();
    awaitFile("p.md", text -> text.endsWith("\none\n"));
    // In one step: an empty folder would say that the prompt was deleted.
    Files.move(root, home.resolve("elsewhere"));
    await(State.MISSING);
    assertThat(sentence()).isEqualTo("The folder is not there. Your prompts are all kept.");
    assertThat(FxTest.run(() -> has("p", "one"))).isTrue();
    FxTest.run(folder::makeAgain);
    await(State.IN_STEP);
    awaitFile("p.md", text -> text.endsWith("\none\n"));
  }

  @Test
  void bringsAPromptBackWhoseFileWasDeleted() throws Exception {
    open.show(Prompt.of("p", "P", "one"));
    open.show(Prompt.of("q", "Q", "two"));
    keep();
    awaitFile("q.md", text -> text.endsWith("\ntwo\n"));
    Files.delete(root.resolve("p.md"));
    FxTest.waitFor(() -> !has("p", "one"), OpenLibrary.PATIENCE);
    FxTest.waitFor(() -> folder.notes().size() == 1, OpenLibrary.PATIENCE);
    FxTest.run(() -> folder.act(folder.notes().getFirst()));
    FxTest.waitFor(() -> has("p", "one"), OpenLibrary.PATIENCE);
    awaitFile("p.md", text -> text.endsWith("\none\n"));
  }

  @Test
  void listsWhatCannotBeReadAndStopsOnDemand() throws Exception {
    open.show(Prompt.of("p", "P", "one"));
    keep();
    Files.writeString(root.resolve("broken.md"), "---\na: [\n---\n");
    FxTest.waitFor(() -> folder.problems().size() == 1, OpenLibrary.PATIENCE);
    // On the thread that lists everything anew after each look.
    assertThat(FxTest.run(() -> folder.problems().getFirst().path())).isEqualTo("broken.md");
    FxTest.run(folder::stop);
    assertThat(open.setting.get()).isEmpty();
    assertThat(folder.problems()).isEmpty();
    assertThat(FxTest.run(() -> has("p", "one"))).isTrue();
  }

  private void keep() {
    FxTest.run(() -> folder.choose(root));
    await(State.IN_STEP);
  }

  private void await(State state) {
    FxTest.waitFor(() -> folder.stateProperty().get() == state, OpenLibrary.PATIENCE);
  }

  private String sentence() {
    return FxTest.run(() -> folder.sentenceProperty().get());
  }

  private boolean has(String id, String text) {
    return open.shelf
        .find(id)
        .filter(Shelved::own)
        .filter(shelved -> shelved.prompt().text().equals(text))
        .isPresent();
  }

  private void awaitFile(String path, Predicate<String> wanted) {
    FxTest.waitFor(() -> wanted.test(readOrNothing(path)), OpenLibrary.PATIENCE);
  }

  private String readOrNothing(String path) {
    try {
      return read(path);
    } catch (IOException notYet) {
      return "";
    }
  }

  private String read(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }
}
