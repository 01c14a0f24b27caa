package app.diptych.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.Fuzz;
import app.diptych.session.SavedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever a bundle holds, it is read or refused in a sentence; what was read can be written and
 * read again. Half of the damaged lines have the right check, so that more than the check is tried.
 */
@Timeout(1_200)
class BundleFuzzTest {
  private static final List<String> WORDS =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "99999999999999999999",
          "\"\"",
          "[]",
          "{}",
          "[[]]",
          "\"\\ud800\"",
          "\"kind\":\"vote\"",
          "\"kind\":\"end\"",
          "\"session\":\"\"",
          "\"side\":\"C\"",
          "\"number\":0",
          "\"text\":7",
          "\"deltas\":[0,1]",
          "\"failure\":{\"kind\":\"X\"}",
          "\n",
          ",",
          "}",
          "{",
          "\"",
          "\\",
          "\"startedAt\":\"2026-13-99\"",
          "\"state\":\"queued\"",
          "\u0000");

  @TempDir Path folder;

  @Test
  void bundlesForAMoment() {
    Fuzz.briefly(150, this::bundle);
  }

  @ParameterizedTest
  @ValueSource(longs = {-3174485839209318434L, 8257754374527811935L})
  void bundlesThatWereFindingsOnce(long seed) throws Exception {
    bundle(new Random(seed));
  }

  @Test
  @Tag("fuzz")
  void bundlesForLong() {
    Fuzz.forLong("Bundle reader", this::bundle);
  }

  private void bundle(Random random) throws Exception {
    String whole =
        TestFiles.written(new BundleWriter(), new RandomSessions(random.nextInt(200)).session());
    List<String> lines = new ArrayList<>(whole.lines().toList());
    for (int i = random.nextInt(4); i >= 0 && !lines.isEmpty(); i--) {
      int at = random.nextInt(lines.size());
      switch (random.nextInt(5)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
        case 2 -> lines.set(at, changed(lines.get(at), random));
        default -> lines.set(at, sealed(changed(lines.get(at), random)));
      }
    }
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(UTF_8);
    if (random.nextInt(8) == 0) {
      bytes = Fuzz.changed(bytes, WORDS, random);
    }
    check(Files.write(folder.resolve("fuzz.diptych.jsonl"), bytes));
  }

  /** By way of the importer itself, which catches nothing that it did not foresee. */
  private void check(Path file) throws IOException {
    List<SavedSession> sessions;
    try {
      sessions = new BundleReader().read(Source.of(file)).sessions();
    } catch (ExchangeException told) {
      assertThat(told.getMessage()).isNotBlank();
      return;
    }
    if (sessions.isEmpty()) {
      return;
    }
    String written = TestFiles.written(new BundleWriter(), sessions.toArray(SavedSession[]::new));
    try {
      Path again = Files.writeString(folder.resolve("again.diptych.jsonl"), written);
      Imported second = new BundleReader().read(Source.of(again));
      assertThat(second.sessions()).isEqualTo(sessions);
    } catch (ExchangeException refused) {
      throw new AssertionError("What was read and written is refused", refused);
    }
  }

  private static String changed(String line, Random random) {
    String changed = new String(Fuzz.changed(line.getBytes(UTF_8), WORDS, random), UTF_8);
    return changed.replace('\n', ' ');
  }

  /** With the check that belongs to it, where it is JSON at all. */
  private static String sealed(String line) {
    try {
      if (Json.mapper().readTree(line) instanceof ObjectNode object) {
        object.remove("check");
        return BundleLine.seal(object);
      }
      return line;
    } catch (JacksonException torn) {
      return line;
    }
  }
}
