package app.diptych.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.local.fit.CacheType;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The demonstration models, and requests for them. */
public final class Demo {
  public static final String STORY = "Write a short story about a cat and a pirate.";
  static final ThreadFactory THREADS =
      Thread.ofPlatform().daemon().name("test-engine-", 0).factory();

  /** More than any answer of a demo model takes, so that the model itself decides when to end. */
  static final int PLENTY = 300;

  private Demo() {}

  public static Path small() {
    return file("demo/small");
  }

  public static Path base() {
    return file("demo/base");
  }

  /**
   * The base model made to go on and on: what ends an answer is no longer known as such, and the
   * context is longer. For answers that must still be under way when something happens to them.
   */
  public static Path endless(Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(base());
    patch(bytes, "llama.context_length", 4, 8192);
    patch(bytes, "tokenizer.ggml.eos_token_id", 4, 0);
    patch(bytes, "tokenizer.ggml.eot_token_id", 4, 0);
    // The first place is the vocabulary; the engine also goes by the name.
    System.arraycopy("<|im_not|>".getBytes(US_ASCII), 0, bytes, find(bytes, "<|im_end|>"), 10);
    return Files.write(folder.resolve("endless.gguf"), bytes);
  }

  /** Overwrites the 32-bit value that stands behind a key and its type. */
  private static void patch(byte[] bytes, String key, int type, int value) {
    int at = find(bytes, key) + key.length();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(buffer.getInt(at)).isEqualTo(type);
    buffer.putInt(at + 4, value);
  }

  private static int find(byte[] bytes, String text) {
    int at = new String(bytes, ISO_8859_1).indexOf(text);
    assertThat(at).as("place of %s", text).isPositive();
    return at;
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
    return provider(file, folder, patience, THREADS);
  }

  static LocalProvider provider(Path file, Path folder, Patience patience, ThreadFactory threads) {
    return provider(file, folder, patience, threads, new EngineSettings(1, 4096));
  }

  /** Without a warm-up, so that the first answer is the one that is asked for. */
  static LocalProvider cold(Path file, Path folder, Patience patience) {
    return provider(
        file,
        folder,
        patience,
        THREADS,
        new EngineSettings(
            EngineSettings.Wanted.AUTOMATIC,
            1,
            4096,
            null,
            null,
            CacheType.F16,
            EngineSettings.Toggle.AUTO,
            true,
            "",
            false,
            false));
  }

  private static LocalProvider provider(
      Path file, Path folder, Patience patience, ThreadFactory threads, EngineSettings settings) {
    return new LocalProvider(
        file,
        "demo/test",
        NanoClock.system(),
        threads,
        folder,
        settings,
        () -> Long.MAX_VALUE,
        patience);
  }

  static CompletionRequest ask(String prompt) {
    return ask(prompt, PLENTY, 1L);
  }

  /** The likeliest answer, so always the same. */
  public static CompletionRequest ask(
      String prompt, @Nullable Integer maxTokens, @Nullable Long seed) {
    return ask(prompt, new Sampling(0.0, null, maxTokens, seed, List.of()));
  }

  public static CompletionRequest ask(String prompt, Sampling sampling) {
    return new CompletionRequest("demo/test", List.of(Message.user(prompt)), sampling);
  }

  static Recording answer(LocalProvider provider, CompletionRequest request)
      throws InterruptedException {
    Recording recording = new Recording();
    return recording.awaitEnd(provider.start(request, recording));
  }
}
