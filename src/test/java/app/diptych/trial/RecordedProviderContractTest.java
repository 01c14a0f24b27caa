package app.diptych.trial;

import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.completion.ProviderContract;
import app.diptych.timing.NanoClock;
import java.util.List;

/** A recorded answer keeps the same promises as the model that gave it. */
class RecordedProviderContractTest implements ProviderContract {
  @Override
  public Provider answering() {
    return provider(
        Recordings.finished(
            List.of(
                Recordings.thought(1, "hm "),
                Recordings.text(2, "Blue "),
                Recordings.text(2, ""),
                Recordings.text(3, "\ud83d"),
                Recordings.text(4, "\ude00 light"))));
  }

  @Override
  public Provider failingMidway() {
    return provider(
        Recordings.failed(
            Recordings.every(1, 3), new Failure.ConnectionLost("It broke off.", "Run again.")));
  }

  @Override
  public Provider longRunning() {
    return provider(Recordings.finished(Recordings.every(2, 100_000)));
  }

  private static Provider provider(RecordedAnswer recorded) {
    return new RecordedProvider(recorded, NanoClock.system(), Thread.ofVirtual().factory());
  }
}
