package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Usage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkDecoderTest {

  /** What gateways send in place of one and the same thing, as seen up to 2026-11. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // chunk | content | reasoning | finish reason
        "{'choices':[{'index':0,'delta':{'content':'Hi'},'finish_reason':null}]} | Hi | ~~ | ~~",
        "{'choices':[{'delta':{'content':'Hi'},'index':0}]} | Hi | ~~ | ~~",
        "{'choices':[{'delta':{'content':'Hi'}}]} | Hi | ~~ | ~~",
        "{'choices':[{'index':0,'delta':{'role':'assistant'}}]} | ~~ | ~~ | ~~",
        "{'choices':[{'index':0,'delta':{'role':'assistant','content':''}}]} | ~~ | ~~ | ~~",
        "{'choices':[{'index':0,'delta':{'content':null}}]} | ~~ | ~~ | ~~",
        "{'choices':[{'index':0,'delta':null,'finish_reason':'stop'}]} | ~~ | ~~ | stop",
        "{'choices':[{'index':0,'delta':{},'finish_reason':'length'}]} | ~~ | ~~ | length",
        "{'choices':[{'index':0,'delta':{},'finish_reason':''}]} | ~~ | ~~ | ~~",
        "{'choices':[{'index':0,'delta':{'reasoning_content':'hm'}}]} | ~~ | hm | ~~",
        "{'choices':[{'index':0,'delta':{'reasoning':'hm'}}]} | ~~ | hm | ~~",
        "{'choices':[{'delta':{'reasoning':'hm','reasoning_content':'hm'}}]} | ~~ | hm | ~~",
        "{'choices':[{'delta':{'reasoning':'hm','reasoning_content':null}}]} | ~~ | hm | ~~",
        "{'choices':[{'delta':{'reasoning':{'effort':'high'},'content':'a'}}]} | a | ~~ | ~~",
        "{'choices':[{'delta':{'content':'a','reasoning_content':'b'}}]} | a | b | ~~",
        "{'choices':[{'delta':{'refusal':'I cannot'}}]} | I cannot | ~~ | ~~",
        "{'choices':[{'delta':{'content':'a','refusal':null}}]} | a | ~~ | ~~",
        "{'choices':[{'index':1,'delta':{'content':'b'}}]} | ~~ | ~~ | ~~",
        "{'choices':[{'index':1,'delta':{'content':'b'}},{'index':0,'delta':{'content':'a'}}]} | a | ~~ | ~~",
        "{'choices':[{'delta':{'content':'a'}},{'delta':{'content':'b'}}]} | a | ~~ | ~~",
        "{'choices':[]} | ~~ | ~~ | ~~",
        "{'choices':null} | ~~ | ~~ | ~~",
        "{} | ~~ | ~~ | ~~",
        "{'choices':[{'message':{'content':'whole'},'finish_reason':'stop'}]} | whole | ~~ | stop",
        "{'choices':[{'delta':{'content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}}]} | ab | ~~ | ~~",
        "{'choices':[{'delta':{'content':[{'type':'thinking','thinking':[{'type':'text','text':'hm'}]}]}}]} | ~~ | hm | ~~",
        "{'x':{'choices':[{'delta':{'content':'no'}}]},'choices':[{'y':[[{}]],'delta':{'z':{'content':'no'},'content':'a'}}]} | a | ~~ | ~~",
        "{'choices':[{'delta':{'content':'\\u00e9\\\\ \\ud83d\\ude00'}}]} | é\\ 😀 | ~~ | ~~",
        "{'choices':[{'delta':{'tool_calls':[{'function':{'arguments':'{}'}}]},'finish_reason':'tool_calls'}]} | ~~ | ~~ | tool_calls",
        "{'choices':[{'delta':{'content':'a'},'logprobs':{'content':[{'token':'b','bytes':[98]}]}}]} | a | ~~ | ~~",
        "{'choices':[{'delta':{'content':'a'}}],'timings':{'prompt_ms':1.5},'obfuscation':'xyz'} | a | ~~ | ~~",
        " {'choices':[{'delta':{'content':'a'}}]}  | a | ~~ | ~~",
      })
  void readsEachDialect(String chunk, String content, String reasoning, String finish)
      throws MalformedChunk {
    Chunk decoded = decode(chunk);

    assertThat(decoded.content()).isEqualTo(content);
    assertThat(decoded.reasoning()).isEqualTo(reasoning);
    assertThat(decoded.finishReason()).isEqualTo(finish);
    assertThat(decoded.error()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // usage | input | output | reasoning | cached
        "{'prompt_tokens':9,'completion_tokens':5,'total_tokens':14} | 9 | 5 | 0 | 0",
        "{'prompt_tokens':9,'completion_tokens':5,'prompt_tokens_details':{'cached_tokens':4},'completion_tokens_details':{'reasoning_tokens':3}} | 9 | 5 | 3 | 4",
        "{'prompt_tokens':9,'completion_tokens':5,'prompt_tokens_details':null,'completion_tokens_details':null} | 9 | 5 | 0 | 0",
        "{'prompt_tokens':9,'completion_tokens':5,'prompt_cache_hit_tokens':4} | 9 | 5 | 0 | 4",
        "{'prompt_tokens':9,'completion_tokens':5,'total_tokens':21,'completion_tokens_details':{'reasoning_tokens':7}} | 9 | 12 | 7 | 0",
        "{'prompt_tokens':9,'completion_tokens':5,'completion_tokens_details':{'reasoning_tokens':7}} | 9 | 12 | 7 | 0",
        "{'prompt_tokens':9,'completion_tokens':5,'prompt_tokens_details':{'cached_tokens':40}} | 9 | 5 | 0 | 40",
        "{'prompt_tokens':9,'completion_tokens':0} | 9 | 0 | 0 | 0",
      })
  void readsUsage(String usage, int input, int output, int reasoning, int cached)
      throws MalformedChunk {
    assertThat(decode("{'choices':[],'usage':" + usage + "}").usage())
        .isEqualTo(new Usage(input, output, reasoning, cached, Usage.Source.REPORTED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{'prompt_tokens':9}",
        "{'completion_tokens':9}",
        "{'prompt_tokens':-1,'completion_tokens':5}",
        "{'prompt_tokens':9,'completion_tokens':99999999999}",
        "{'prompt_tokens':'9','completion_tokens':5}",
        "[]",
        "3",
      })
  void takesNoUsageThatIsNotWhole(String usage) throws MalformedChunk {
    assertThat(decode("{'choices':[],'usage':" + usage + "}").usage()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "null | false",
        "{} | false",
        "{'prompt_tokens':9} | false",
        "{'prompt_tokens':null,'completion_tokens':5} | false",
        "{'prompt_tokens':9,'completion_tokens':5} | false",
        "{'prompt_tokens':-5,'completion_tokens':-7} | true",
        "{'prompt_tokens':9,'completion_tokens':3000000000} | true",
        "{'prompt_tokens':'9','completion_tokens':5} | true",
        "{'prompt_tokens':9.5,'completion_tokens':5} | true",
      })
  void tellsWhenAUsageIsNoNumberOfTokens(String usage, boolean refused) throws MalformedChunk {
    assertThat(decode("{'choices':[],'usage':" + usage + "}").usageRefused()).isEqualTo(refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // chunk | message | type | code
        "{'error':{'message':'no','type':'server_error','code':'x'}} | no | server_error | x",
        "{'error':{'message':'no','code':429}} | no | ~~ | 429",
        "{'error':'no'} | no | ~~ | ~~",
        "{'error':{'message':{'message':'no'}}} | no | ~~ | ~~",
        "{'error':{}} | ~~ | ~~ | ~~",
        "{'error':true} | ~~ | ~~ | ~~",
        "{'object':'error','message':'no','type':'BadRequestError','code':400} | no | BadRequestError | 400",
        "{'type':'error','error':{'type':'overloaded_error','message':'no'}} | no | overloaded_error | ~~",
        "{'choices':[{'delta':{'content':''},'finish_reason':'error'}],'error':{'code':502,'message':'no'}} | no | ~~ | 502",
        "{'choices':[{'error':{'code':502,'message':'no'}}]} | no | ~~ | 502",
        "{'choices':[{'delta':{},'finish_reason':'error'}]} | ~~ | ~~ | ~~",
        "{'error':{'message':'Provider returned error','code':400,'metadata':{'raw':'too hot','provider_name':'x'}}} | Provider returned error: too hot | ~~ | 400",
      })
  void findsTheErrorInside(String chunk, String message, String type, String code)
      throws MalformedChunk {
    assertThat(decode(chunk).error()).isEqualTo(new GatewayError(message, type, code, null, null));
  }

  @Test
  void readsHowFarAPromptWasTooLong() throws MalformedChunk {
    GatewayError error =
        decode(
                "{'error':{'code':400,'message':'too long','type':'exceed_context_size_error',"
                    + "'n_prompt_tokens':5000,'n_ctx':4096}}")
            .error();

    assertThat(error)
        .isEqualTo(new GatewayError("too long", "exceed_context_size_error", "400", 5000, 4096));
  }

  @Test
  void readsWhoAnswered() throws MalformedChunk {
    Chunk chunk = decode("{'model':'m-1','system_fingerprint':'fp','choices':[]}");

    assertThat(chunk.model()).isEqualTo("m-1");
    assertThat(chunk.fingerprint()).isEqualTo("fp");
    assertThat(chunk.hasChoices()).isTrue();
    assertThat(decode("{'model':null,'system_fingerprint':null}").fingerprint()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{'choices':[{'delta':{'content':'a'",
        "{'choices':[{'delta':{'content':'a'}}]",
        "{'choices':[{'delta':{'content':'a'}}]}}",
        "{'choices':[]} {'choices':[]}",
        "[]",
        "'text'",
        "null",
        "[DONE",
        "{'choices':{}}",
        "{'choices':[3]}",
        "{'choices':[{'delta':'a'}]}",
        "{'choices':[{'delta':{'content':5}}]}",
        "{'choices':[{'delta':{'content':{}}}]}",
        "{'choices':[{'delta':{},'finish_reason':5}]}",
        "{'choices':[{'index':99999999999}]}",
        "{'choices':[],}",
        "{choices:[]}",
        "{'choices':[NaN]}",
      })
  void refusesWhatIsNoChunk(String chunk) {
    assertThatThrownBy(() -> decode(chunk)).isInstanceOf(MalformedChunk.class);
  }

  @Test
  void refusesJsonThatIsBuiltToHurt() {
    String deep = "{'x':" + "[".repeat(100) + "]".repeat(100) + "}";
    String longNumber = "{'x':" + "1".repeat(101) + "}";
    String longName = "{'" + "x".repeat(300) + "':1}";
    String longString = "{'model':'" + "y".repeat(8 * 1024 * 1024 + 1) + "'}";
    String manyTokens = "{'x':[" + "1,".repeat(1_000_000) + "1]}";

    for (String bomb : new String[] {deep, longNumber, longName, longString, manyTokens}) {
      assertThatThrownBy(() -> decode(bomb)).isInstanceOf(MalformedChunk.class);
    }
  }

  @Test
  void tellsAnEndThatCameTooEarlyFromRubbish() {
    String whole =
        "{'model':'m','choices':[{'index':0,'x':-12.5e3,'y':true,'delta':{'content':'é'}}]}";
    for (int length = 0; length < whole.length(); length++) {
      String start = whole.substring(0, length);
      assertThatThrownBy(() -> decode(start))
          .as(start)
          .isInstanceOfSatisfying(MalformedChunk.class, cut -> assertThat(cut.isCut()).isTrue());
    }
    assertThatThrownBy(() -> decode("{'choices':x, 'model':'m'}"))
        .isInstanceOfSatisfying(MalformedChunk.class, bad -> assertThat(bad.isCut()).isFalse());
  }

  /** The way over the template must give what the JSON parser gives, chunk for chunk. */
  @Test
  void decodesAStreamLikeEachOfItsChunksAlone() throws MalformedChunk {
    Random random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      ChunkDecoder learning = new ChunkDecoder();
      for (int count = 0; count < 12; count++) {
        byte[] chunk = randomChunk(random).getBytes(UTF_8);
        int offset = random.nextInt(3) * 7;
        byte[] padded = new byte[offset + chunk.length + 5];
        System.arraycopy(chunk, 0, padded, offset, chunk.length);
        assertThat(outcome(learning, padded, offset, chunk.length))
            .as(() -> new String(chunk, UTF_8))
            .isEqualTo(outcome(new ChunkDecoder(), chunk, 0, chunk.length));
      }
    }
  }

  @Test
  void recognisesChunksThatDifferOnlyInTheirText() throws MalformedChunk {
    String chunk = "{'id':'1','choices':[{'index':0,'delta':{'content':'%s'}}],'model':'m'}";
    byte[] first = json(chunk.formatted("Hello"));
    ChunkTemplate template = template(first);

    assertThat(template.match(json(chunk.formatted(" wörld")), 0, first.length + 2))
        .isEqualTo(decode(chunk.formatted(" wörld")));
    for (String text : new String[] {"", "\\\\n", "\\\"", "a\\\",\\\"b", "\t"}) {
      byte[] other = json(chunk.formatted(text));
      assertThat(template.match(other, 0, other.length)).as(text).isNull();
    }
    byte[] other = json(chunk.replace("'1'", "'2'").formatted("Hello"));
    assertThat(template.match(other, 0, other.length)).isNull();
  }

  private static ChunkTemplate template(byte[] chunk) throws MalformedChunk {
    int start = new String(chunk, UTF_8).indexOf("\"Hello\"");
    Chunk decoded = new ChunkDecoder().decode(chunk, 0, chunk.length);
    ChunkTemplate template =
        ChunkTemplate.of(decoded, chunk, 0, chunk.length, start, start + "\"Hello\"".length());
    assertThat(template).isNotNull();
    return java.util.Objects.requireNonNull(template);
  }

  private static String randomChunk(Random random) {
    String[] texts = {
      "a",
      " wort",
      "é",
      "😀",
      "\\n",
      "\\u00e9",
      "\\\"",
      "",
      "x\\\\",
      "{\\\"content\\\":\\\"b\\\"}",
      "\u2028",
      "\\ud83d",
      "b",
      "c"
    };
    String text = texts[random.nextInt(texts.length)];
    String other = texts[random.nextInt(texts.length)];
    String[] shapes = {
      "{'id':'1','model':'m','choices':[{'index':0,'delta':{'content':'%1$s'}}]}",
      "{'id':'1','model':'m','choices':[{'index':0,'delta':{'content':'%1$s'}}]}",
      "{'id':'1','model':'m','choices':[{'index':0,'delta':{'content':'%1$s'}}]}",
      "{'id':'1','choices':[{'index':0,'delta':{'reasoning':'%1$s','content':''}}]}",
      "{'id':'1','choices':[{'index':0,'delta':{'reasoning':'%1$s','reasoning_content':'%2$s'}}]}",
      "{'choices':[{'index':1,'delta':{'content':'%1$s'}},{'index':0,'delta':{'content':'%2$s'}}]}",
      "{'choices':[{'index':0,'delta':{'content':'%1$s','content':'%2$s'}}]}",
      "{'choices':[{'index':0,'delta':{'content':'%1$s'},'finish_reason':'stop'}]}",
      "{'choices':[{'delta':{'content':'%1$s'}}],'usage':{'prompt_tokens':1,'completion_tokens':1}}",
      "{'choices':[{'delta':{'content':[{'text':'%1$s'},{'text':'%2$s'}]}}]}",
      "{'choices':[{'delta':{'refusal':'%1$s'}}]}",
      "{'model':'%1$s','choices':[{'delta':{'content':'%2$s'}}]}",
      "{'choices':[{'delta':{'content':'%1$s'}}],'choices':[{'delta':{'content':'%2$s'}}]}",
      "{'choices':[{'delta':{'content':'%1$s'}}",
    };
    return shapes[random.nextInt(shapes.length)].replace('\'', '"').formatted(text, other);
  }

  private static String outcome(ChunkDecoder decoder, byte[] bytes, int from, int length) {
    try {
      return decoder.decode(bytes, from, length).toString();
    } catch (MalformedChunk malformed) {
      return "malformed";
    }
  }

  private static Chunk decode(String chunk) throws MalformedChunk {
    byte[] bytes = json(chunk);
    return new ChunkDecoder().decode(bytes, 0, bytes.length);
  }

  private static byte[] json(String withSingleQuotes) {
    return withSingleQuotes.replace('\'', '"').getBytes(UTF_8);
  }
}
