package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.timing.NanoClock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The demonstration models, and requests for them. */
final class Demo {
  static final String STORY = "Write a short story about a cat and a pirate.";
  static final ThreadFactory THREADS =
      Thread.ofPlatform().daemon().name("test-engine-", 0).factory();

  /** More than any answer of a demo model takes, so that the model itself decides when to end. */
  static final int PLENTY = 300;

  private Demo() {}

  static Path small() {
    return file("demo/small");
  }

  static Path base() {
    return file("demo/base");
  }

  private static Path file(String model) {
    DemoModels.Lookup found = new DemoModels(Path.of("unused")).find(model);
    assertThat(found).isInstanceOf(DemoModels.Found.class);
    return ((DemoModels.Found) found).file();
  }

  static LocalProvider provider(Path file, Path folder) {
    return provider(file, folder, Patience.USUAL);
  }

  static LocalProvider provider(Path file, Path folder, Patience patience) {
    return new LocalProvider(
        file,
        "demo/test",
        NanoClock.system(),
        THREADS,
        folder,
        new EngineSettings(1, 4096),
        () -> Long.MAX_VALUE,
        patience);
  }

  static CompletionRequest ask(String prompt) {
    return ask(prompt, PLENTY, 1L);
  }

  /** The likeliest answer, so always the same. */
  static CompletionRequest ask(String prompt, @Nullable Integer maxTokens, @Nullable Long seed) {
    return ask(prompt, new Sampling(0.0, null, maxTokens, seed, List.of()));
  }

  static CompletionRequest ask(String prompt, Sampling sampling) {
    return new CompletionRequest("demo/test", List.of(Message.user(prompt)), sampling);
  }

  static Recording answer(LocalProvider provider, CompletionRequest request)
      throws InterruptedException {
    Recording recording = new Recording();
    return recording.awaitEnd(provider.start(request, recording));
  }
}
