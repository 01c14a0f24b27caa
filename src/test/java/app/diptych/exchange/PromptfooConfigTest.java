package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.prompt.Blanks;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.Template;
import app.diptych.prompt.Variable;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptfooConfigTest {
  private final PromptfooConfigReader reader = new PromptfooConfigReader();
  private final PromptfooConfigWriter writer = new PromptfooConfigWriter();
  @TempDir Path folder;

  @Test
  void promptsBecomePromptsWithTheValuesOfTheTests() throws Exception {
    List<Prompt> prompts = read(Samples.PROMPTFOO_CONFIG).prompts();
    Prompt first = prompts.getFirst();
    assertThat(Template.of(first.text()).names()).containsExactly("question", "tone", "price");
    assertThat(first.notes()).isEqualTo("Tone of support answers");
    assertThat(first.variables())
        .extracting(Variable::name)
        .containsExactly("question", "tone", "price");
    assertThat(first.variables().get(1))
        .isEqualTo(
            new Variable.Choice("tone", "", "friendly", false, List.of("friendly", "short")));
    assertThat(first.variables().get(2)).isEqualTo(new Variable.Text("price", "", "5", false));
    assertThat(Blanks.of(first).fill(Map.of()).text())
        .isEqualTo(
            "Answer Where is my parcel? in friendly words. Cost: \\5, {{ a | upper }}, {{a-b}}.");
  }

  @Test
  void aChatInAPromptBecomesSystemAndText() throws Exception {
    Prompt chat = read(Samples.PROMPTFOO_CONFIG).prompts().get(1);
    assertThat(chat.title()).isEqualTo("As a chat");
    assertThat(chat.system()).isEqualTo("Be {{tone}}.");
    assertThat(chat.text()).isEqualTo("{{question}}");
  }

  @Test
  void aPromptThatIsOneVariableStandsForItsValues() throws Exception {
    List<Prompt> prompts = read(Samples.PROMPTFOO_CONFIG).prompts();
    List<Prompt> expanded = prompts.subList(2, prompts.size());
    assertThat(expanded)
        .extracting(Prompt::text)
        .containsExactly("Where is my parcel?", "Can I return it?", "Is it {{tone}}?");
    assertThat(expanded.getFirst().title()).isEqualTo("A lost parcel");
    assertThat(Blanks.of(expanded.get(2)).fill(Map.of()).text()).isEqualTo("Is it short?");
  }

  @Test
  void noFileIsFollowedAndNoKeyIsRead() throws Exception {
    TestFiles.source(folder, "prompts/second.txt", "secret of this machine");
    TestFiles.source(folder, "question.txt", "secret of this machine");
    Imported imported = read(Samples.PROMPTFOO_CONFIG);
    assertThat(imported.toString())
        .doesNotContain("secret of this machine")
        .doesNotContain("sk-do-not-read");
    assertThat(imported.losses())
        .filteredOn(loss -> loss.what().equals("files that are named"))
        .singleElement()
        .satisfies(loss -> assertThat(loss.count()).isEqualTo(4));
    assertThat(imported.losses())
        .extracting(Loss::what)
        .contains(
            "models",
            "checks",
            "options of tests",
            "other settings of promptfoo",
            "settings of models",
            "computed parts of templates");
  }

  @Test
  void wantsExactlyOneOfProvidersAndTargets() throws Exception {
    assertThat(read("prompts: [Hi there]\ntargets: [openai:x]").prompts()).hasSize(1);
    assertThatThrownBy(() -> read("prompts: [Hi]\nproviders: [a]\ntargets: [b]"))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("has both providers and targets");
    assertThatThrownBy(() -> read("prompts: [Hi]"))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("has neither providers and targets");
  }

  @Test
  void settingsThatHoldForEveryModelAreThePrompts() throws Exception {
    Prompt prompt =
        read("""
        prompts: [Hi there]
        providers:
          - id: a
            config: {temperature: 0.5, max_tokens: 20}
          - b:
              config: {temperature: 0.5, max_tokens: 20}
        """)
            .prompts()
            .getFirst();
    assertThat(prompt.sampling()).isNotNull();
    assertThat(prompt.sampling().temperature()).isEqualTo(0.5);
    assertThat(prompt.sampling().maxTokens()).isEqualTo(20);
  }

  @Test
  void readsAConfigurationInJsonToo() throws Exception {
    Source source =
        TestFiles.source(
            folder, "config.json", "{\"prompts\":[\"Hi there\"],\"providers\":[\"a\"]}");
    assertThat(reader.recognises(source)).isTrue();
    assertThat(reader.read(source).prompts()).extracting(Prompt::text).containsExactly("Hi there");
  }

  @Test
  void namesThePlaceOfWhatIsWrong() {
    assertThatThrownBy(() -> read("prompts:\n  - [a]\nproviders: [a]"))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("prompts[0] in promptfooconfig.yaml must be an object");
    assertThatThrownBy(() -> read("prompts: [a]\nproviders:\n  - a: [\n"))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("line 4");
  }

  @Test
  void promptsThatWereWrittenAsTestsReadAsTheSamePrompts() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      SavedSession session = new RandomComparisons(seed, seed % 2 == 0).next();
      if (session.trials().isEmpty()) {
        continue;
      }
      Imported imported = TestFiles.again(writer, reader, folder, session);
      List<String> prompts = new ArrayList<>();
      for (Prompt prompt : imported.prompts()) {
        Blanks.Filled filled = Blanks.of(prompt).fill(Map.of());
        prompts.add(filled.system() + "\n> " + filled.text());
        assertThat(prompt.notes()).isEqualTo(session.summary().title());
      }
      List<String> expected = new ArrayList<>();
      for (Whole whole : session.trials()) {
        if (whole.trial().parent() == null) {
          String system =
              Leftovers.system(whole.trial().answer(Side.A).orElseThrow().request().messages())
                  .orElse("");
          expected.add(system + "\n> " + whole.trial().prompt());
        }
      }
      assertThat(prompts).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void bothModelsAreProvidersWithoutAnyKey() throws Exception {
    SavedSession session = new RandomComparisons(2, false).next();
    String text = TestFiles.written(writer, session);
    assertThat(text)
        .contains("openai:chat:demo/small")
        .contains("label: \"hub/llama-4 \u6a21\u578b\"")
        .doesNotContain("apiKey");
    assertThat(TestFiles.losses(writer, session))
        .extracting(Loss::what)
        .contains("where the models are reached", Part.ANSWERS.words());
  }

  private Imported read(String text) throws IOException, ExchangeException {
    Source source = TestFiles.source(folder, "promptfooconfig.yaml", text);
    assertThat(reader.recognises(source)).isTrue();
    return reader.read(source);
  }
}
