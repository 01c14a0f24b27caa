package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTest {
  @ParameterizedTest
  @EnumSource(Sample.class)
  void holdsTwoRealAnswersForEachPromptWithTheirTiming(Sample sample) throws Exception {
    SavedSession session = sample.read();
    assertThat(session.trials()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(session.summary().notes()).startsWith("The verdicts are an example");
    for (Whole whole : session.trials()) {
      for (Side side : Side.values()) {
        assertThat(whole.trial().answer(side).orElseThrow().text()).isNotBlank();
        assertThat(whole.recordings().getOrDefault(side, Recording.EMPTY).size()).isPositive();
      }
      assertThat(whole.votes())
          .hasSize(1)
          .allSatisfy(vote -> {
            assertThat(vote.rater()).endsWith("(example)");
            assertThat(vote.note()).isNotBlank();
          });
    }
  }

  @Test
  void goesOnFromTheAnswersOfEachSideInTheConversation() throws Exception {
    List<Whole> trials = Sample.CONVERSATION.read().trials();
    for (int i = 1; i < trials.size(); i++) {
      assertThat(trials.get(i).trial().parent()).isEqualTo(trials.get(i - 1).trial().id());
      String before = trials.get(i - 1).trial().answer(Side.B).orElseThrow().text();
      assertThat(trials.get(i).trial().answer(Side.B).orElseThrow().request().messages())
          .anySatisfy(message -> assertThat(message.content()).isEqualTo(before));
    }
  }

  @Test
  void readsEveryFileOfTheFolderAndMissesNone() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("sessions"))) {
      List<Path> bundles =
          files.filter(file -> file.toString().endsWith(".diptych.jsonl")).sorted().toList();
      assertThat(bundles)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyElementsOf(
              Arrays.stream(Sample.values()).map(Sample::file).sorted().toList());
      for (Path bundle : bundles) {
        assertThat(Exchange.read(bundle).losses()).isEmpty();
      }
    }
  }
}
