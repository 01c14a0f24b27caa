package app.diptych.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import app.diptych.completion.Sampling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptFileTest {
  private static final int ROUNDS = 400;

  private static final String FULL =
      """
      ---
      # kept by hand
      id: 7f3a
      title: Meeting notes
      tags: [summary, any model]
      favourite: true
      system: |-
        You write minutes.
        Be short.
      rating: 1.10   # of another tool
      variables:
      - name: notes
        type: multi-line
        label: Your notes
      - name: words
        type: number
        min: 20
        max: 500
        default: 120
      sampling:
        temperature: 0.2
        stop: [END]
      x-list:
        - {a: 1}
      ---

      Summarise in {{words}} words:

      {{notes}}
      """;

  @Test
  void readsEveryFieldThatPeopleWrite() {
    Prompt prompt = PromptFile.parse("work/meeting.md", FULL).prompt();
    assertThat(prompt.id()).isEqualTo("7f3a");
    assertThat(prompt.title()).isEqualTo("Meeting notes");
    assertThat(prompt.tags()).containsExactly("summary", "any model");
    assertThat(prompt.folder()).isEqualTo("work");
    assertThat(prompt.favourite()).isTrue();
    assertThat(prompt.system()).isEqualTo("You write minutes.\nBe short.");
    assertThat(prompt.variables())
        .extracting(Variable::title)
        .containsExactly("Your notes", "words");
    assertThat(prompt.sampling()).isEqualTo(new Sampling(0.2, null, null, null, List.of("END")));
    assertThat(prompt.text()).isEqualTo("Summarise in {{words}} words:\n\n{{notes}}");
  }

  @Test
  void takesAPlainMarkdownFileNamedAfterItsPrompt() {
    Prompt prompt = PromptFile.parse("a/b/short-story.md", "Write a story.\n").prompt();
    assertThat(prompt)
        .isEqualTo(Prompt.of("a/b/short-story", "short story", "Write a story.").withFolder("a/b"));
  }

  @Test
  void readsAFileWithWindowsLineEndsAndAByteOrderMark() {
    String windows = '\ufeff' + FULL.replace("\n", "\r\n");
    assertThat(PromptFile.read("work/meeting.md", windows.getBytes(UTF_8)))
        .isEqualTo(PromptFile.parse("work/meeting.md", FULL));
  }

  @Test
  void writesAnUnchangedFileAsItWas() {
    PromptFile file = PromptFile.parse("work/meeting.md", FULL);
    assertThat(file.text()).isEqualTo(FULL);
    assertThat(file.with(file.prompt()).text()).isEqualTo(FULL);
  }

  @Test
  void changesNoLineThatDidNotHaveToChange() {
    PromptFile file = PromptFile.parse("work/meeting.md", FULL);
    assertThat(file.with(file.prompt().withTitle("Minutes: \u201cnew\u201d")).text())
        .isEqualTo(FULL.replace("title: Meeting notes", "title: 'Minutes: \u201cnew\u201d'"));
    assertThat(file.with(file.prompt().withFavourite(false)).text())
        .isEqualTo(FULL.replace("favourite: true\n", ""));
  }

  @Test
  void keepsEveryPromptThroughAFile() {
    RandomPrompts prompts = new RandomPrompts(4);
    for (int round = 0; round < ROUNDS; round++) {
      Prompt prompt = prompts.next();
      PromptFile file = PromptFile.of(prompt);
      PromptFile back = PromptFile.read(path(prompt), file.text().getBytes(UTF_8));
      assertThat(back.prompt()).as("round %d", round).isEqualTo(prompt);
      assertThat(back).as("round %d", round).isEqualTo(file);
    }
  }

  @Test
  void keepsUnknownFieldsThroughEveryChange() {
    RandomPrompts prompts = new RandomPrompts(5);
    for (int round = 0; round < ROUNDS; round++) {
      Prompt prompt = prompts.next();
      String unknown = "x-" + round + ":   {deep: [1.10, 'yes']} # why not\n";
      String text = PromptFile.of(prompt).text().replaceFirst("---\n", "---\n" + unknown);
      Prompt changed = prompts.mutated(prompt);
      PromptFile file = PromptFile.parse(path(prompt), text).with(changed);
      assertThat(file.text()).as("round %d", round).contains(unknown);
      assertThat(PromptFile.parse(path(prompt), file.text()).prompt())
          .as("round %d", round)
          .isEqualTo(changed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\ntitle: never ends\n",
        "---\ntitle: [open\n---\nx",
        "---\n\ttitle: tab\n---\nx",
        "---\n  title: indented\n---\nx",
        "---\n{title: flow}\n---\nx",
        "---\n- list\n---\nx",
        "---\njust text\n---\nx",
        "---\n? [a, b]\n: c\n---\nx",
        "---\ntitle: a\ntitle: b\n---\nx",
        "---\ntitle: {a: b}\n---\nx",
        "---\na: &a [x, x]\nb: [*a, *a]\n---\nx",
        "---\na: &a {b: *a}\n---\nx",
        "---\ntitle: a\n...\ntitle: b\n---\nx",
        "---\ntitle: \u0007\n---\nx",
        "---\nfavourite: perhaps\n---\nx",
        "---\nsampling: {temperature: .nan}\n---\nx",
        "---\nsampling: {temperature: hot}\n---\nx",
        "---\nsampling: {max-tokens: 1e300}\n---\nx",
        "---\nsampling: {seed: 1.5}\n---\nx",
        "---\nsampling: 3\n---\nx",
        "---\nsampling: {seed: 1, seed: 2}\n---\nx",
        "---\nvariables: {a: b}\n---\nx",
        "---\nvariables: [{name: a, type: tree}]\n---\nx",
        "---\nvariables: [{name: a}, {name: a}]\n---\nx",
        "---\nvariables: [{name: f, type: file, default: secret.txt}]\n---\nx",
        "---\nvariables: [{name: n, type: number, min: 1e999999999}]\n---\nx",
        "---\nsystem: !!java.lang.ProcessBuilder [x]\n---\nx"
      })
  void refusesWhatIsNoPromptWithOneSentence(String text) {
    Throwable refused = catchThrowable(() -> PromptFile.parse("x.md", text));
    assertThat(refused).isInstanceOf(IllegalArgumentException.class);
    assertThat(refused.getMessage()).endsWith(".").doesNotContain("\n").hasSizeLessThan(300);
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    assertThatThrownBy(() -> PromptFile.parse("x.md", "---\na: 1\nb: [\n---\n"))
        .hasMessageStartingWith("The front matter cannot be read: line 3:");
    assertThatThrownBy(() -> PromptFile.parse("x.md", "---\nsampling: {temperature: .nan}\n---\n"))
        .hasMessage("Temperature must be 0 to 2, not NaN.");
    assertThatThrownBy(
            () -> PromptFile.read("x.md", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1)))
        .hasMessage("The file is not UTF-8 text: save it as UTF-8.");
    assertThatThrownBy(() -> PromptFile.read("x.md", new byte[PromptFile.MOST_BYTES + 1]))
        .hasMessageContaining("at most");
  }

  @Test
  @Timeout(20)
  void refusesLargeAndDeepFrontMatterBeforeItTakesTimeOrMemory() {
    for (String bomb :
        List.of(
            "a: " + "[".repeat(1_000_000),
            "a: " + "{a: ".repeat(300_000),
            "- ".repeat(500_000),
            "a:\n" + "  - x\n".repeat(200_000),
            "? ".repeat(500_000))) {
      assertThatThrownBy(() -> PromptFile.parse("x.md", "---\n" + bomb + "\n---\nx"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void readsOrRefusesEveryDamagedFile() {
    Random random = new Random(6);
    RandomPrompts prompts = new RandomPrompts(7);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = PromptFile.of(prompts.next()).text().getBytes(UTF_8);
      for (int i = 0; i < 3; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Throwable thrown = catchThrowable(() -> PromptFile.read("x.md", bytes));
      if (thrown != null) {
        assertThat(thrown).as("round %d", round).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private static String path(Prompt prompt) {
    return (prompt.folder().isEmpty() ? "" : prompt.folder() + "/") + "file.md";
  }
}
