package app.diptych.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PromptLibraryTest {
  private static final Path ASSETS = Path.of("assets", "prompts");
  private static final String DEMO = "demo";

  private final PromptLibrary library = PromptLibrary.bundled();

  @Test
  void listsEveryBundledFile() throws IOException {
    try (Stream<Path> files = Files.walk(ASSETS)) {
      List<String> paths =
          files
              .filter(file -> file.toString().endsWith(PromptFile.ENDING))
              .map(file -> ASSETS.relativize(file).toString().replace('\\', '/'))
              .toList();
      assertThat(Files.readAllLines(ASSETS.resolve("index.txt")))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(paths);
    }
  }

  @Test
  void beginsWithWhatTheDemonstrationModelsKnow() {
    assertThat(library.prompts().subList(0, 20)).allMatch(prompt -> prompt.folder().equals(DEMO));
    assertThat(library.prompts().getFirst().title()).isEqualTo("A short story");
  }

  @Test
  void saysOfEveryOtherPromptThatItIsForAnyModel() {
    assertThat(library.prompts())
        .allMatch(prompt -> prompt.folder().equals(DEMO) != prompt.tags().contains("any model"));
  }

  @Test
  void offersASetForEachKindOfWork() {
    Map<String, Integer> sizes = new HashMap<>();
    library.prompts().forEach(prompt -> sizes.merge(prompt.folder(), 1, Integer::sum));
    assertThat(sizes)
        .containsOnlyKeys(
            DEMO, "summarising", "extraction", "code", "reasoning", "writing", "safety", "chinese");
    assertThat(sizes.values()).allMatch(size -> size >= 4);
  }

  @Test
  void needsNothingButWhatItAsksFor() {
    for (Prompt prompt : library.prompts()) {
      Blanks blanks = Blanks.of(prompt);
      assertThat(blanks.variables())
          .as(prompt.id())
          .containsExactlyInAnyOrderElementsOf(prompt.variables());
      Map<String, String> values = new HashMap<>();
      blanks.problems(Map.of()).keySet().forEach(name -> values.put(name, "2026-01-31"));
      assertThat(blanks.fill(values).text()).as(prompt.id()).isNotBlank();
    }
  }

  @Test
  void findsPromptsByEveryWord() {
    assertThat(library.search("reverse JAVA"))
        .singleElement()
        .satisfies(prompt -> assertThat(prompt.title()).isEqualTo("Reverse a string"));
    assertThat(library.search("extraction invoice")).isNotEmpty();
    assertThat(library.search(" ")).isEqualTo(library.prompts());
    assertThat(library.search("no such words")).isEmpty();
  }
}
