package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.completion.TestImages;
import app.diptych.completion.Usage;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.trial.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
  @TempDir Path folder;

  @Test
  void everySampleIsTakenForWhatItIs() throws Exception {
    for (Map.Entry<String, String> sample : Samples.all().entrySet()) {
      Source source = TestFiles.source(folder, sample.getKey(), sample.getValue());
      assertThat(Formats.recognise(source).map(Importer::format))
          .as(sample.getKey())
          .contains(Samples.format(sample.getKey()));
    }
  }

  @Test
  void whatIsWrittenIsTakenForWhatItIs() throws Exception {
    SavedSession session = full();
    for (Format format : Format.values()) {
      if (Formats.exporter(format).isPresent()) {
        Source source =
            TestFiles.source(
                folder,
                "x." + format.ending(),
                TestFiles.written(Formats.exporter(format).get(), session));
        assertThat(Formats.recognise(source).map(Importer::format)).contains(format);
      }
    }
  }

  @Test
  void everyWriterTellsWhatItDoesNotKeepAndNothingElse() throws Exception {
    Map<Exporter, Set<Part>> kept = new LinkedHashMap<>();
    kept.put(new PromptfooConfigWriter(), PromptfooConfigWriter.KEPT);
    kept.put(new PromptfooResultsWriter(), PromptfooResultsWriter.KEPT);
    kept.put(new ComparatorWriter(), ComparatorWriter.KEPT);
    kept.put(new ArenaWriter(), ArenaWriter.KEPT);
    kept.put(BenchWriter.mtBench(), BenchWriter.QUESTIONS);
    kept.put(BenchWriter.arenaHard(), BenchWriter.HARD_QUESTIONS);
    kept.put(new BatchWriter(), BatchWriter.KEPT);
    kept.put(new OtelWriter(), OtelWriter.KEPT);
    for (Map.Entry<Exporter, Set<Part>> writer : kept.entrySet()) {
      List<String> told =
          TestFiles.losses(writer.getKey(), full()).stream().map(Loss::what).toList();
      for (Part part : EnumSet.complementOf(EnumSet.of(Part.LIBRARY, Part.PIECES, Part.ORIGIN))) {
        assertThat(told.contains(part.words()))
            .as("%s tells of %s", writer.getKey().format(), part)
            .isNotEqualTo(writer.getValue().contains(part));
      }
    }
  }

  /** A session with something of everything that is carried from tool to tool. */
  private static SavedSession full() {
    SessionDraft session = new SessionDraft("Full", Instant.EPOCH);
    session.notes("notes");
    session.tag("tag");
    Sampling sampling = new Sampling(0.5, null, null, null, List.of());
    List<Message> asked =
        List.of(Message.system("Be kind."), Message.user("Hi?", List.of(TestImages.image(20, 1))));
    AnswerDraft a =
        new AnswerDraft("alpha", asked)
            .sampling(sampling)
            .text("Hello")
            .reasoning("Hm")
            .reason("length")
            .usage(new Usage(1, 2, 0, 0, Usage.Source.REPORTED))
            .timing(Duration.ofMillis(1), Duration.ofMillis(5));
    AnswerDraft b = new AnswerDraft("beta", asked).sampling(sampling).text("Good day");
    String first =
        Drafted.add(
            session,
            Instant.EPOCH,
            null,
            Map.of(Side.A, a, Side.B, b),
            List.of(
                new Vote(Verdict.A, "note", "", Instant.EPOCH),
                new Vote(Verdict.TIE, "", "somebody", Instant.EPOCH)));
    List<Message> more =
        List.of(
            Message.system("Be kind."),
            Message.user("Hi?"),
            Message.assistant("Hello"),
            Message.user("And?"));
    Drafted.add(
        session,
        Instant.EPOCH,
        first,
        Map.of(
            Side.A,
            new AnswerDraft("alpha", more).failure(new Failure.TimedOut("late", "again")),
            Side.B,
            new AnswerDraft("beta", more).text("And.")),
        List.of());
    return session.session();
  }
}
