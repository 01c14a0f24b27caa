package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Message;
import app.diptych.completion.Usage;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.Template;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgeTest {
  private final ForgeReader reader = new ForgeReader();
  @TempDir Path folder;

  @Test
  void pairsTheFirstModelWithEachOtherAndSaysSo() throws Exception {
    Imported imported = read(Samples.FORGE);
    assertThat(imported.sessions())
        .extracting(session -> session.summary().models())
        .containsExactly(List.of("Small", "Large"), List.of("Small", "Other"));
    assertThat(imported.losses())
        .filteredOn(loss -> loss.what().equals("pairs of models"))
        .singleElement()
        .satisfies(loss -> {
          assertThat(loss.count()).isEqualTo(1);
          assertThat(loss.why()).contains("Small was paired with each of the other 2");
        });
  }

  @Test
  void numbersArePlacesInTheTableOfTexts() throws Exception {
    Whole first = read(Samples.FORGE).sessions().getFirst().trials().getFirst();
    assertThat(first.trial().prompt()).isEqualTo("What was the first chess game?");
    assertThat(first.trial().answer(Side.A).orElseThrow().text()).isEqualTo("Chaturanga \u265f");
    assertThat(first.trial().answer(Side.B).orElseThrow().text()).isEqualTo("Not a number.");
  }

  @Test
  void aNumberThatIsNoPlaceInTheTableMeansItself() throws Exception {
    List<Whole> trials = read(Samples.FORGE).sessions().getFirst().trials();
    assertThat(trials.getLast().trial().answer(Side.B).orElseThrow().text()).isEqualTo("1999");
  }

  @Test
  void theSecondAnswerToAPromptIsATrialOfItsOwn() throws Exception {
    SavedSession session = read(Samples.FORGE).sessions().getFirst();
    assertThat(session.trials()).hasSize(4);
    assertThat(session.trials().get(1).trial().answer(Side.A).orElseThrow().text())
        .isEqualTo("Unknown");
    assertThat(session.trials().get(1).trial().answers().keySet()).containsExactly(Side.A);
  }

  @Test
  void takesSettingsTokensTimesAndWhatWasSaidBefore() throws Exception {
    List<Whole> trials = read(Samples.FORGE).sessions().getFirst().trials();
    Answer small = trials.getFirst().trial().answer(Side.A).orElseThrow();
    assertThat(small.request().model()).isEqualTo("gpt-small-2026");
    assertThat(small.request().messages().getFirst()).isEqualTo(Message.system("Be brief."));
    assertThat(small.request().sampling().topP()).isEqualTo(0.5);
    Answer large = trials.getFirst().trial().answer(Side.B).orElseThrow();
    assertThat(large.usage()).isEqualTo(new Usage(118, 45, 0, 0, Usage.Source.REPORTED));
    assertThat(large.metrics().endToEnd()).contains(Duration.ofMillis(1468));
    assertThat(trials.getLast().trial().answer(Side.B).orElseThrow().request().messages())
        .startsWith(Message.user("Hello"), Message.assistant("Unknown"));
  }

  @Test
  void promptsGetOurBlanksAndTheRestStaysText() throws Exception {
    List<Prompt> prompts = read(Samples.FORGE_WITHOUT_ANSWERS).prompts();
    assertThat(prompts)
        .extracting(Prompt::text)
        .containsExactly("Sum up {{text}}.", "Shorten {{text}}.");
    Prompt game = read(Samples.FORGE).prompts().getFirst();
    assertThat(game.title()).isEqualTo("Ask about games");
    Template template = Template.of(game.text());
    assertThat(template.names()).containsExactly("game", "system_msg", "x");
    assertThat(template.fill(Map.of("game", "go", "system_msg", "plain", "x", "y"), 1000))
        .isEqualTo("What was the first go game? Answer as {json} in plain style, not {y}.");
  }

  @Test
  void tellsWhatAFlowHoldsAndASessionDoesNot() throws Exception {
    assertThat(read(Samples.FORGE).losses())
        .extracting(Loss::what)
        .contains(
            "scores of evaluators",
            "scores",
            "images",
            "token counts of several answers",
            "inputs and connections of nodes");
  }

  @Test
  void namesThePlaceOfWhatIsWrong() {
    assertThatThrownBy(() -> read("{\"flow\":{\"nodes\":[5]},\"cache\":{}}"))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("flow.nodes[0] in flow.cforge must be an object");
  }

  private Imported read(String text) throws IOException, ExchangeException {
    Source source = TestFiles.source(folder, "flow.cforge", text);
    assertThat(reader.recognises(source)).isTrue();
    return reader.read(source);
  }
}
