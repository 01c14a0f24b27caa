package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.Fuzz;
import app.diptych.gateway.ReferenceEventStream.Event;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a gateway sends, the readers take it as the standards say, or refuse it. */
@Timeout(1_200)
class StreamFuzzTest {
  private static final List<String> WORDS =
      List.of(
          "\n",
          "\r",
          "\r\n",
          "\n\n",
          "\r\r",
          "data",
          "data:",
          "data: ",
          "event: x",
          "id: 1",
          "id",
          "retry: 5",
          ":",
          ": ",
          "\u0000",
          "\uFEFF",
          "[DONE]",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          "\\u",
          "\\ud83d",
          "null",
          "true",
          "-1",
          "1e999",
          "99999999999999999999",
          "\"delta\":",
          "\"choices\":",
          "\"content\":\"x\"",
          "\"finish_reason\":\"stop\"",
          "\"index\":1",
          "\"error\":{}",
          "\"usage\":{",
          "\"model\":3",
          "\u2028",
          "\uD83D\uDE00",
          "é",
          ",",
          "\"reasoning_content\":\"y\"",
          "\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":-1,\"top_logprobs\":[]}]}");

  private static final List<String> CHUNKS =
      List.of(
          "{'id':'c','object':'chat.completion.chunk','created':1,'model':'m','choices':[{'index':0,'delta':{'role':'assistant','content':''},'finish_reason':null}]}",
          "{'id':'c','object':'chat.completion.chunk','created':1,'model':'m','choices':[{'index':0,'delta':{'content':'Hé \\u00e9\\n\\\"x\\\"'},'logprobs':null,'finish_reason':null}]}",
          "{'id':'c','object':'chat.completion.chunk','created':1,'model':'m','choices':[{'index':0,'delta':{'content':'next'},'logprobs':null,'finish_reason':null}]}",
          "{'choices':[{'delta':{'reasoning_content':'so'}}]}",
          "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}",
          "{'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':5,'completion_tokens_details':{'reasoning_tokens':3}}}",
          "{'error':{'message':'no','type':'server_error','code':'x'}}");

  @Test
  void eventStreamsForAMoment() {
    Fuzz.briefly(2_500, StreamFuzzTest::stream);
  }

  @Test
  void chunksForAMoment() {
    Fuzz.briefly(2_500, StreamFuzzTest::chunks);
  }

  @Test
  @Tag("fuzz")
  void eventStreamsForLong() {
    Fuzz.forLong("SseReader", StreamFuzzTest::stream);
  }

  @Test
  @Tag("fuzz")
  void chunksForLong() {
    Fuzz.forLong("ChunkDecoder", StreamFuzzTest::chunks);
  }

  /** Read in random pieces it gives what the plain reading of the standard gives. */
  private static void stream(Random random) throws IOException {
    StringBuilder stream = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      stream.append(Wire.event(CHUNKS.get(random.nextInt(CHUNKS.size()))));
    }
    byte[] bytes = Fuzz.changed(stream.toString().getBytes(UTF_8), WORDS, random);
    int longest = 1 + random.nextInt(random.nextBoolean() ? 8 : 2_000);
    List<Event> read = new ArrayList<>();
    SseReader reader =
        new SseReader(Pieces.of(bytes, () -> 1 + random.nextInt(longest)), NanoClock.system(), 0);
    while (reader.next()) {
      assertThat(
              Utf8.isWellFormed(
                  reader.data(), reader.dataStart(), reader.dataStart() + reader.dataLength()))
          .isTrue();
      read.add(new Event(reader.type(), reader.dataText(), reader.lastEventId()));
    }
    assertThat(read).isEqualTo(ReferenceEventStream.parse(bytes));
  }

  /** What was read before makes no difference, and all that is thrown says that it is malformed. */
  private static void chunks(Random random) {
    boolean weighed = random.nextInt(4) == 0;
    ChunkDecoder one = new ChunkDecoder(weighed);
    for (int i = 0; i < 6; i++) {
      byte[] chunk = Wire.json(CHUNKS.get(random.nextInt(CHUNKS.size()))).getBytes(UTF_8);
      byte[] changed = random.nextInt(3) == 0 ? chunk : Fuzz.changed(chunk, WORDS, random);
      byte[] bytes = Utf8.repaired(changed, 0, changed.length);
      assertThat(decoded(one, bytes))
          .as(new String(bytes, UTF_8))
          .isEqualTo(decoded(new ChunkDecoder(weighed), bytes));
    }
  }

  private static Object decoded(ChunkDecoder decoder, byte[] bytes) {
    try {
      return decoder.decode(bytes, 0, bytes.length);
    } catch (MalformedChunk told) {
      return "malformed";
    }
  }
}
