package app.diptych.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.prompt.PromptFolder.Contents;
import app.diptych.prompt.PromptFolder.Entry;
import app.diptych.prompt.PromptFolder.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptFolderTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path home;

  private Path root;
  private PromptFolder folder;

  @BeforeEach
  void open() {
    root = home.resolve("prompts");
    folder = new PromptFolder(root);
  }

  @Test
  void writesOneFileForEachPromptNamedAfterItsTitle() {
    write(
        Prompt.of("1", "A short story!", "Write."),
        Prompt.of("2", "会议纪要", "写。").withFolder("work/minutes"),
        Prompt.of("3", "CON", "x"));
    assertThat(files())
        .containsExactlyInAnyOrder("a-short-story.md", "work/minutes/会议纪要.md", "con-4e074085.md");
  }

  @Test
  void readsBackWhatItWrote() {
    RandomPrompts random = new RandomPrompts(8);
    Map<String, Prompt> prompts = new LinkedHashMap<>();
    for (int i = 0; i < 60; i++) {
      Prompt prompt = random.next();
      prompts.put(prompt.id(), prompt);
    }
    write(prompts.values().toArray(new Prompt[0]));
    assertThat(folder.read().problems()).isEmpty();
    assertThat(prompts()).containsExactlyInAnyOrderElementsOf(prompts.values());
  }

  @Test
  void givesPromptsOfOneTitleFilesOfTheirOwn() {
    write(
        Prompt.of("1", "Story", "a"), Prompt.of("2", "STORY", "b"), Prompt.of("3", "story?", "c"));
    assertThat(prompts()).hasSize(3);
    assertThat(files()).contains("story.md").hasSize(3);
  }

  @Test
  void leavesFilesAloneThatDidNotChange() throws IOException {
    put("work/mine.md", "---\ntitle:   Mine # really\nx: 1\n---\nText\n");
    Files.setLastModifiedTime(root.resolve("work/mine.md"), LONG_AGO);
    folder.write(prompts());
    assertThat(Files.getLastModifiedTime(root.resolve("work/mine.md"))).isEqualTo(LONG_AGO);
    assertThat(read("work/mine.md")).isEqualTo("---\ntitle:   Mine # really\nx: 1\n---\nText\n");
  }

  @Test
  void keepsTheNameOfAFileAndTheFieldsOfOthersWhenItsPromptChanges() throws IOException {
    put("mine.md", "---\nid: 1\ntitle: Mine\nx: 1.10 # other\n---\n\nText\n");
    write(prompts().getFirst().withTitle("Ours").withText("New"));
    assertThat(files()).containsExactly("mine.md");
    assertThat(read("mine.md")).isEqualTo("---\nid: 1\ntitle: Ours\nx: 1.10 # other\n---\n\nNew\n");
  }

  @Test
  void movesTheFileOfAPromptThatMovedToAnotherFolder() {
    write(Prompt.of("1", "Story", "a"));
    write(Prompt.of("1", "Story", "a").withFolder("tales"));
    assertThat(files()).containsExactly("tales/story.md");
  }

  @Test
  void neverWritesOverAFileItDoesNotUnderstand() throws IOException {
    put("story.md", "---\nbroken: [\n---\n");
    write(Prompt.of("1", "Story", "a"));
    assertThat(read("story.md")).isEqualTo("---\nbroken: [\n---\n");
    assertThat(files()).hasSize(2);
    assertThat(folder.read().problems())
        .singleElement()
        .extracting(Problem::path)
        .isEqualTo("story.md");
  }

  @Test
  void deletesOnlyTheFileOfThatPrompt() throws IOException {
    write(Prompt.of("1", "One", "a"), Prompt.of("2", "Two", "b"));
    folder.delete("1");
    assertThat(files()).containsExactly("two.md");
  }

  @Test
  void readsNoMoreThanFitsInMemory() throws IOException {
    Files.createDirectories(root);
    for (int i = 0; i < 6; i++) {
      try (RandomAccessFile file = new RandomAccessFile(root.resolve(i + ".md").toFile(), "rw")) {
        file.setLength(PromptFile.MOST_BYTES);
      }
    }
    assertThat(folder.read().problems())
        .extracting(Problem::sentence)
        .contains("The folder has more than 64 MB of prompt files: the rest is not read.")
        .hasSize(5);
  }

  @Test
  void leavesNothingBesideItsFiles() throws IOException {
    write(Prompt.of("1", "One", "a"));
    try (Stream<Path> all = Files.list(root)) {
      assertThat(all).hasSize(1);
    }
  }

  @Test
  void takesGoodFilesAndSaysOfEachOtherWhatIsWrong() throws IOException {
    put("good.md", "Write.\n");
    put("README.md", "About this folder\n");
    put(".git/x.md", "not ours\n");
    put("notes.txt", "not ours\n");
    put("bad.md", "---\nid: [\n---\n");
    put("copy.md", "---\nid: good\n---\n\nWrite.\n");
    Files.write(root.resolve("latin.md"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    try (var huge =
        Files.newByteChannel(
            root.resolve("huge.md"),
            Set.of(
                java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE))) {
      huge.position(4L << 30).write(java.nio.ByteBuffer.wrap(new byte[1]));
    }
    Contents contents = folder.read();
    assertThat(contents.prompts())
        .extracting(Entry::path)
        .containsExactly("bad.md".replace("bad", "copy"));
    assertThat(contents.problems())
        .extracting(Problem::path)
        .containsExactly("bad.md", "good.md", "huge.md", "latin.md");
    assertThat(contents.problems()).allSatisfy(it -> assertThat(it.sentence()).endsWith("."));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void followsNoLinkOutOfTheFolder() throws IOException {
    Path secret = home.resolve("secret");
    Files.createDirectories(secret);
    Files.writeString(secret.resolve("key.md"), "secret");
    put("mine.md", "Mine");
    Files.createSymbolicLink(root.resolve("link.md"), secret.resolve("key.md"));
    Files.createSymbolicLink(root.resolve("work"), secret);
    assertThat(prompts()).extracting(Prompt::text).containsExactly("Mine");
    List<Problem> problems = folder.write(List.of(Prompt.of("1", "One", "a").withFolder("work")));
    assertThat(problems)
        .singleElement()
        .extracting(Problem::sentence)
        .asString()
        .contains("no folder");
    try (Stream<Path> all = Files.list(secret)) {
      assertThat(all).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../x",
        "a/../b",
        "/etc",
        "a//b",
        "a/",
        "C:\\x",
        "a\\b",
        "a:b",
        ".git",
        "a/.b",
        "NUL",
        "com1.txt",
        "a\nb",
        " a",
        "a.",
        "1/2/3/4/5/6/7/8/9"
      })
  void refusesFoldersThatLeadElsewhere(String name) {
    assertThatThrownBy(() -> Prompt.of("1", "One", "a").withFolder(name))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x", "/etc/passwd", "..", "a\\b", "\u202e.md", ".", "-", "nul.md"})
  void makesAPlainFileNameOfEveryTitle(String title) {
    write(Prompt.of("1", title, "a"));
    assertThat(files()).singleElement().asString().matches("[\\p{L}\\p{N}-]+\\.md");
    assertThat(prompts()).singleElement().extracting(Prompt::title).isEqualTo(title);
  }

  @Test
  void saysThatAFolderIsNotThere() {
    assertThat(folder.read().found()).isFalse();
    assertThat(folder.read().problems())
        .singleElement()
        .extracting(Problem::sentence)
        .asString()
        .contains("is not there");
  }

  private void write(Prompt... prompts) {
    assertThat(folder.write(List.of(prompts))).isEmpty();
  }

  private List<Prompt> prompts() {
    return folder.read().prompts().stream().map(Entry::prompt).toList();
  }

  private void put(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }

  private String read(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  private Set<String> files() {
    try (Stream<Path> all = Files.walk(root)) {
      List<String> names = new ArrayList<>();
      all.filter(Files::isRegularFile)
          .forEach(file -> names.add(root.relativize(file).toString().replace('\\', '/')));
      return new HashSet<>(names);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
