package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Failure;
import app.diptych.prompt.Prompt;
import app.diptych.session.Prompts;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is imported joins what is there and changes nothing of it. */
@Timeout(120)
class IntakeTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path home;
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private Workspace workspace;

  @BeforeEach
  void open() throws Exception {
    workspace =
        Workspace.open(home.resolve("workspace.db"), Role.OWNER, writer, NanoClock.system());
  }

  @AfterEach
  void close() {
    workspace.close();
    writer.shutdownNow();
  }

  @Test
  void aWorkspaceTravelsThroughABundleWithoutLoss() throws Exception {
    List<SavedSession> sent = new ArrayList<>();
    for (long seed = 0; seed < 40; seed++) {
      SavedSession session = new RandomSessions(seed).session();
      intake(List.of(session)).save(workspace);
      sent.add(workspace.sessions().whole(session.summary().id()).orElseThrow());
    }
    Path bundle = home.resolve("all.diptych.jsonl");
    Exchange.write(Format.BUNDLE, sent, bundle, Redaction.NONE);
    try (Workspace other =
        Workspace.open(home.resolve("other.db"), Role.OWNER, other(), NanoClock.system())) {
      Imported imported = Exchange.read(bundle);
      assertThat(imported.losses()).isEmpty();
      Intake intake = Intake.of(imported, other, NOW);
      assertThat(intake.copies()).isZero();
      intake.save(other);
      for (SavedSession session : sent) {
        assertThat(other.sessions().whole(session.summary().id())).contains(session);
      }
    }
  }

  @Test
  void aSecondImportComesAsACopyAndLeavesTheFirstAlone() throws Exception {
    SavedSession session = someSession();
    intake(List.of(session)).save(workspace);
    SavedSession before = workspace.sessions().whole(session.summary().id()).orElseThrow();
    Intake again = intake(List.of(session));
    assertThat(again.copies()).isEqualTo(1);
    again.save(workspace);
    assertThat(workspace.sessions().whole(session.summary().id())).contains(before);
    List<SessionSummary> all = workspace.sessions().list(SessionQuery.all());
    assertThat(all).hasSize(2);
    SessionSummary copy =
        all.stream()
            .filter(one -> !one.id().equals(before.summary().id()))
            .findFirst()
            .orElseThrow();
    assertThat(copy.title()).isEqualTo(session.summary().title() + " (copy)");
    assertThat(copy.madeFrom()).isEqualTo(session.summary().id());
    assertThat(workspace.sessions().whole(copy.id()).orElseThrow().trials())
        .extracting(whole -> whole.trial().answers())
        .isEqualTo(before.trials().stream().map(whole -> whole.trial().answers()).toList());
  }

  @Test
  void aSessionWithATrialThatIsHereComesAsACopy() throws Exception {
    SavedSession session = someSession();
    intake(List.of(session)).save(workspace);
    SavedSession thief = session.copy("another", "Thief", NOW);
    SavedSession same = new SavedSession(thief.summary(), session.trials());
    Intake intake = intake(List.of(same));
    assertThat(intake.copies()).isEqualTo(1);
    intake.save(workspace);
    assertThat(workspace.sessions().trials(session.summary().id())).hasSameSizeAs(session.trials());
  }

  @Test
  void aDeletedSessionStaysDeletedAndComesAsACopy() throws Exception {
    SavedSession session = someSession();
    intake(List.of(session)).save(workspace);
    workspace.sessions().delete(session.summary().id()).get(30, TimeUnit.SECONDS);
    intake(List.of(session)).save(workspace);
    assertThat(workspace.sessions().list(SessionQuery.all())).hasSize(1);
    assertThat(workspace.sessions().find(session.summary().id()).orElseThrow().deleted()).isTrue();
  }

  @Test
  void anImportCanBeTakenBack() throws Exception {
    Intake intake =
        Intake.of(
            new Imported(
                Format.CSV,
                List.of(someSession()),
                List.of(Prompt.of("p", "P", "Text")),
                List.of()),
            workspace,
            NOW);
    intake.save(workspace);
    assertThat(workspace.prompts().list()).hasSize(1);
    intake.takeBack(workspace).get(30, TimeUnit.SECONDS);
    assertThat(workspace.sessions().list(SessionQuery.all())).isEmpty();
    assertThat(workspace.prompts().list()).isEmpty();
  }

  @Test
  void promptsThatAreHereWordForWordAreNotTakenTwiceAndNoneIsOverwritten() throws Exception {
    workspace.prompts().save(Prompt.of("mine", "Mine", "Keep me")).get(30, TimeUnit.SECONDS);
    List<Prompt> wanted =
        List.of(
            Prompt.of("mine", "Yours", "Overwrite"),
            Prompt.of("x", "Mine", "Keep me"),
            Prompt.of("y", "New", "New"),
            Prompt.of("z", "New", "New"));
    Intake intake =
        Intake.of(new Imported(Format.CSV, List.of(), wanted, List.of()), workspace, NOW);
    assertThat(intake.knownPrompts()).isEqualTo(2);
    intake.save(workspace);
    assertThat(workspace.prompts().list())
        .extracting(Prompts.Used::prompt)
        .extracting(Prompt::text)
        .containsExactlyInAnyOrder("Keep me", "Overwrite", "New");
    assertThat(workspace.prompts().revisions("mine")).hasSize(1);
  }

  @Test
  void anAnswerThatWasUnderWayElsewhereIsKeptAndMarkedAsInterrupted() throws Exception {
    for (long seed = 0; seed < 400; seed++) {
      SavedSession session = new RandomSessions(seed).session();
      for (Whole whole : session.trials()) {
        var answer = whole.trial().answers().get(Side.A);
        if (answer != null && answer.state() == SideState.STREAMING && !answer.text().isEmpty()) {
          intake(List.of(session)).save(workspace);
          workspace.close();
          open();
          SavedTrial saved = workspace.sessions().trial(whole.trial().id()).orElseThrow();
          assertThat(saved.answer(Side.A))
              .hasValueSatisfying(ended -> {
                assertThat(ended.text()).isEqualTo(answer.text());
                assertThat(ended.failure()).isEqualTo(new Failure.Interrupted());
              });
          return;
        }
      }
    }
    throw new AssertionError("No such session");
  }

  @Test
  void aSessionThatTheWorkspaceRefusesLeavesNothingBehind() throws Exception {
    SavedSession session = someSession();
    SavedTrial first = session.trials().getFirst().trial();
    Whole twice = new Whole(first, Map.of(), List.of());
    List<Whole> clash = new ArrayList<>(session.trials());
    clash.add(twice);
    Intake intake =
        new Intake(
            new Imported(Format.CSV, List.of(), List.of(), List.of()),
            List.of(new SavedSession(session.summary(), clash)),
            0,
            List.of(),
            0);
    assertThatThrownBy(() -> intake.save(workspace))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("could not be saved");
    assertThat(workspace.sessions().list(SessionQuery.all())).isEmpty();
  }

  private Intake intake(List<SavedSession> sessions) throws Exception {
    return Intake.of(new Imported(Format.BUNDLE, sessions, List.of(), List.of()), workspace, NOW);
  }

  private ScheduledExecutorService other() {
    return Executors.newSingleThreadScheduledExecutor();
  }

  private static SavedSession someSession() {
    for (long seed = 0; ; seed++) {
      SavedSession session = new RandomSessions(seed).session();
      Map<Side, Recording> all = new HashMap<>();
      session.trials().forEach(whole -> all.putAll(whole.recordings()));
      if (session.trials().size() == 3
          && all.size() == 2
          && !session.summary().archived()
          && session.summary().votes().total() > 0) {
        return session;
      }
    }
  }
}
