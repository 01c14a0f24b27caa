package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptFolder.Problem;
import app.diptych.prompt.PromptRevision;
import app.diptych.session.SyncReport.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Prompts and a real folder in step. */
@Timeout(120)
class PromptSyncTest {
  @TempDir Path home;

  private Path root;
  private OpenWorkspace open;
  private Prompts prompts;
  private PromptSync sync;

  @BeforeEach
  void open() throws Exception {
    root = Files.createDirectories(home.resolve("prompts"));
    open = new OpenWorkspace(home.resolve("workspace.db"));
    prompts = open.workspace.prompts();
    sync = open.workspace.syncWith(root);
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void bringsWhatOnlyOneHasToTheOther() throws Exception {
    save(Prompt.of("mine", "Mine", "a").withFolder("work").withFavourite(true));
    put("deep/theirs.md", "---\nid: theirs\ntitle: Theirs\nfavourite: true\n---\n\nb\n");
    SyncReport report = sync.begin();
    assertThat(report).isEqualTo(inStep(2, 1, 1));
    assertThat(read("work/mine.md")).contains("id: mine", "favourite: true").endsWith("\na\n");
    Prompt theirs = prompt("theirs");
    assertThat(theirs.text()).isEqualTo("b");
    assertThat(theirs.folder()).isEqualTo("deep");
    assertThat(theirs.favourite()).isTrue();
    assertThat(sync.step()).isEqualTo(inStep(2, 0, 0));
  }

  @Test
  void takesAChangedFileAsARevisionAndWritesAChangedPrompt() throws Exception {
    save(Prompt.of("p", "P", "one"));
    sync.begin();
    put("p.md", read("p.md").replace("one", "two"));
    assertThat(sync.step().taken()).isEqualTo(1);
    assertThat(texts("p")).containsExactly("two", "one");
    save(prompt("p").withText("three"));
    assertThat(sync.step().written()).isEqualTo(1);
    assertThat(read("p.md")).endsWith("\nthree\n");
    assertThat(texts("p")).containsExactly("three", "two", "one");
  }

  @Test
  void keepsBothWhereBothChangedAndSaysSo() throws Exception {
    save(Prompt.of("p", "P", "one"));
    sync.begin();
    save(prompt("p").withText("mine"));
    put("p.md", read("p.md").replace("one", "theirs"));
    SyncReport report = sync.step();
    assertThat(report.conflicts()).containsExactly(new SyncReport.Conflict("p", "P"));
    assertThat(texts("p")).containsExactly("theirs", "mine", "one");
    assertThat(read("p.md")).endsWith("\ntheirs\n");
    assertThat(sync.step()).isEqualTo(inStep(1, 0, 0));
  }

  @Test
  void deletesWithTheOtherSideAndBringsBackWhatChangedThere() throws Exception {
    save(Prompt.of("a", "A", "a"));
    save(Prompt.of("b", "B", "b"));
    save(Prompt.of("c", "C", "c"));
    save(Prompt.of("d", "D", "d"));
    sync.begin();
    Files.delete(root.resolve("a.md"));
    OpenWorkspace.done(prompts.delete("b"));
    OpenWorkspace.done(prompts.delete("c"));
    put("c.md", read("c.md").replace("\nc\n", "\nchanged\n"));
    Files.delete(root.resolve("d.md"));
    save(prompt("d").withText("changed"));
    SyncReport report = sync.step();
    assertThat(report.deleted()).containsExactly(new SyncReport.Deleted("a", "A"));
    assertThat(ids()).containsExactlyInAnyOrder("c", "d");
    assertThat(files()).containsExactlyInAnyOrder("c.md", "d.md");
    assertThat(prompt("c").text()).isEqualTo("changed");
    assertThat(read("d.md")).endsWith("\nchanged\n");
  }

  @Test
  void keepsEveryPromptWhenTheFolderIsDeletedOrEmptied() throws Exception {
    save(Prompt.of("a", "A", "a"));
    save(Prompt.of("b", "B", "b"));
    sync.begin();
    Files.delete(root.resolve("a.md"));
    Files.delete(root.resolve("b.md"));
    assertThat(sync.step().state()).isEqualTo(State.EMPTIED);
    Files.delete(root);
    SyncReport report = sync.step();
    assertThat(report.state()).isEqualTo(State.MISSING);
    assertThat(report.problems())
        .singleElement()
        .extracting(Problem::sentence)
        .asString()
        .contains(root.toString());
    assertThat(ids()).containsExactlyInAnyOrder("a", "b");
    Files.createDirectory(root);
    assertThat(sync.begin()).isEqualTo(inStep(2, 0, 2));
    assertThat(files()).containsExactlyInAnyOrder("a.md", "b.md");
  }

  @Test
  void doesNotTakeAFileForGoneThatCannotBeRead() throws Exception {
    save(Prompt.of("a", "A", "a"));
    save(Prompt.of("b", "B", "b"));
    sync.begin();
    put("a.md", "---\nbroken: [\n---\n");
    SyncReport report = sync.step();
    assertThat(report.problems()).singleElement().extracting(Problem::path).isEqualTo("a.md");
    assertThat(ids()).containsExactlyInAnyOrder("a", "b");
    save(prompt("a").withText("changed"));
    sync.step();
    assertThat(read("a.md")).isEqualTo("---\nbroken: [\n---\n");
    assertThat(files()).containsExactlyInAnyOrder("a.md", "b.md");
  }

  @Test
  void followsAPromptThatMovesOnEitherSide() throws Exception {
    save(Prompt.of("a", "A", "a"));
    sync.begin();
    Files.createDirectories(root.resolve("work"));
    Files.move(root.resolve("a.md"), root.resolve("work/renamed.md"));
    sync.step();
    assertThat(prompt("a").folder()).isEqualTo("work");
    save(prompt("a").withFolder("home"));
    sync.step();
    assertThat(files()).containsExactly("home/a.md");
    assertThat(texts("a")).hasSize(1);
  }

  @Test
  void remembersAcrossAnEndOfTheProgramWhatWasInStep() throws Exception {
    save(Prompt.of("a", "A", "a"));
    sync.begin();
    open.close();
    put("a.md", read("a.md").replace("\na\n", "\nchanged\n"));
    open = new OpenWorkspace(home.resolve("workspace.db"));
    prompts = open.workspace.prompts();
    SyncReport report = open.workspace.syncWith(root).step();
    assertThat(report.conflicts()).isEmpty();
    assertThat(texts("a")).containsExactly("changed", "a");
  }

  @Test
  void forgetsAnotherFolder() throws Exception {
    save(Prompt.of("a", "A", "a"));
    sync.begin();
    Path other = Files.createDirectories(home.resolve("other"));
    assertThat(open.workspace.syncWith(other).step()).isEqualTo(inStep(1, 0, 1));
    assertThat(ids()).containsExactly("a");
    assertThat(files()).containsExactly("a.md");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void followsNoLinkAndWritesNothingOutsideTheFolder() throws Exception {
    Path outside = Files.createDirectories(home.resolve("outside"));
    Files.writeString(outside.resolve("secret.md"), "secret");
    Files.createSymbolicLink(root.resolve("link.md"), outside.resolve("secret.md"));
    Files.createSymbolicLink(root.resolve("folder"), outside);
    save(Prompt.of("a", "../../evil", "a").withFolder("folder"));
    save(Prompt.of("../b", "/etc/passwd", "b"));
    SyncReport report = sync.begin();
    assertThat(report.problems()).hasSize(1);
    assertThat(ids()).containsExactlyInAnyOrder("a", "../b");
    assertThat(outside.toFile().list()).containsExactly("secret.md");
    assertThat(home.toFile().list())
        .contains("outside", "prompts")
        .noneMatch(name -> name.endsWith(".md"));
    assertThat(files()).contains("etc-passwd.md");
  }

  /**
   * Whatever happens on both sides, in the end both are the same, and no text anybody saved is
   * lost.
   */
  @Test
  void endsInStepAndLosesNoText() throws Exception {
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      List<String> written = new ArrayList<>();
      for (int round = 0; round < 6; round++) {
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
          change(random, written, seed + "-" + round + "-" + i);
        }
        sync.step();
        sync.step();
        assertThat(texts()).as("seed " + seed + ", round " + round).isEqualTo(fileTexts());
      }
      assertThat(everRevised()).as("seed " + seed).containsAll(written);
    }
  }

  private void change(Random random, List<String> written, String text) throws Exception {
    String id = "p" + random.nextInt(4);
    Path file = root.resolve(id + ".md");
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        save(Prompt.of(id, id, text));
        written.add(text);
      }
      case 2, 3 -> put(id + ".md", "---\nid: " + id + "\ntitle: " + id + "\n---\n\n" + text + "\n");
      default -> {
        if (random.nextBoolean()) {
          Files.deleteIfExists(file);
        } else {
          OpenWorkspace.done(prompts.delete(id));
        }
      }
    }
  }

  private Map<String, String> texts() throws Exception {
    Map<String, String> texts = new HashMap<>();
    prompts.list().forEach(used -> texts.put(used.prompt().id(), used.prompt().text()));
    return texts;
  }

  /** What the files say; nothing is compared while all of them are gone at once. */
  private Map<String, String> fileTexts() throws Exception {
    Map<String, String> texts = new HashMap<>();
    for (String name : files()) {
      String file = read(name);
      texts.put(name.replace(".md", ""), file.substring(file.indexOf("---\n\n") + 5).strip());
    }
    return texts.isEmpty() ? texts() : texts;
  }

  private List<String> everRevised() throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.addAll(texts("p" + i));
    }
    return all;
  }

  private static SyncReport inStep(int files, int taken, int written) {
    return new SyncReport(State.IN_STEP, files, taken, written, List.of(), List.of(), List.of());
  }

  private void save(Prompt prompt) throws Exception {
    OpenWorkspace.done(prompts.save(prompt));
  }

  private Prompt prompt(String id) throws Exception {
    return prompts.list().stream()
        .map(Prompts.Used::prompt)
        .filter(prompt -> prompt.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<String> ids() throws Exception {
    return prompts.list().stream().map(used -> used.prompt().id()).toList();
  }

  private List<String> texts(String id) throws Exception {
    return prompts.revisions(id).stream().map(PromptRevision::prompt).map(Prompt::text).toList();
  }

  private void put(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String read(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !Files.isSymbolicLink(file))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }
}
