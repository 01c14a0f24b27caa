package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens once in a process must not be counted as a model's time. */
@Timeout(60)
class WarmUpTest {
  private static final Pattern GENERATED = Pattern.compile("  eval time = .* / +(\\d+) tokens");

  @TempDir Path folder;

  @Test
  void theFirstAnswerIsNotTheFirstOfItsProcess() throws Exception {
    try (LocalProvider provider = Demo.provider(Demo.small(), folder)) {
      assertThat(provider.prepare()).isEmpty();
      assertThat(LogReading.last(provider::engineLog, GENERATED, found -> found > 0)).isPositive();
    }
  }

  @Test
  void whatIsAskedBeforeIsNotRemembered() throws Exception {
    try (LocalProvider fresh = Demo.provider(Demo.small(), folder);
        LocalProvider used = Demo.provider(Demo.small(), folder)) {
      assertThat(fresh.prepare()).isEmpty();
      assertThat(used.prepare()).isEmpty();
      Demo.answer(used, Demo.ask(Demo.STORY));
      assertThat(Demo.answer(used, Demo.ask("What is recursion?")).text())
          .isEqualTo(Demo.answer(fresh, Demo.ask("What is recursion?")).text());
    }
  }
}
