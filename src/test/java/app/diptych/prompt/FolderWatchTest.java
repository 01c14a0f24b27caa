package app.diptych.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.prompt.PromptFolder.Contents;
import app.diptych.prompt.PromptFolder.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderWatchTest {
  @TempDir Path home;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Contents> told = new LinkedBlockingQueue<>();
  private Path root;

  @BeforeEach
  void open() {
    root = home.resolve("prompts");
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void tellsWhatIsThereAndEveryChange() throws Exception {
    put("one.md", "1");
    try (PromptFolder.Watch _ = watch()) {
      await(texts("1"));
      put("one.md", "2");
      await(texts("2"));
      put("deep/er/two.md", "3");
      await(texts("3", "2"));
      put("deep/er/two.md", "4");
      await(texts("4", "2"));
      Files.delete(root.resolve("one.md"));
      await(texts("4"));
    }
  }

  @Test
  void waitsForAFolderAndSurvivesItsEnd() throws Exception {
    try (PromptFolder.Watch _ = watch()) {
      await(contents -> !contents.found());
      put("one.md", "1");
      await(texts("1"));
      Files.delete(root.resolve("one.md"));
      Files.delete(root);
      await(contents -> !contents.found());
      put("one.md", "2");
      await(texts("2"));
      Files.move(root, home.resolve("elsewhere"));
      await(contents -> !contents.found());
      put("one.md", "3");
      await(texts("3"));
      put("one.md", "4");
      await(texts("4"));
    }
  }

  @Test
  void tellsManyChangesTogether() throws Exception {
    put("0.md", "x");
    try (PromptFolder.Watch _ = watch()) {
      await(texts("x"));
      for (int i = 0; i < 40; i++) {
        put(i + ".md", "x");
      }
      // With their texts: a file is there for a moment before its text is.
      await(texts(Collections.nCopies(40, "x").toArray(String[]::new)));
      assertThat(told).isEmpty();
    }
  }

  @Test
  void endsItsThreadWhenClosed() throws Exception {
    put("one.md", "1");
    try (PromptFolder.Watch _ = watch()) {
      await(texts("1"));
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  private PromptFolder.Watch watch() throws IOException {
    return new PromptFolder(root).watch(threads, told::add);
  }

  private static Predicate<Contents> texts(String... texts) {
    return contents ->
        contents.prompts().stream()
            .map(Entry::prompt)
            .map(Prompt::text)
            .toList()
            .equals(List.of(texts));
  }

  private void await(Predicate<Contents> wanted) throws InterruptedException {
    while (true) {
      Contents contents = told.poll(30, TimeUnit.SECONDS);
      assertThat(contents).isNotNull();
      if (wanted.test(contents)) {
        return;
      }
    }
  }

  private void put(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
