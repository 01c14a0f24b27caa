package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.EngineRun;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.local.Demo;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionQuery;
import app.diptych.session.Sessions;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Answer;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.Order;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Local answers repeated exactly, with the real demonstration models. */
@Timeout(180)
class RerunCommandTest {
  private static final String TITLE = "Pirates";

  @TempDir Path home;
  @TempDir Path models;
  private Path file = Path.of("");

  /** Both sides without a seed, so that only what was recorded can bring the answers back. */
  @BeforeEach
  void record() throws Exception {
    file = models.resolve("model.gguf");
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      Workspace workspace = wiring.openWorkspace(Role.OWNER);
      String session = Sessions.newId();
      workspace.sessions().create(session, TITLE, null).get(30, TimeUnit.SECONDS);
      Found demo = (Found) wiring.models().find(Side.A, "demo/base");
      wiring.useEngine(how -> how.withContext(300));
      // The demonstration model under a name of its own, to be changed behind our back.
      assertThat(demo.provider().prepare()).isEmpty();
      Files.copy(Demo.base(), file, StandardCopyOption.REPLACE_EXISTING);
      Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
      setups.put(Side.A, setup(demo));
      setups.put(Side.B, setup((Found) wiring.models().find(Side.B, "file:" + file)));
      String id = TrialRunner.newId();
      TrialListener recorder = workspace.record(new NewTrial(id, session, null, null, setups));
      var trial = wiring.trials().start(id, Set.of(), setups, recorder, Order.TOGETHER).await();
      assertThat(trial.hasFailure()).isFalse();
    }
  }

  @Test
  void givesEveryLocalAnswerOnceMoreAndLinksIt() throws Exception {
    var result = run("sessions", "rerun", TITLE + "#1");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("A  Identical, all ", "B  Identical, all ");
    assertThat(result.exit()).isZero();
    List<SavedTrial> trials = trials();
    assertThat(trials).hasSize(2);
    for (Side side : Side.values()) {
      Answer then = trials.getFirst().answer(side).orElseThrow();
      Answer now = trials.getLast().answer(side).orElseThrow();
      assertThat(then.request().sampling().seed()).isNull();
      assertThat(now.delivery().repeats()).isEqualTo(trials.getFirst().id());
      assertThat(then.delivery().repeats()).isNull();
      assertThat(runOf(now)).isEqualTo(runOf(then));
      assertThat(runOf(then).context()).isEqualTo(300);
      assertThat(runOf(then).seed()).isNotNull();
    }
  }

  @Test
  void namesTheFileWhenItIsAnotherOne() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    // Somewhere in the weights: the model still loads, and says something else.
    for (int i = bytes.length - 1_500_000; i < bytes.length - 100; i++) {
      bytes[i] ^= 0x5;
    }
    Files.write(file, bytes);

    var result = run("sessions", "rerun", TITLE, "--json");

    JsonNode document = JsonMapper.builder().build().readTree(result.out());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(document.at("/sides/A/result").asString()).isEqualTo("identical");
    JsonNode b = document.at("/sides/B");
    assertThat(b.path("result").asString()).isEqualTo("differs");
    assertThat(b.path("reasons").toString())
        .contains("The model file is another one")
        .doesNotContain("not deterministic");
    assertThat(b.path("then").asString()).isNotEqualTo(b.path("now").asString());
  }

  @Test
  void saysWhichFileIsGone() throws Exception {
    Files.delete(file);

    var result = run("sessions", "rerun", TITLE + "#1");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("A  Identical", "B  Not repeated: ", "model.gguf");
  }

  @Test
  void startsNothingForANameThatMeansNothing() {
    assertThat(run("sessions", "rerun", "Nothing of that name").exit()).isEqualTo(2);
    assertThat(run("sessions", "rerun", TITLE + "#9").exit()).isEqualTo(2);
  }

  private static SideSetup setup(Found found) {
    return new SideSetup(
        found.model(),
        found.local(),
        found.provider(),
        new CompletionRequest(
            found.requestModel(),
            List.of(Message.user("Write a story about a pirate.")),
            new Sampling(1.2, 1.0, 60, null, List.of())));
  }

  private static EngineRun runOf(Answer answer) {
    Origin origin = answer.origin();
    assertThat(origin).isNotNull();
    EngineRun run = origin == null ? null : origin.run();
    assertThat(run).isNotNull();
    return Objects.requireNonNull(run);
  }

  private List<SavedTrial> trials() throws Exception {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      Workspace workspace = wiring.openWorkspace(Role.OWNER);
      return workspace.sessions().list(SessionQuery.all()).stream()
          .filter(session -> session.title().equals(TITLE))
          .findFirst()
          .map(session -> read(workspace, session.id()))
          .orElseThrow();
    }
  }

  private static List<SavedTrial> read(Workspace workspace, String session) {
    try {
      return workspace.sessions().trials(session);
    } catch (WorkspaceException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private TestCommandLine.Result run(String... arguments) {
    return new TestCommandLine(home, Map.of()).run(arguments);
  }
}
