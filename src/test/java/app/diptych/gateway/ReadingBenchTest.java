package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import okio.Buffer;
import okio.BufferedSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Cost per delta of reading an answer, from bytes in memory to the text of each delta, beside the
 * practical floor: a scan of raw lines for {@code "content":"}, which would get nearly every other
 * stream wrong.
 */
@Tag("bench")
class ReadingBenchTest {
  private static final int CHUNKS = 20_000;
  private static final int ROUNDS = 60;
  private static final int WARM_UP = 40;

  /** What reads a stream and says how many characters of text it found. */
  private interface Contender {
    long read(BufferedSource source) throws Exception;
  }

  @Test
  void printsTheCostPerDelta() throws Exception {
    for (boolean changing : new boolean[] {false, true}) {
      byte[] stream = stream(changing);
      Map<String, Contender> contenders = new TreeMap<>();
      contenders.put("1 raw lines, index scan (floor)", ReadingBenchTest::lineScan);
      contenders.put("2 SseReader alone", ReadingBenchTest::readerAlone);
      contenders.put("3 SseReader + ChunkDecoder", ReadingBenchTest::readerAndDecoder);
      contenders.put("4 SseReader + JSON parser only", ReadingBenchTest::readerAndParser);
      System.out.println(table(stream, contenders, changing));
    }
  }

  private static String table(byte[] stream, Map<String, Contender> contenders, boolean changing)
      throws Exception {
    Map<String, long[]> nanos = new TreeMap<>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
        Buffer source = new Buffer().write(stream);
        long before = NanoClock.system().nanos();
        long characters = contender.getValue().read(source);
        long took = NanoClock.system().nanos() - before;
        assertThat(characters).isEqualTo(characters());
        if (round >= WARM_UP) {
          nanos.computeIfAbsent(contender.getKey(), _ -> new long[ROUNDS])[round - WARM_UP] = took;
        }
      }
    }
    double floor = median(Objects.requireNonNull(nanos.get("1 raw lines, index scan (floor)")));
    StringBuilder table = new StringBuilder();
    table.append(
        "%,d chunks of about %d bytes, %s%n"
            .formatted(
                CHUNKS,
                stream.length / CHUNKS,
                changing ? "each with a random field of its own" : "differing in their text"));
    table.append("%-34s %12s %12s %10s%n".formatted("", "ns/delta", "min", "x floor"));
    nanos.forEach((name, took) ->
        table.append(
            "%-34s %12.1f %12.1f %10.2f%n"
                .formatted(
                    name,
                    median(took),
                    Arrays.stream(took).min().orElseThrow() / (double) CHUNKS,
                    median(took) / floor)));
    return table.toString();
  }

  private static double median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / (double) CHUNKS;
  }

  private static String text(int chunk) {
    return " word" + chunk % 1000;
  }

  private static long characters() {
    long all = 0;
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      all += text(chunk).length();
    }
    return all;
  }

  private static byte[] stream(boolean changing) {
    StringBuilder stream = new StringBuilder();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      stream
          .append("data: {\"id\":\"chatcmpl-123\",\"object\":\"chat.completion.chunk\",")
          .append("\"created\":1763800000,\"model\":\"llama-4-scout\",\"choices\":[{\"index\":0,")
          .append("\"delta\":{\"content\":\"")
          .append(text(chunk))
          .append("\"},\"finish_reason\":null}]")
          .append(changing ? ",\"obfuscation\":\"x" + chunk + "\"" : "")
          .append("}\n\n");
    }
    return stream.append("data: [DONE]\n\n").toString().getBytes(UTF_8);
  }

  private static long lineScan(BufferedSource source) throws IOException {
    long characters = 0;
    String mark = "\"content\":\"";
    for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
      int start = line.indexOf(mark);
      if (start >= 0) {
        int text = start + mark.length();
        characters += line.substring(text, line.indexOf('"', text)).length();
      }
    }
    return characters;
  }

  private static long readerAlone(BufferedSource source) throws IOException {
    SseReader reader = new SseReader(source, NanoClock.system(), 0);
    int events = 0;
    while (reader.next()) {
      events++;
    }
    return events == CHUNKS + 1 ? characters() : -1;
  }

  private static long readerAndDecoder(BufferedSource source) throws Exception {
    ChunkDecoder decoder = new ChunkDecoder();
    SseReader reader = new SseReader(source, NanoClock.system(), 0);
    long characters = 0;
    while (reader.next()) {
      if (reader.data()[reader.dataStart()] == '{') {
        characters +=
            decoder
                .decode(reader.data(), reader.dataStart(), reader.dataLength())
                .content()
                .length();
      }
    }
    return characters;
  }

  private static long readerAndParser(BufferedSource source) throws Exception {
    SseReader reader = new SseReader(source, NanoClock.system(), 0);
    long characters = 0;
    while (reader.next()) {
      if (reader.data()[reader.dataStart()] == '{') {
        characters +=
            new ChunkDecoder()
                .decode(reader.data(), reader.dataStart(), reader.dataLength())
                .content()
                .length();
      }
    }
    return characters;
  }
}
