package app.diptych.local.server;

import static app.diptych.local.server.RealServer.ready;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.RecordedEvents.Recorded;
import app.diptych.completion.Sampling;
import app.diptych.local.Demo;
import app.diptych.local.EngineSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tokens per second as they arrive through the provider against what llama-server itself says about
 * the same answer, which is the native code without us, HTTP or JSON. Prints, and asserts nothing
 * about time.
 */
@Tag("peers")
class LlamaServerBenchTest {
  private static final int ROUNDS = 15;
  private static final int WARM_UP = 3;
  private static final Sampling SAMPLING = new Sampling(2.0, 1.0, 400, 3L, List.of());

  @TempDir Path folder;

  @Test
  void answersAsFastAsTheServerSays() throws Exception {
    for (Path model : List.of(Demo.small(), Demo.base())) {
      compare(model);
    }
  }

  private void compare(Path model) throws Exception {
    List<Double> ratios = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    try (ServerProvider provider =
        ready(
            Servers.provider(
                RealServer.build(), model, folder, Servers.PATIENT, new EngineSettings(1, 512)))) {
      for (int round = 0; round < ROUNDS + WARM_UP; round++) {
        RecordedEvents answer = RecordedEvents.of(provider, Demo.ask(Demo.STORY, SAMPLING));
        List<Recorded> pieces =
            answer.recorded().stream().filter(one -> one.event() instanceof TextDelta).toList();
        double seconds = (pieces.getLast().atNanos() - pieces.getFirst().atNanos()) / 1e9;
        double through = (pieces.size() - 1) / seconds;
        double said =
            answer
                .all(PhasesMeasured.class)
                .getFirst()
                .phases()
                .server()
                .getOrDefault("predicted_per_second", 0.0);
        assertThat(said).isPositive();
        if (round >= WARM_UP) {
          ours.add(through);
          ratios.add(through / said);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s in llama-server: %.0f tokens/s as they arrive, ratio to what the server says %.3f%n",
        model.getFileName(),
        median(ours),
        median(ratios));
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
