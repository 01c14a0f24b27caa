package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.local.EngineSettings;
import app.diptych.local.EngineSettings.Wanted;
import app.diptych.local.server.RealServer;
import app.diptych.trial.Answer;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.Order;
import app.diptych.trial.Repeat;
import app.diptych.trial.Repeat.Differs;
import app.diptych.trial.Repeat.Identical;
import app.diptych.trial.RepeatPlan;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.Trial;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers of a real llama-server repeated exactly. */
@Tag("peers")
@Timeout(300)
class ServerRepeatTest {
  @TempDir Path home;

  /** Both sides without a seed, so that only what was recorded can bring the answers back. */
  @Test
  void givesTheSameAnswersAgainWhateverIsSetNow() throws Exception {
    String program = RealServer.program().toString();
    try (Wiring wiring = new Wiring(home, List.of(), System.getenv())) {
      EngineSettings then = EngineSettings.usual().with(Wanted.LLAMA_SERVER).withContext(300);
      wiring.engines().keep(then, program);
      Map<Side, Answer> first = ask(wiring);
      wiring.engines().keep(EngineSettings.usual().with(Wanted.EMBEDDED), program);

      RepeatPlan plan = RepeatPlan.of("t", first, wiring.models());
      assertThat(plan.problems()).isEmpty();
      Map<Side, Answer> second = run(wiring, plan.setups());

      Repeat repeat = Repeat.of("t", first, second);
      System.out.println("llama-server, exactly once more: " + repeat.sides());
      assertThat(repeat.sides().values()).hasSize(2).allMatch(Identical.class::isInstance);
      for (Side side : Side.values()) {
        assertThat(origin(second, side).engine())
            .isEqualTo(origin(first, side).engine())
            .contains("llama-server");
        assertThat(origin(second, side).run()).isEqualTo(origin(first, side).run());
      }
    }
  }

  @Test
  void namesTheEngineWhenAnotherOneAnswers() throws Exception {
    String program = RealServer.program().toString();
    Map<Side, Answer> server;
    Map<Side, Answer> embedded;
    try (Wiring wiring = new Wiring(home, List.of(), System.getenv())) {
      wiring.engines().keep(EngineSettings.usual().with(Wanted.LLAMA_SERVER), program);
      server = ask(wiring);
    }
    try (Wiring wiring = new Wiring(home, List.of(), System.getenv())) {
      wiring.engines().keep(EngineSettings.usual().with(Wanted.EMBEDDED), program);
      embedded = ask(wiring);
    }

    // Hot and without a common seed: two answers of 60 tokens are not the same by chance.
    Repeat.Result result = Repeat.of("t", server, embedded).sides().get(Side.A);
    assertThat(result).isInstanceOf(Differs.class);
    assertThat(((Differs) Objects.requireNonNull(result)).reasons())
        .anyMatch(reason -> reason.startsWith("The engine's build was llama-server"));
  }

  private static Map<Side, Answer> ask(Wiring wiring) throws Exception {
    Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
    setups.put(Side.A, setup((Found) wiring.models().find(Side.A, "demo/small")));
    setups.put(Side.B, setup((Found) wiring.models().find(Side.B, "demo/base")));
    return run(wiring, setups);
  }

  private static Map<Side, Answer> run(Wiring wiring, Map<Side, SideSetup> setups)
      throws InterruptedException {
    Trial trial =
        wiring
            .trials()
            .start(TrialRunner.newId(), Set.of(), setups, TrialListener.NONE, Order.IN_TURN)
            .await();
    assertThat(trial.hasFailure()).as(trial.toString()).isFalse();
    return trial.answers();
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

  private static Origin origin(Map<Side, Answer> answers, Side side) {
    return Objects.requireNonNull(Objects.requireNonNull(answers.get(side)).origin());
  }
}
