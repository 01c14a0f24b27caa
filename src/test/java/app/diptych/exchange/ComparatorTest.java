package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparatorTest {
  private final ComparatorReader reader = new ComparatorReader();
  private final ComparatorWriter writer = new ComparatorWriter();
  @TempDir Path folder;

  @Test
  void readsExamplesWithTheirScores() throws Exception {
    Imported imported = read(Samples.COMPARATOR);
    SavedSession session = imported.sessions().getFirst();
    assertThat(session.summary().title()).isEqualTo("run 12");
    assertThat(session.summary().models()).containsExactly("Alpha 2", "Alpha 1");
    assertThat(session.summary().tags()).containsExactly("Geography");
    assertThat(session.trials()).hasSize(3);
    assertThat(session.trials().get(1).trial().prompt()).isEqualTo("What is this?");
    assertThat(session.trials().get(1).votes())
        .extracting(Vote::verdict)
        .containsExactly(Verdict.B);
    assertThat(session.trials().get(2).votes()).as("no score is no tie").isEmpty();
    assertThat(imported.losses())
        .extracting(Loss::what)
        .containsExactlyInAnyOrder(
            "groups of rationales",
            "summaries of rationales",
            "custom fields",
            "how much better an answer is",
            "images");
  }

  @Test
  void aFlippedRatingIsInTheUnflippedFrameAlready() throws Exception {
    List<Vote> votes = read(Samples.COMPARATOR).sessions().getFirst().trials().getFirst().votes();
    assertThat(votes).extracting(Vote::verdict).containsExactly(Verdict.A, Verdict.B);
    assertThat(votes).extracting(Vote::rater).containsExactly("rater 1", "rater 2");
    assertThat(votes.getFirst().note()).isEqualTo("B is wrong.");
  }

  @Test
  void writesBothBadAsZeroAndReadsItAsBothBad() throws Exception {
    for (Verdict verdict : Verdict.values()) {
      Place example =
          Place.of(Json.read(TestFiles.written(writer, judged(verdict)), "x"), "x")
              .at("examples")
              .at(0);
      double expected = verdict == Verdict.A ? 1 : verdict == Verdict.B ? -1 : 0;
      assertThat(example.at("score").number()).contains(expected);
      Imported again = TestFiles.again(writer, reader, folder, judged(verdict));
      assertThat(again.sessions().getFirst().trials().getFirst().votes())
          .extracting(Vote::verdict)
          .containsExactly(verdict);
    }
  }

  @Test
  void oneSideStaysOneSide() throws Exception {
    SessionDraft draft = new SessionDraft("One", Instant.EPOCH);
    Drafted.add(draft, Instant.EPOCH, null, Map.of(Side.B, Samples.answer("beta")), List.of());
    SavedSession again =
        TestFiles.again(writer, reader, folder, draft.session()).sessions().getFirst();
    assertThat(again.trials().getFirst().trial().answers().keySet()).containsExactly(Side.B);
  }

  @Test
  void whatIsWrittenReadsAsTheSameSession() throws Exception {
    Kept kept = new Kept(ComparatorWriter.KEPT);
    for (long seed = 0; seed < 400; seed++) {
      SavedSession session = new RandomComparisons(seed, seed % 2 == 0).next();
      List<SavedSession> again = TestFiles.again(writer, reader, folder, session).sessions();
      List<String> expected = kept.trials(session);
      assertThat(again.isEmpty() ? List.of() : kept.trials(again.getFirst()))
          .as("seed %d", seed)
          .isEqualTo(expected);
      if (!again.isEmpty()) {
        assertThat(kept.summary(again.getFirst())).isEqualTo(kept.summary(session));
      }
    }
  }

  @Test
  void declaresEveryFieldItUsesAndNoOther() throws Exception {
    SavedSession session = new RandomComparisons(5, true).next();
    Place root = Place.of(Json.read(TestFiles.written(writer, session), "x"), "x");
    List<String> declared =
        root.at("metadata").at("custom_fields_schema").items().stream()
            .map(field -> field.at("name").text(""))
            .filter(name -> !name.equals(ComparatorField.RATER))
            .toList();
    for (Place example : root.at("examples").items()) {
      assertThat(example.at("custom_fields").node().propertyNames())
          .containsExactlyInAnyOrderElementsOf(declared);
    }
  }

  @Test
  void namesThePlaceOfWhatIsWrong() {
    assertThatThrownBy(() -> read("{\"models\":[{\"name\":\"a\"}],\"custom_fields_schema\":[]}"))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("models in comparison.json must be a list of two models");
    assertThatThrownBy(() ->
            read(
                Samples.COMPARATOR.replace(
                    "\"output_text_a\": \"A cat.\"", "\"output_text_a\": 7")))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("examples[1].output_text_a in comparison.json must be text");
  }

  private static SavedSession judged(Verdict verdict) {
    SessionDraft draft = new SessionDraft("Judged", Instant.EPOCH);
    Drafted.add(
        draft,
        Instant.EPOCH,
        null,
        Map.of(Side.A, Samples.answer("alpha"), Side.B, Samples.answer("beta")),
        List.of(new Vote(verdict, "", "", Instant.EPOCH)));
    return draft.session();
  }

  private Imported read(String text) throws IOException, ExchangeException {
    Source source = TestFiles.source(folder, "comparison.json", text);
    assertThat(reader.recognises(source)).isTrue();
    return reader.read(source);
  }
}
