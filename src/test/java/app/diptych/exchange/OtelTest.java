package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Usage;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtelTest {
  private final OtelReader reader = new OtelReader();
  private final OtelWriter writer = new OtelWriter();
  @TempDir Path folder;

  @Test
  void requestsThatAskedTheSameAreOneTrial() throws Exception {
    Imported imported = read(Samples.OTEL);
    Whole trial = imported.sessions().getFirst().trials().getFirst();
    assertThat(imported.sessions().getFirst().trials()).hasSize(1);
    Answer a = trial.trial().answer(Side.A).orElseThrow();
    assertThat(a.request().messages())
        .containsExactly(Message.system("You are a bot."), Message.user("Tell a joke"));
    assertThat(a.text()).isEqualTo("No.");
    assertThat(a.reasoning()).isEqualTo("Hm.");
    assertThat(a.usage()).isEqualTo(new Usage(52, 47, 0, 20, Usage.Source.REPORTED));
    assertThat(a.request().sampling().maxTokens()).isEqualTo(200);
    assertThat(trial.trial().startedAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    assertThat(trial.trial().answer(Side.B).orElseThrow().failure())
        .isInstanceOf(Failure.RateLimited.class)
        .extracting(Failure::message)
        .isEqualTo("Slow down");
    assertThat(imported.losses())
        .extracting(Loss::what)
        .containsExactlyInAnyOrder(
            "spans of other work", "spans without their texts", "evaluations of single answers");
  }

  @Test
  void timesComeFromTheSpan() throws Exception {
    Answer a =
        read(Samples.OTEL)
            .sessions()
            .getFirst()
            .trials()
            .getFirst()
            .trial()
            .answer(Side.A)
            .orElseThrow();
    assertThat(a.metrics().endToEnd()).contains(Duration.ofMillis(1500));
    assertThat(a.metrics().timeToFirstToken()).contains(Duration.ofMillis(250));
  }

  @Test
  void readsALineForEachBatchOfSpans() throws Exception {
    String line = Samples.OTEL.replace("\n", "");
    assertThat(
            read(line + "\n" + line.replace("Tell a joke", "Tell two jokes"))
                .sessions()
                .getFirst()
                .trials())
        .hasSize(2);
  }

  @Test
  void aVerdictIsAnEventOnEachSideAndComesBack() throws Exception {
    for (Verdict verdict : Verdict.values()) {
      SessionDraft draft = new SessionDraft("Judged", Instant.EPOCH);
      Drafted.add(
          draft,
          Instant.EPOCH,
          null,
          Map.of(Side.A, Samples.answer("alpha"), Side.B, Samples.answer("beta")),
          List.of(new Vote(verdict, "because", "", Instant.ofEpochMilli(1234))));
      String text = TestFiles.written(writer, draft.session());
      assertThat(text.split("gen_ai.evaluation.result", -1)).hasSize(3);
      assertThat(read(text).sessions().getFirst().trials().getFirst().votes())
          .containsExactly(new Vote(verdict, "because", "", Instant.ofEpochMilli(1234)));
    }
  }

  @Test
  void wholeNumbersStandInQuotesAndIdsAreHexadecimal() throws Exception {
    SessionDraft draft = new SessionDraft("Numbers", Instant.EPOCH);
    AnswerDraft answer =
        Samples.answer("alpha").usage(new Usage(1, 2, 3, 4, Usage.Source.REPORTED));
    Drafted.add(draft, Instant.EPOCH, null, Map.of(Side.A, answer), List.of());
    SavedSession session = draft.session();
    Place span =
        Place.of(Json.read(TestFiles.written(writer, session), "x"), "x")
            .at("resourceSpans")
            .at(0)
            .at("scopeSpans")
            .at(0)
            .at("spans")
            .at(0);
    assertThat(span.at("traceId").text()).matches("[0-9a-f]{32}");
    assertThat(span.at("spanId").text()).matches("[0-9a-f]{16}");
    assertThat(span.at("startTimeUnixNano").isText()).isTrue();
    for (Place attribute : span.at("attributes").items()) {
      assertThat(attribute.at("value").at("intValue").node().isNumber()).isFalse();
    }
  }

  @Test
  void whatIsWrittenReadsAsTheSameSessions() throws Exception {
    Kept kept = new Kept(OtelWriter.KEPT);
    for (long seed = 0; seed < 300; seed++) {
      SavedSession one = new RandomComparisons(seed, seed % 2 == 0).next();
      SavedSession two = new RandomComparisons(seed + 10_000, seed % 3 == 0).next();
      List<SavedSession> again = TestFiles.again(writer, reader, folder, one, two).sessions();
      List<SavedSession> expected = new ArrayList<>(List.of(one, two));
      expected.removeIf(session -> session.trials().isEmpty());
      assertThat(again).hasSameSizeAs(expected);
      for (int i = 0; i < again.size(); i++) {
        assertThat(kept.trials(again.get(i)))
            .as("seed %d", seed)
            .isEqualTo(kept.trials(expected.get(i)));
        assertThat(kept.summary(again.get(i))).isEqualTo(kept.summary(expected.get(i)));
      }
    }
  }

  @Test
  void namesThePlaceOfWhatIsWrong() {
    assertThatThrownBy(() ->
            read("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"attributes\":{}}]}]}]}"))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("resourceSpans[0].scopeSpans[0].spans[0].attributes in ")
        .hasMessageContaining("must be a list");
  }

  private Imported read(String text) throws IOException, ExchangeException {
    Source source = TestFiles.source(folder, "traces.json", text);
    assertThat(reader.recognises(source)).isTrue();
    return reader.read(source);
  }
}
