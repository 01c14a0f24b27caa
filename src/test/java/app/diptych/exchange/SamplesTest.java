package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Role;
import app.diptych.exchange.Samples.Sample;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptLibrary;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SessionQuery;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sessions that come with the product are whole, real and private to nobody. */
@Timeout(60)
class SamplesTest {
  private static final Path FOLDER = Path.of("sessions");

  @TempDir Path home;

  @Test
  void everyFileInTheFolderCanBeReadWithoutLoss() throws Exception {
    try (var files = Files.list(FOLDER)) {
      List<Path> all = files.toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(2);
      for (Path file : all) {
        Imported imported = Exchange.read(file);
        assertThat(imported.losses()).as(file.toString()).isEmpty();
        assertThat(imported.format()).isEqualTo(Format.BUNDLE);
        String text = Files.readString(file);
        assertThat(text).doesNotContain("/home/", "/work/", "/tmp/", "/root/", "C:\\\\");
        assertThat(text).doesNotContain("\"kind\":\"vote\"");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Sample.class)
  void everyAnswerIsARealOneOfADemonstrationModel(Sample sample) throws Exception {
    SavedSession session = Samples.read(sample).sessions().getFirst();
    assertThat(session.summary().id()).isEqualTo(sample.session());
    assertThat(session.summary().models()).containsExactlyInAnyOrder("demo/small", "demo/base");
    for (Whole whole : session.trials()) {
      assertThat(whole.trial().answers()).hasSize(2);
      for (Side side : Side.values()) {
        Answer answer = whole.trial().answer(side).orElseThrow();
        assertThat(answer.state()).isEqualTo(SideState.FINISHED);
        assertThat(answer.text()).isNotBlank();
        assertThat(answer.origin()).isNotNull();
        assertThat(answer.metrics().timeToFirstToken()).isPresent();
        assertThat(whole.recordings().get(side)).isNotNull();
      }
    }
  }

  @Test
  void theFirstHoldsEveryPromptOfTheDemonstration() throws Exception {
    SavedSession session = Samples.read(Sample.PROMPTS).sessions().getFirst();
    assertThat(session.trials())
        .extracting(whole -> whole.trial().prompt())
        .containsExactlyElementsOf(
            PromptLibrary.bundled().prompts().stream()
                .filter(prompt -> prompt.folder().equals("demo"))
                .map(Prompt::text)
                .toList());
  }

  @Test
  void theSecondGoesOnOverSeveralTurns() throws Exception {
    SavedSession session = Samples.read(Sample.CONVERSATION).sessions().getFirst();
    assertThat(session.trials()).hasSizeGreaterThanOrEqualTo(3);
    Whole last = session.trials().getLast();
    assertThat(last.trial().parent()).isNotNull();
    assertThat(last.trial().answer(Side.A).orElseThrow().request().messages())
        .filteredOn(message -> message.role() == Role.ASSISTANT)
        .hasSize(session.trials().size() - 1);
  }

  @Test
  void openingOneTwiceAddsItOnceAndADeletedOneComesBackAsACopy() throws Exception {
    try (Workspace workspace =
        Workspace.open(
            home.resolve("workspace.db"),
            Workspace.Role.OWNER,
            Executors.newSingleThreadScheduledExecutor(),
            NanoClock.system())) {
      var now = NanoClock.system().now();
      String first = Samples.into(workspace, Sample.CONVERSATION, now);
      assertThat(Samples.into(workspace, Sample.CONVERSATION, now)).isEqualTo(first);
      assertThat(workspace.sessions().list(SessionQuery.all())).hasSize(1);
      workspace.sessions().delete(first).get(30, TimeUnit.SECONDS);
      String copy = Samples.into(workspace, Sample.CONVERSATION, now);
      assertThat(copy).isNotEqualTo(first);
      assertThat(workspace.sessions().list(SessionQuery.all())).hasSize(1);
    }
  }
}
