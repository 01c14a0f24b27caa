package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.RecordedEvents.Recorded;
import app.diptych.completion.Usage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twenty streams that five widely used clients were given in turn, and some more in the dialects of
 * gateways; what a mere reader of event streams cannot decide, such as what to do after a malformed
 * chunk, is our choice. Each is split at every byte, at every pair of bytes and cut at every byte.
 */
class AnswerStreamsTest {
  private static final MediaType EVENT_STREAM = MediaType.get("text/event-stream");

  /** When the first byte was read: before the clock is looked at again. */
  private static final long AWAITED = 0;

  private static final Usage USAGE = new Usage(9, 2, 0, 0, Usage.Source.REPORTED);

  /** Short, so that every pair of splits can be tried. */
  private static final String HELLO = Wire.event("{'choices':[{'delta':{'content':'Hé'}}]}");

  private static final String WORLD = Wire.event("{'choices':[{'delta':{'content':'llo'}}]}");
  private static final String STOP =
      Wire.event("{'choices':[{'delta':{},'finish_reason':'stop'}]}");
  private static final String BOTH = HELLO + WORLD + STOP;

  /**
   * A stream and what it must become.
   *
   * @param ending the finish reason, or the kind of the failure
   */
  record Answer(
      String name,
      String stream,
      String text,
      String reasoning,
      String ending,
      @Nullable Usage usage) {
    @Override
    public String toString() {
      return name;
    }

    Answer thinking(String thoughts) {
      return new Answer(name, stream, text, thoughts, ending, usage);
    }

    Answer counting() {
      return new Answer(name, stream, text, reasoning, ending, USAGE);
    }
  }

  static Stream<Answer> answers() {
    String usage = Wire.event("{'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':2}}");
    String error = Wire.event("{'error':{'message':'boom','type':'server_error'}}");
    return Stream.of(
        whole("lf", BOTH + Wire.DONE),
        whole("crlf", (BOTH + Wire.DONE).replace("\n", "\r\n")),
        whole("cr", (BOTH + Wire.DONE).replace("\n", "\r")),
        whole("no space", (BOTH + Wire.DONE).replace("data: ", "data:")),
        whole("bom", "\uFEFF" + BOTH + Wire.DONE),
        whole("comment keep-alive", ": OPENROUTER PROCESSING\n\n" + HELLO + ":\n" + WORLD + STOP),
        whole("event field", "event: completion\n" + HELLO + WORLD + STOP + Wire.DONE),
        whole("stale event name", "event: error\n\n" + BOTH + Wire.DONE),
        whole("id and retry", "id: 1\nretry: 10\n" + BOTH + Wire.DONE),
        whole("unknown field", "foo: bar\n" + HELLO + "x\n\n" + WORLD + STOP + Wire.DONE),
        whole("split data lines", BOTH.replace("[{", "[\ndata: {") + Wire.DONE),
        whole("empty data event", "data:\n\n" + HELLO + "data\n\n" + WORLD + STOP + Wire.DONE),
        whole("no final blank line", BOTH + Wire.DONE.strip()),
        whole("end without mark", BOTH),
        whole("usage-only chunk", BOTH + usage + Wire.DONE).counting(),
        whole(
                "reasoning delta",
                Wire.event("{'choices':[{'delta':{'reasoning_content':'hm'}}]}") + BOTH)
            .thinking("hm"),
        new Answer(
            "U+2028 inside text",
            HELLO.replace("Hé", "a\u2028b\u0085c") + STOP,
            "a\u2028b\u0085c",
            "",
            "stop",
            null),
        broken("malformed then good", HELLO + "data: {\"choices\":[\n\n" + WORLD, "BrokenStream"),
        broken("mid-stream error", HELLO + error + Wire.DONE, "ProviderError"),
        broken("connection cut", HELLO + WORLD.substring(0, 12), "ConnectionLost"),
        // And what the field sends besides.
        broken("an incomplete last event", HELLO + STOP.strip(), "ConnectionLost"),
        broken("an end mark alone", HELLO + Wire.DONE, "BrokenStream"),
        broken("an error after the finish", HELLO + STOP + error, "ProviderError"),
        broken("an event of type error", HELLO + "event: error\ndata: boom\n\n", "ProviderError"),
        broken(
            "an error for a finish reason",
            HELLO + Wire.event("{'choices':[{'delta':{},'finish_reason':'error'}]}"),
            "ProviderError"),
        whole(
                "usage in the finish chunk",
                HELLO
                    + WORLD
                    + Wire.event(
                        "{'choices':[{'delta':{},'finish_reason':'stop'}],"
                            + "'usage':{'prompt_tokens':9,'completion_tokens':2}}"))
            .counting(),
        whole(
                "reasoning under its other name",
                Wire.event("{'choices':[{'delta':{'reasoning':'hm'}}]}") + BOTH)
            .thinking("hm"),
        new Answer(
            "cut by length",
            HELLO + Wire.event("{'choices':[{'delta':{},'finish_reason':'length'}]}"),
            "Hé",
            "",
            "length",
            null),
        whole("marked twice", BOTH + Wire.DONE + Wire.DONE),
        whole("choices that are null", Wire.event("{'choices':null}") + BOTH));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void becomesWhatItMust(Answer answer) throws Exception {
    assertRead(answer, Pieces.whole(bytes(answer)), "whole");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void becomesTheSameWhereverItIsSplit(Answer answer) throws Exception {
    byte[] bytes = bytes(answer);
    for (int offset = 0; offset <= bytes.length; offset++) {
      assertRead(answer, Pieces.splitAt(bytes, offset), "split at " + offset);
    }
    assertRead(answer, Pieces.of(bytes, () -> 1), "byte by byte");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void becomesTheSameWhereverItIsSplitTwice(Answer answer) throws Exception {
    byte[] bytes = bytes(answer);
    for (int first = 1; first < bytes.length; first += 3) {
      for (int second = first + 1; second < bytes.length; second += 2) {
        assertRead(answer, PublicVectorsTest.splitAt(bytes, first, second), first + ", " + second);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void neverFinishesWithoutAFinishReasonWhereverItIsCut(Answer answer) throws Exception {
    byte[] bytes = bytes(answer);
    for (int length = 0; length < bytes.length; length++) {
      byte[] start = Arrays.copyOf(bytes, length);
      RecordedEvents read = read(Pieces.whole(start), EVENT_STREAM);
      boolean reasonCame = saysWhy(new String(start, UTF_8));

      if (read.last() instanceof Finished) {
        assertThat(reasonCame).as("finished, cut at %d", length).isTrue();
      }
      assertThat(answer.text()).as("nothing invented").startsWith(read.text());
    }
  }

  @Test
  void readsAWholeDocumentWithoutAStream() throws Exception {
    byte[] document =
        Wire.json(
                "{'model':'m','choices':[{'message':{'content':'Hé','reasoning_content':'hm'},"
                    + "'finish_reason':'stop'}],'usage':{'prompt_tokens':9,'completion_tokens':2}}")
            .getBytes(UTF_8);
    Answer answer = new Answer("document", "", "Hé", "hm", "stop", USAGE);
    for (int offset = 0; offset <= document.length; offset++) {
      assertRead(answer, Pieces.splitAt(document, offset), "split at " + offset);
    }
  }

  /** Whether a whole event with a finish reason is in it; a CR alone ends a line too. */
  private static boolean saysWhy(String stream) {
    String plain = stream.replace("\r\n", "\n").replace('\r', '\n');
    int reason = plain.indexOf("\"finish_reason\":\"");
    return reason >= 0 && plain.indexOf("\n\n", reason) > 0;
  }

  private static void assertRead(Answer answer, BufferedSource source, String how)
      throws Exception {
    RecordedEvents read = read(source, EVENT_STREAM);
    assertThat(read.text()).as(how).isEqualTo(answer.text());
    assertThat(read.reasoning()).as(how).isEqualTo(answer.reasoning());
    assertThat(read.usage()).as(how).isEqualTo(answer.usage());
    String ending =
        read.last() instanceof Finished finished ? finished.reason().wire() : read.failure().kind();
    assertThat(ending).as(how).isEqualTo(answer.ending());
  }

  @Test
  void stampsWhatHadComeBeforeWithTheReadThatBroughtIt() throws Exception {
    String first = Wire.delta("a");
    BufferedSource source =
        Pieces.splitAt((first + Wire.answer("b", "c")).getBytes(UTF_8), first.length());
    // As it is when the first byte was waited for: what comes of that is not the model's time.
    assertThat(source.request(1)).isTrue();

    List<Recorded> deltas =
        read(source, EVENT_STREAM).recorded().stream()
            .filter(recorded -> recorded.event() instanceof TextDelta)
            .toList();

    assertThat(deltas).hasSize(3);
    assertThat(deltas.getFirst().atNanos()).isEqualTo(AWAITED);
    assertThat(deltas.get(1).atNanos()).isGreaterThan(AWAITED);
  }

  @Test
  void stampsWhatComesAfterBlanksWithItsOwnRead() throws Exception {
    BufferedSource source = Pieces.splitAt(("\n\n" + Wire.answer("a")).getBytes(UTF_8), 2);
    assertThat(source.request(1)).isTrue();

    assertThat(read(source, EVENT_STREAM).recorded())
        .filteredOn(recorded -> recorded.event() instanceof TextDelta)
        .singleElement()
        .satisfies(delta -> assertThat(delta.atNanos()).isGreaterThan(AWAITED));
  }

  /** The whole way from bytes to events, without a socket. */
  private static RecordedEvents read(BufferedSource source, MediaType type) throws Exception {
    RecordedEvents events = new RecordedEvents();
    StepClock clock = new StepClock();
    EventGate gate = new EventGate(events, clock);
    UntrustedText text = new UntrustedText(null);
    Addressee to =
        new Addressee("gate", HttpUrl.get("https://gateway.example.com/v1"), "m", true, text);
    AnswerEvents answer = new AnswerEvents(gate, to, new ServerTimes(text), clock.nanos());
    try {
      new AnswerBody(source, clock, AWAITED, to, answer, false).read(type);
    } catch (GatewayException failed) {
      gate.fail(failed.failure());
    } catch (IOException cut) {
      NetworkFailures network = new NetworkFailures(to, GatewayTimeouts.DEFAULTS);
      gate.fail(network.of(cut, CallPhase.ANSWERING, null));
    }
    return events.awaitLast();
  }

  private static Answer whole(String name, String stream) {
    return new Answer(name, stream, "Héllo", "", "stop", null);
  }

  private static Answer broken(String name, String stream, String kind) {
    return new Answer(name, stream, "Hé", "", kind, null);
  }

  private static byte[] bytes(Answer answer) {
    return answer.stream().getBytes(UTF_8);
  }
}
