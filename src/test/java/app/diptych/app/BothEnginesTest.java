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

/** The same model file in both engines, and each engine in both panes. */
@Tag("peers")
@Timeout(300)
class BothEnginesTest {
  private static final String MODEL = "demo/small";
  private static final CompletionRequest REQUEST =
      new CompletionRequest(
          MODEL,
          List.of(Message.user("Write a short story about a cat and a pirate.")),
          new Sampling(0.0, null, 40, 1L, List.of()));

  @TempDir Path folder;

  @Test
  void comparesEveryPairOfEngines() throws Exception {
    RealServer.program();
    for (Wanted a : List.of(Wanted.EMBEDDED, Wanted.LLAMA_SERVER)) {
      for (Wanted b : List.of(Wanted.EMBEDDED, Wanted.LLAMA_SERVER)) {
        Trial trial = compare(a, b);
        Answer first = trial.answer(Side.A);
        Answer second = trial.answer(Side.B);

        assertThat(first.failure()).isNull();
        assertThat(second.failure()).isNull();
        System.out.println(a + ": " + first.text() + "\n" + b + ": " + second.text());
        assertThat(first.text()).isNotBlank();
        assertThat(second.text()).isNotBlank();
        Origin left = Objects.requireNonNull(first.origin());
        Origin right = Objects.requireNonNull(second.origin());
        assertThat(left.fileHash()).isEqualTo(right.fileHash()).isNotNull();
        assertThat(left.templateHash()).isEqualTo(right.templateHash()).isNotNull();
        if (a == b) {
          assertThat(first.text()).isEqualTo(second.text());
        } else {
          assertThat(left.engine()).isNotEqualTo(right.engine());
        }
      }
    }
  }

  private Trial compare(Wanted a, Wanted b) throws Exception {
    Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
    try (Wiring left = wiring("a", a);
        Wiring right = wiring("b", b)) {
      setups.put(Side.A, setup(left, Side.A));
      setups.put(Side.B, setup(right, Side.B));
      return left.trials().start(TrialRunner.newId(), Set.of(), setups, TrialListener.NONE).await();
    }
  }

  private Wiring wiring(String name, Wanted engine) throws Exception {
    Wiring wiring = new Wiring(folder.resolve(name + engine), List.of(), System.getenv());
    wiring.engines().keep(EngineSettings.usual().with(engine), RealServer.program().toString());
    return wiring;
  }

  private static SideSetup setup(Wiring wiring, Side side) {
    Found found = (Found) wiring.models().find(side, MODEL);
    return new SideSetup(found.model(), found.local(), found.provider(), REQUEST, found.price());
  }
}
