package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in a file, a reader gives what it found or says what is wrong. */
class ImportFuzzTest {
  private static final int TRIES = 60;

  /** Damaged files of our own are taken as far as they go, whatever is left out. */
  private static final Set<Format> OURS =
      EnumSet.of(Format.BUNDLE, Format.TRL, Format.CSV, Format.TABLE_JSONL);

  private static final String[] VALUES = {
    "null",
    "7",
    "-1",
    "1e999",
    "1e308",
    "true",
    "\"\"",
    "\" \"",
    "[]",
    "{}",
    "[[]]",
    "[null]",
    "\"\\ud800\"",
    "99999999999999999999",
    "0.5",
    "[{}]",
    "{\"a\":1}"
  };

  @TempDir Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void damagedFilesAreReadOrRefusedAndNothingElse() throws Exception {
    List<Importer> importers = new ArrayList<>();
    for (Format format : Format.values()) {
      Formats.importer(format).ifPresent(importers::add);
    }
    Random random = new Random(20);
    for (Map.Entry<String, String> sample : samples().entrySet()) {
      for (int i = 0; i < TRIES; i++) {
        byte[] damaged = damaged(sample.getValue(), random);
        Path file = folder.resolve(sample.getKey());
        Files.write(file, damaged);
        Source source = Source.of(file);
        for (Importer importer : importers) {
          boolean recognised = importer.recognises(source);
          if (recognised || random.nextInt(12) == 0) {
            check(importer, source, sample.getKey() + " " + i, damaged);
          }
        }
      }
    }
  }

  private static void check(Importer importer, Source source, String what, byte[] damaged) {
    try {
      Imported imported = importer.read(source);
      if (!OURS.contains(importer.format())) {
        imported.sessions().forEach(ImportFuzzTest::checkSession);
      }
    } catch (ExchangeException told) {
      assertThat(told.getMessage()).isNotBlank();
    } catch (RuntimeException | AssertionError | StackOverflowError unforeseen) {
      throw new AssertionError(
          importer.format() + " on " + what + ":\n" + new String(damaged, StandardCharsets.UTF_8),
          unforeseen);
    }
  }

  /** What comes out can be saved. */
  private static void checkSession(SavedSession session) {
    List<String> before = new ArrayList<>();
    for (Whole whole : session.trials()) {
      assertThat(whole.trial().answers()).isNotEmpty();
      if (whole.trial().parent() != null) {
        assertThat(before).contains(whole.trial().parent());
      }
      before.add(whole.trial().id());
      assertThat(whole.trial().startedAt().toEpochMilli()).isNotNegative();
      for (Map.Entry<Side, Answer> side : whole.trial().answers().entrySet()) {
        Answer answer = side.getValue();
        assertThat(answer.model()).isNotBlank();
        assertThat(answer.finishReason() == null).isNotEqualTo(answer.failure() == null);
        if (whole.recordings().containsKey(side.getKey())) {
          whole.recordings().get(side.getKey()).pieces(answer.text(), answer.reasoning());
        }
      }
      assertThat(whole.votes().stream().map(vote -> vote.rater()).distinct())
          .hasSameSizeAs(whole.votes());
    }
  }

  private static byte[] damaged(String sample, Random random) {
    byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 1 -> flipped(bytes, random);
      case 2 -> without(bytes, random);
      default -> exchanged(sample, random).getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] flipped = bytes.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] without(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + random.nextInt(60));
    byte[] left = new byte[bytes.length - (to - from)];
    System.arraycopy(bytes, 0, left, 0, from);
    System.arraycopy(bytes, to, left, from, bytes.length - to);
    return left;
  }

  /** Puts another value where one stood, so that the file stays well-formed. */
  private static String exchanged(String sample, Random random) {
    String text = sample;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int colon = text.indexOf(':', random.nextInt(text.length()));
      int start = colon + 1;
      while (start < text.length() && text.charAt(start) == ' ') {
        start++;
      }
      int end = colon < 0 ? -1 : end(text, start);
      if (end > start) {
        text =
            text.substring(0, start) + VALUES[random.nextInt(VALUES.length)] + text.substring(end);
      }
    }
    return text;
  }

  /** Where the value that begins there ends, found without reading it properly. */
  private static int end(String text, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (!quoted && (each == '[' || each == '{')) {
        depth++;
      } else if (!quoted && depth > 0 && (each == ']' || each == '}')) {
        depth--;
      } else if (!quoted && depth == 0 && ",]}\n".indexOf(each) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static Map<String, String> samples() throws IOException {
    Map<String, String> samples = new LinkedHashMap<>(Samples.all());
    SavedSession session = new RandomComparisons(3, true).some();
    for (Format format : Format.values()) {
      if (Formats.exporter(format).isPresent()) {
        samples.put(
            "written-" + format.id() + "." + format.ending(),
            TestFiles.written(Formats.exporter(format).get(), session));
      }
    }
    samples.values().removeIf(String::isEmpty);
    return samples;
  }
}
