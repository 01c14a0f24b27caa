package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.gateway.ReferenceEventStream.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import okio.BufferedSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SseReaderTest {

  /** A stream, one char per byte, and what the standard makes of it. */
  record Vector(String name, String stream, List<Event> events) {
    byte[] bytes() {
      return stream.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() {
    return Stream.of(
        vector("lines end in LF", "data: a\n\ndata: b\n\n", message("a"), message("b")),
        vector("lines end in CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", message("a"), message("b")),
        vector("lines end in CR", "data: a\r\rdata: b\r\r", message("a"), message("b")),
        vector("line ends mixed", "data: a\ndata: b\r\ndata: c\r\n\r", message("a\nb\nc")),
        vector("CR then CRLF is two ends", "data: a\r\r\ndata: b\n\n", message("a"), message("b")),
        vector("LF then CR is two ends", "data: a\n\rdata: b\n\n", message("a"), message("b")),
        vector("no space after the colon", "data:a\n\n", message("a")),
        vector("only one space is dropped", "data:  a\n\n", message(" a")),
        vector("a tab is not a space", "data:\ta\n\n", message("\ta")),
        vector("a space at the end stays", "data: a \n\n", message("a ")),
        vector("a leading byte order mark", "\u00EF\u00BB\u00BFdata: a\n\n", message("a")),
        vector(
            "a second byte order mark is text",
            "\u00EF\u00BB\u00BF\u00EF\u00BB\u00BFdata: a\n\ndata: b\n\n",
            message("b")),
        vector("a mark later is text", "data: a\n\n\u00EF\u00BB\u00BFdata: b\n\n", message("a")),
        vector("a mark and a blank line", "\u00EF\u00BB\u00BF\ndata: a\n\n", message("a")),
        vector("comments", ": hello\ndata: a\n:\n: data: x\n\n", message("a")),
        vector("comments alone dispatch nothing", ": a\n\n: b\n\n"),
        vector("blank lines alone dispatch nothing", "\n\r\n\r\n\n"),
        vector("data lines are joined", "data: a\ndata\ndata: b\n\n", message("a\n\nb")),
        vector("empty data dispatches", "data\n\ndata:\n\n", message(""), message("")),
        vector("two empty data lines", "data\ndata\n\n", message("\n")),
        vector("an event's type", "event: ping\ndata: a\n\n", new Event("ping", "a", "")),
        vector("the last type holds", "event: a\nevent: b\ndata: c\n\n", new Event("b", "c", "")),
        vector("an empty type is message", "event: x\nevent\ndata: a\n\n", message("a")),
        vector("a type without data is forgotten", "event: a\n\ndata: b\n\n", message("b")),
        vector(
            "a type holds for one event",
            "event: a\ndata: b\n\ndata: c\n\n",
            new Event("a", "b", ""),
            message("c")),
        vector(
            "an id stays",
            "id: 7\ndata: a\n\ndata: b\n\n",
            new Event("message", "a", "7"),
            new Event("message", "b", "7")),
        vector("an id without data stays", "id: 7\n\ndata: a\n\n", new Event("message", "a", "7")),
        vector(
            "an empty id clears",
            "id: 7\ndata: a\n\nid\ndata: b\n\n",
            new Event("message", "a", "7"),
            message("b")),
        vector(
            "an id with NUL is ignored",
            "id: 7\nid: 8\0\ndata: a\n\n",
            new Event("message", "a", "7")),
        vector(
            "names are exact", "Data: a\n data: b\ndata : c\ndatax: d\ndata: e\n\n", message("e")),
        vector("unknown fields", "foo: a\nbar\ndata: b\n\n", message("b")),
        vector("a colon in the value", "data: a: b\n\n", message("a: b")),
        vector("a colon first in the value", "data::a\n\n", message(":a")),
        vector("NUL in data stays", "data: a\0b\n\n", message("a\0b")),
        vector("no blank line at the end", "data: a\n\ndata: b\n", message("a")),
        vector("no line end at the end", "data: a\n\ndata: b", message("a")),
        vector("half a blank line at the end", "data: a\r", List.of()),
        vector("nothing", "", List.of()),
        vector(
            "a separator that is no line end",
            "data: a\u00E2\u0080\u00A8b\u00C2\u0085\u000Bc\n\n",
            message("a\u2028b\u0085\u000Bc")),
        vector(
            "two, three and four bytes",
            "data: \u00C3\u00A9\u00E2\u0082\u00AC\u00F0\u009F\u0098\u0080\n\n",
            message("é€😀")),
        vector(
            "ill-formed bytes are replaced",
            "data: a\u00FFb\u00C3\ndata: \u00E2\u0082\n\n",
            message("a\uFFFDb\uFFFD\n\uFFFD")),
        vector(
            "surrogates are replaced byte by byte",
            "data: \u00ED\u00A0\u0080\n\n",
            message("\uFFFD\uFFFD\uFFFD")),
        vector(
            "ill-formed type and id",
            "event: \u00FF\nid: \u00FE\ndata: a\n\n",
            new Event("\uFFFD", "a", "\uFFFD")),
        vector(
            "retry and id between",
            "retry: 100\ndata: a\nid: 1\ndata: b\n\n",
            new Event("message", "a\nb", "1")));
  }

  private static Vector vector(String name, String stream, Event... events) {
    return vector(name, stream, List.of(events));
  }

  private static Vector vector(String name, String stream, List<Event> events) {
    return new Vector(name, stream, events);
  }

  private static Event message(String data) {
    return new Event("message", data, "");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsAsTheStandardAsks(Vector vector) throws IOException {
    assertThat(read(Pieces.whole(vector.bytes()))).isEqualTo(vector.events());
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
      assertThat(read(Pieces.splitAt(bytes, offset)))
          .as("split at byte %d", offset)
          .isEqualTo(vector.events());
    }
    assertThat(read(Pieces.of(bytes, () -> 1))).isEqualTo(vector.events());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsOneAfterTheOtherAsIfAlone(Vector vector) throws IOException {
    // Long enough that events cross the edge of the window at many places.
    byte[] once = ("data: " + "x".repeat(997) + "\n\n").getBytes(UTF_8);
    byte[] bytes = new byte[once.length * 40];
    for (int at = 0; at < bytes.length; at += once.length) {
      System.arraycopy(once, 0, bytes, at, once.length);
    }
    byte[] all = concat(vector.bytes(), "\n\n".getBytes(UTF_8), bytes);
    assertThat(read(Pieces.whole(all))).isEqualTo(ReferenceEventStream.parse(all));
  }

  @Test
  void readsTenThousandRandomStreamsInRandomPiecesLikeThePlainReading() throws IOException {
    Random random = new Random(20_261_122);
    for (int round = 0; round < 10_000; round++) {
      byte[] bytes = randomStream(random);
      assertThat(read(Pieces.of(bytes, () -> 1 + random.nextInt(12))))
          .as("round %d", round)
          .isEqualTo(ReferenceEventStream.parse(bytes));
    }
  }

  @Test
  void survivesRandomBytes() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = new byte[random.nextInt(3000)];
      random.nextBytes(bytes);
      assertThat(read(Pieces.of(bytes, () -> 1 + random.nextInt(500))))
          .isEqualTo(ReferenceEventStream.parse(bytes));
    }
  }

  @Test
  void readsEventsLargerThanItsWindow() throws IOException {
    String large = "é".repeat(200_000);
    byte[] bytes = ("data: " + large + "\ndata: " + large + "\n\ndata: b\n\n").getBytes(UTF_8);

    assertThat(read(Pieces.of(bytes, () -> 7_919)))
        .containsExactly(message(large + "\n" + large), message("b"));
  }

  @Test
  void stampsEventsOfOneReadAlikeAndThoseOfTheNextLater() throws IOException {
    byte[] first = "data: a\n\ndata: b\n\ndata: c".getBytes(UTF_8);
    byte[] second = "\n\ndata: d\n\n".getBytes(UTF_8);
    SseReader reader =
        new SseReader(Pieces.splitAt(concat(first, second), first.length), new StepClock(), 0);

    List<Long> stamps = new ArrayList<>();
    while (reader.next()) {
      stamps.add(reader.readAtNanos());
    }

    assertThat(stamps.get(1)).isEqualTo(stamps.get(0));
    assertThat(stamps.get(2)).isGreaterThan(stamps.get(1));
    assertThat(stamps.get(3)).isEqualTo(stamps.get(2));
  }

  @Test
  void givesAnEventAtTheFirstCrWithoutWaitingForMore() throws IOException {
    byte[] bytes = "data: a\r\rdata: b".getBytes(UTF_8);
    int[] reads = {0};
    SseReader reader =
        new SseReader(
            Pieces.of(bytes, () -> reads[0]++ == 0 ? "data: a\r\r".length() : 100),
            new StepClock(),
            0);

    assertThat(reader.next()).isTrue();
    assertThat(reads[0]).isEqualTo(1);
  }

  @Test
  void takesARetryTimeOfDigitsOnly() throws IOException {
    assertThat(retryOf("retry: 1500\n")).isEqualTo(1500);
    assertThat(retryOf("retry: 1500\nretry: 2x\n")).isEqualTo(1500);
    assertThat(retryOf("retry: 1500\nretry\n")).isEqualTo(1500);
    assertThat(retryOf("retry: 1500\nretry: -1\n")).isEqualTo(1500);
    assertThat(retryOf("retry: 99999999999999999999\n")).isEqualTo(Long.MAX_VALUE);
    assertThat(retryOf("retry: x\n")).isEqualTo(-1);
  }

  @Test
  void takesALineOfTheLargestSizeAndRefusesALargerOne() throws IOException {
    String most = "data:" + "x".repeat(SseReader.MOST_LINE - 5);

    assertThat(read(Pieces.whole((most + "\n\n").getBytes(UTF_8)))).hasSize(1);
    assertThatThrownBy(() -> read(Pieces.whole((most + "x\n\n").getBytes(UTF_8))))
        .isInstanceOf(StreamTooLarge.class);
    assertThatThrownBy(() -> read(Pieces.whole((most + "x").getBytes(UTF_8))))
        .isInstanceOf(StreamTooLarge.class);
  }

  @Test
  void refusesAnEventThatNeverEnds() {
    byte[] line = ("data:" + "x".repeat(999_999) + "\n").getBytes(UTF_8);
    byte[] nine = new byte[line.length * 9];
    for (int at = 0; at < nine.length; at += line.length) {
      System.arraycopy(line, 0, nine, at, line.length);
    }

    assertThatThrownBy(() -> read(Pieces.whole(nine)))
        .isInstanceOf(StreamTooLarge.class)
        .hasMessageContaining("event");
  }

  @Test
  void refusesALineWithoutEndWithinBoundedMemory() {
    // A gigabyte of text: only a reader that stops early gets through this quickly.
    long[] given = {0};
    BufferedSource endless =
        Pieces.of(
            new byte[4 * 1024 * 1024],
            () -> {
              given[0] += 8192;
              return 8192;
            });

    assertThatThrownBy(() -> read(endless)).isInstanceOf(StreamTooLarge.class);
    assertThat(given[0]).isLessThan(SseReader.MOST_LINE * 2L);
  }

  private static long retryOf(String stream) throws IOException {
    SseReader reader = new SseReader(Pieces.whole(stream.getBytes(UTF_8)), new StepClock(), 0);
    assertThat(reader.next()).isFalse();
    return reader.retryMillis().orElse(-1);
  }

  static List<Event> read(BufferedSource source) throws IOException {
    SseReader reader = new SseReader(source, new StepClock(), 0);
    List<Event> events = new ArrayList<>();
    while (reader.next()) {
      String data = new String(reader.data(), reader.dataStart(), reader.dataLength(), UTF_8);
      assertThat(reader.dataText()).isEqualTo(data);
      events.add(new Event(reader.type(), data, reader.lastEventId()));
    }
    return events;
  }

  private static byte[] randomStream(Random random) {
    String[] words = {
      "data",
      "event",
      "id",
      "retry",
      ":",
      ": ",
      " ",
      "\n",
      "\r",
      "\r\n",
      "\n\n",
      "a",
      "\0",
      "é",
      "€",
      "😀",
      "\uFEFF",
      "{\"x\":1}",
      "data: x\n\n",
      "7"
    };
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(40); count > 0; count--) {
      text.append(words[random.nextInt(words.length)]);
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (bytes.length > 0 && random.nextInt(3) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) (0x80 + random.nextInt(0x80));
    }
    return bytes;
  }

  private static byte[] concat(byte[]... parts) {
    okio.Buffer all = new okio.Buffer();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.readByteArray();
  }
}
