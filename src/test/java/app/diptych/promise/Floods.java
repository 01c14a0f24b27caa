package app.diptych.promise;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Provider;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Models that talk as fast as anything can, behind the names of real ones. */
final class Floods {
  private static final String TEXT =
      "Some **rich** text with `code`, and more of it:\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n";

  /** Not reached while somebody looks: at 10,000 a second at most, that takes minutes. */
  private static final int MOST_CHARACTERS = 2_000_000;

  private Floods() {}

  /**
   * @param over when they stop
   */
  static ModelCatalog insteadOf(ModelCatalog real, NanoClock clock, CountDownLatch over) {
    Provider flood =
        new ScriptedProvider(
            clock,
            stage -> {
              stage.say(ScriptedProvider.started(clock));
              int said = 0;
              while (over.getCount() > 0 && said < MOST_CHARACTERS) {
                stage.say(
                    new TextDelta(TEXT.substring(said % TEXT.length(), said % TEXT.length() + 1)));
                if (++said % 40 == 0 && stage.cancelledWithin(Duration.ofMillis(4))) {
                  return;
                }
              }
              stage.say(new Finished(FinishReason.STOP));
            });
    return new Behind(real, flood);
  }

  private record Behind(ModelCatalog real, Provider flood) implements ModelCatalog {
    @Override
    public List<Entry> entries() {
      return real.entries();
    }

    @Override
    public Discovery discover(String gateway) {
      return real.discover(gateway);
    }

    @Override
    public Lookup find(Side side, String model) {
      Lookup lookup = real.find(side, model);
      return lookup instanceof Found found
          ? new Found(
              found.model(),
              found.source(),
              found.local(),
              found.requestModel(),
              flood,
              found.recorded())
          : lookup;
    }
  }
}
