package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.completion.TokenCertainty;
import app.diptych.completion.TokenCertainty.Alternative;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The probabilities of tokens, as llama-server and others tell them. */
class LogprobsTest {
  /** As llama-server v0.5.0 (commit de3ff81) sent it on 2026-11-27, without ids and times. */
  private static final String REAL =
      """
      {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"One"},"logprobs":{"content":[{"id":478,\
      "token":"One","bytes":[79,110,101],"logprob":-1.1122997999191284,"top_logprobs":[{"id":1044,"token":"Once",\
      "bytes":[79,110,99,101],"logprob":-1.0034884214401245},{"id":478,"token":"One","bytes":[79,110,101],\
      "logprob":-1.1122997999191284}]}]}}],"model":"m","object":"chat.completion.chunk"}\
      """;

  @Test
  void readsWhatLlamaServerSends() throws Exception {
    Chunk chunk = read(REAL);

    List<TokenCertainty> certainty =
        WeighedToken.over(chunk.content(), chunk.tokens(), UnaryOperator.identity());
    assertThat(certainty).hasSize(1);
    assertThat(certainty.getFirst().length()).isEqualTo(3);
    assertThat(certainty.getFirst().probability()).isCloseTo(0.3288, within(0.0001));
    assertThat(certainty.getFirst().alternatives())
        .extracting(Alternative::token)
        .containsExactly("Once", "One");
  }

  @Test
  void doesNotLookWhenNobodyAsked() throws Exception {
    byte[] bytes = REAL.getBytes(StandardCharsets.UTF_8);
    assertThat(new ChunkDecoder().decode(bytes, 0, bytes.length).tokens()).isEmpty();
  }

  @Test
  void neverGivesOneTokenTheProbabilityOfAnother() throws Exception {
    ChunkDecoder decoder = new ChunkDecoder(true);
    byte[] first = REAL.getBytes(StandardCharsets.UTF_8);
    decoder.decode(first, 0, first.length);
    byte[] lie =
        REAL.replace("\"content\":\"One\"", "\"content\":\"Two\"").getBytes(StandardCharsets.UTF_8);

    Chunk chunk = decoder.decode(lie, 0, lie.length);

    assertThat(WeighedToken.over(chunk.content(), chunk.tokens(), UnaryOperator.identity()))
        .isEmpty();
  }

  @Test
  void passesOverWhatIsNotOfThatForm() throws Exception {
    for (String odd :
        List.of(
            "null",
            "[]",
            "7",
            "{\"content\":null}",
            "{\"content\":{}}",
            "{\"content\":[null]}",
            "{\"content\":[{\"token\":\"One\"}]}",
            "{\"content\":[{\"token\":\"One\",\"logprob\":\"x\"}]}",
            "{\"content\":[{\"token\":\"One\",\"logprob\":1e999}]}",
            "{\"content\":[{\"token\":\"\",\"logprob\":-1}]}",
            "{\"content\":[{\"token\":[],\"logprob\":-1,\"top_logprobs\":{}}]}")) {
      Chunk chunk = read(with(odd));
      assertThat(chunk.content()).as(odd).isEqualTo("One");
      assertThat(chunk.tokens()).as(odd).isEmpty();
    }
  }

  @Test
  void takesAProbabilityALittleAboveOneForOne() throws Exception {
    assertThat(
            read(with("{\"content\":[{\"token\":\"One\",\"logprob\":1e-9}]}"))
                .tokens()
                .getFirst()
                .logProbability())
        .isZero();
  }

  @Test
  void keepsNoMoreThanASmallPartOfAHugeList() throws Exception {
    String many = "{\"token\":\"a\",\"logprob\":-1},".repeat(5000) + "{}";
    assertThat(read(with("{\"content\":[" + many + "]}")).tokens()).isEmpty();
    assertThat(
            read(with(
                    "{\"content\":[{\"token\":\"One\",\"logprob\":-1,\"top_logprobs\":["
                        + many
                        + "]}]}"))
                .tokens()
                .getFirst()
                .alternatives())
        .hasSize(LogprobsReader.MOST_ALTERNATIVES);
  }

  /** Any piece of text cut into tokens fits; the same tokens fit no other text. */
  @Test
  void fitsTokensToTheirOwnTextOnly() {
    Random random = new Random(20261127);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      List<WeighedToken> tokens = new java.util.ArrayList<>();
      for (int n = 1 + random.nextInt(5); n > 0; n--) {
        String token = List.of("a", " b", "\n", "\ud83d\ude00", "cd").get(random.nextInt(5));
        text.append(token);
        tokens.add(new WeighedToken(token, -random.nextDouble(), List.of()));
      }
      List<TokenCertainty> fitted =
          WeighedToken.over(text.toString(), tokens, UnaryOperator.identity());
      assertThat(fitted.stream().mapToInt(TokenCertainty::length).sum()).isEqualTo(text.length());
      assertThat(WeighedToken.over(text + "x", tokens, UnaryOperator.identity())).isEmpty();
      assertThat(WeighedToken.over("x" + text, tokens, UnaryOperator.identity())).isEmpty();
    }
  }

  @Test
  void takesTheKeyOutOfAlternatives() {
    List<WeighedToken> tokens =
        List.of(new WeighedToken("a", -1, List.of(new Alternative("sk-secret-key-1", -2))));
    assertThat(
            WeighedToken.over("a", tokens, new KeyMask("sk-secret-key-1", "[key]")::add)
                .getFirst()
                .alternatives()
                .getFirst()
                .token())
        .isEqualTo("[key]");
  }

  private static String with(String logprobs) {
    int from = REAL.indexOf("{\"content\":[{\"id\"");
    int to = REAL.indexOf("}],\"model\"");
    return REAL.substring(0, from) + logprobs + REAL.substring(to);
  }

  private static Chunk read(String json) throws Exception {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new ChunkDecoder(true).decode(bytes, 0, bytes.length);
  }
}
