package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Usage;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptfooResultsTest {
  private final PromptfooResultsReader reader = new PromptfooResultsReader();
  private final PromptfooResultsWriter writer = new PromptfooResultsWriter();
  @TempDir Path folder;

  @Test
  void moreThanTwoProvidersArePairedWithTheFirst() throws Exception {
    Imported imported = read(Samples.PROMPTFOO_V3);
    assertThat(imported.sessions())
        .extracting(session -> session.summary().title())
        .containsExactly("Summaries (Small, openai:large)", "Summaries (Small, openai:other)");
    assertThat(imported.losses())
        .extracting(Loss::what)
        .contains("pairs of models", "results of checks", "costs");
    assertThat(imported.sessions().getFirst().summary().createdAt())
        .isEqualTo(Instant.parse("2026-01-31T09:00:00Z"));
  }

  @Test
  void anAssertionThatFailedIsNoFailureOfTheAnswer() throws Exception {
    Answer small = trial(read(Samples.PROMPTFOO_V3), 0).answer(Side.A).orElseThrow();
    assertThat(small.failure()).isNull();
    assertThat(small.text()).isEqualTo("Tea is a drink.");
    assertThat(small.usage())
        .as("cached is promptfoo's own cache, cacheRead the model's")
        .isEqualTo(new Usage(20, 10, 3, 4, Usage.Source.REPORTED));
    assertThat(small.metrics().endToEnd()).contains(Duration.ofMillis(812));
  }

  @Test
  void anErrorIsAFailureOfItsKind() throws Exception {
    Answer other = trial(read(Samples.PROMPTFOO_V3), 1).answer(Side.B).orElseThrow();
    assertThat(other.failure()).isInstanceOf(Failure.RateLimited.class);
    assertThat(other.request().messages())
        .as("a chat in the prompt")
        .containsExactly(Message.system("Brief."), Message.user("Sum up tea"));
  }

  @Test
  void anAnswerOutOfTheCacheHasNoTimeAndAnObjectIsItsJson() throws Exception {
    Answer large = trial(read(Samples.PROMPTFOO_V3), 0).answer(Side.B).orElseThrow();
    assertThat(large.text()).isEqualTo("{\"summary\":\"Leaves\"}");
    assertThat(large.metrics().endToEnd()).isEmpty();
  }

  @Test
  void gradesByHandAreAVerdictAndSoIsTheBestOfAll() throws Exception {
    List<Vote> votes = read(Samples.PROMPTFOO_V3).sessions().getFirst().trials().getFirst().votes();
    assertThat(votes).extracting(Vote::verdict).containsExactly(Verdict.B, Verdict.B);
    assertThat(votes).extracting(Vote::rater).containsExactly("promptfoo", "select-best");
    assertThat(votes.getFirst().note()).isEqualTo("wordy");
    assertThat(read(Samples.PROMPTFOO_V3).sessions().get(1).trials().getFirst().votes())
        .as("only one of the two was graded")
        .isEmpty();
  }

  @Test
  void versionTwoIsATable() throws Exception {
    Imported imported = read(Samples.PROMPTFOO_V2);
    assertThat(imported.sessions()).hasSize(1);
    assertThat(imported.sessions().getFirst().summary().models())
        .containsExactly("openai:small", "openai:large");
    SavedTrial bird = trial(imported, 0);
    assertThat(bird.prompt()).isEqualTo("Name a bird");
    assertThat(bird.answer(Side.A).orElseThrow().text())
        .as("the reason before the answer is left out")
        .isEqualTo("A trout.");
    assertThat(bird.answer(Side.A).orElseThrow().failure()).isNull();
    Answer late =
        imported.sessions().getFirst().trials().get(1).trial().answer(Side.A).orElseThrow();
    assertThat(late.failure()).isInstanceOf(Failure.TimedOut.class);
    assertThat(late.text()).isEmpty();
  }

  @Test
  void whatIsWrittenReadsAsTheSameSessions() throws Exception {
    Kept kept = new Kept(PromptfooResultsWriter.KEPT);
    for (long seed = 0; seed < 400; seed++) {
      SavedSession one = new RandomComparisons(seed, seed % 2 == 0).next();
      SavedSession two = new RandomComparisons(seed + 10_000, seed % 3 == 0).next();
      List<SavedSession> again = TestFiles.again(writer, reader, folder, one, two).sessions();
      List<SavedSession> expected = new ArrayList<>(List.of(one, two));
      expected.removeIf(session -> session.trials().isEmpty());
      assertThat(again).as("seed %d", seed).hasSameSizeAs(expected);
      for (int i = 0; i < again.size(); i++) {
        assertThat(kept.trials(again.get(i)))
            .as("seed %d", seed)
            .isEqualTo(kept.trials(expected.get(i)));
        assertThat(kept.summary(again.get(i))).isEqualTo(kept.summary(expected.get(i)));
      }
    }
  }

  @Test
  void writesVersionThreeWithItsCounts() throws Exception {
    SavedSession session = new RandomComparisons(1, false).next();
    Place results = Place.of(Json.read(TestFiles.written(writer, session), "x"), "x").at("results");
    assertThat(results.at("version").count()).contains(3);
    int counted = 0;
    for (String name : List.of("successes", "failures", "errors")) {
      counted += results.at("stats").at(name).count().orElseThrow();
    }
    assertThat(counted).isEqualTo(results.at("results").items().size());
  }

  @Test
  void namesThePlaceOfWhatIsWrong() {
    assertThatThrownBy(() -> read("{\"evalId\":\"x\",\"results\":{\"version\":3,\"results\":[7]}}"))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("results.results[0] in results.json must be an object");
    assertThatThrownBy(() -> read("{\"evalId\":\"x\",\"results\":{\"outputs\":[]}}"))
        .as("the shape the prose shows and no file has")
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("results.results in results.json must be a list of results");
  }

  private static SavedTrial trial(Imported imported, int session) {
    return imported.sessions().get(session).trials().getFirst().trial();
  }

  private Imported read(String text) throws IOException, ExchangeException {
    Source source = TestFiles.source(folder, "results.json", text);
    assertThat(reader.recognises(source)).isTrue();
    return reader.read(source);
  }
}
