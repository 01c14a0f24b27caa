package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.gateway.ReferenceEventStream.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The event streams of public test suites, in {@code event-streams/public.txt}. */
class PublicVectorsTest {
  private static final Pattern EVENT = Pattern.compile(">(?:\\[([^]]*)])?(?:#(\\S+))? (.*)");
  private static final int SHORT = 80;

  /** What goes in and what must come out. */
  record Vector(String name, String stream, List<Event> events, @Nullable Long retryMillis) {
    byte[] bytes() {
      return stream.getBytes(UTF_8);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    String file;
    try (InputStream in =
        Objects.requireNonNull(
            PublicVectorsTest.class.getResourceAsStream("/event-streams/public.txt"))) {
      file = new String(in.readAllBytes(), UTF_8);
    }
    List<Vector> vectors = new ArrayList<>();
    for (String block : file.split("(?m)^## ", -1)) {
      if (!block.startsWith("#")) {
        vectors.add(vector(block.split("\n", -1)));
      }
    }
    return vectors.stream();
  }

  @Test
  void haveEveryVectorOfTheSuites() throws IOException {
    assertThat(vectors().filter(vector -> vector.name().startsWith("wpt"))).hasSize(20);
    assertThat(vectors().filter(vector -> vector.name().startsWith("okhttp-sse"))).hasSize(16);
    assertThat(vectors()).hasSizeGreaterThan(130);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsAsTheStandardAsks(Vector vector) throws IOException {
    SseReader reader = new SseReader(Pieces.whole(vector.bytes()), new StepClock(), 0);
    while (reader.next()) {
      assertThat(reader.dataLength()).isNotNegative();
    }

    assertThat(SseReaderTest.read(Pieces.whole(vector.bytes()))).isEqualTo(vector.events());
    if (vector.retryMillis() == null) {
      assertThat(reader.retryMillis()).isEmpty();
    } else {
      assertThat(reader.retryMillis()).hasValue(vector.retryMillis());
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void agreesWithThePlainReading(Vector vector) {
    assertThat(ReferenceEventStream.parse(vector.bytes())).isEqualTo(vector.events());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsTheSameWhereverTheStreamIsSplit(Vector vector) throws IOException {
    byte[] bytes = vector.bytes();
    for (int offset = 0; offset <= bytes.length; offset++) {
      assertThat(SseReaderTest.read(Pieces.splitAt(bytes, offset)))
          .as("split at byte %d", offset)
          .isEqualTo(vector.events());
    }
    assertThat(SseReaderTest.read(Pieces.of(bytes, () -> 1))).isEqualTo(vector.events());
    assertThat(SseReaderTest.read(Pieces.of(bytes, () -> 2))).isEqualTo(vector.events());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsTheSameWhereverAShortStreamIsSplitTwice(Vector vector) throws IOException {
    byte[] bytes = vector.bytes();
    for (int first = 1; first < Math.min(bytes.length, SHORT); first++) {
      for (int second = first + 1; second < Math.min(bytes.length, SHORT); second++) {
        assertThat(SseReaderTest.read(splitAt(bytes, first, second)))
            .as("split at bytes %d and %d", first, second)
            .isEqualTo(vector.events());
      }
    }
  }

  @Test
  void readsAnEventOfManyLines() throws IOException {
    String line = "我現在都看實況不玩遊戲 ".repeat(40);
    String stream = ": hello\n\n" + ("data: " + line + "\n").repeat(3_500) + "\ndata: end\n\n";

    List<Event> events = SseReaderTest.read(Pieces.of(stream.getBytes(UTF_8), () -> 4_093));

    assertThat(events).hasSize(2);
    assertThat(events.getFirst().data()).isEqualTo((line + "\n").repeat(3_499) + line);
  }

  static BufferedSource splitAt(byte[] bytes, int first, int second) {
    int[] read = {0};
    return Pieces.of(
        bytes,
        () ->
            switch (read[0]++) {
              case 0 -> first;
              case 1 -> second - first;
              default -> Integer.MAX_VALUE;
            });
  }

  private static Vector vector(String[] lines) {
    String stream = "";
    Long retry = null;
    List<Event> events = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("< ")) {
        stream = plain(line.substring(2));
      } else if (line.startsWith("~ ")) {
        retry = Long.valueOf(line.substring(2));
      } else if (line.startsWith(">")) {
        events.add(event(line));
      }
    }
    return new Vector(lines[0], stream, events, retry);
  }

  private static Event event(String line) {
    Matcher parts = EVENT.matcher(line);
    assertThat(parts.matches()).as(line).isTrue();
    String type = parts.group(1) == null ? "message" : parts.group(1);
    String id = parts.group(2) == null ? "" : plain(parts.group(2));
    return new Event(type, plain(parts.group(3)), id);
  }

  private static String plain(String escaped) {
    return Pattern.compile("\\\\(u[0-9A-F]{4}|.)")
        .matcher(escaped)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                switch (found.group(1).charAt(0)) {
                  case 'n' -> "\n";
                  case 'r' -> "\r";
                  case 't' -> "\t";
                  case '0' -> "\0";
                  case 'u' -> "" + (char) Integer.parseInt(found.group(1).substring(1), 16);
                  default -> found.group(1);
                }));
  }
}
