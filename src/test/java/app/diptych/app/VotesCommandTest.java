package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.exchange.Exchange;
import app.diptych.exchange.Format;
import app.diptych.exchange.Redaction;
import app.diptych.exchange.Sample;
import app.diptych.report.PastAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of verdicts on the command line, each format as its tool writes it. */
@Timeout(120)
class VotesCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path home;

  @Test
  void tellsWhatATableOfVotesAllowsToSay() throws IOException {
    var result =
        run(
            "votes",
            file(
                "votes.csv",
                """
                Question ID;Model A;Model B;Winner;Rater;Category
                q1;alpha;beta;alpha;ann;code
                q2;beta;alpha;B;ann;code
                q3;alpha;beta;both bad;ann;prose
                q1;alpha;beta;tie;bob;code
                q2;alpha;beta;NaN;bob;code
                ;;;;;
                """));

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .startsWith("Not decided yet: alpha won 2 and beta 0 of 4 votes (1 tie, 1 both bad).")
        .contains("A is alpha, B is beta")
        .contains("A 2, B 0, tie 1, both bad 1 (n 4, on 3 prompts)")
        .contains("ann", "bob", "code", "stopping rule")
        .contains("Read as a table of votes: 4 votes count, of 5 rows.")
        .contains("left out: 1 \u00d7 rows without a verdict.");
  }

  @Test
  void printsTheDocumentedJson() throws IOException {
    StringBuilder rows = new StringBuilder("model_a,model_b,winner,left,pass_a,pass_b\n");
    for (int i = 0; i < 20; i++) {
      rows.append("alpha,beta,").append(i < 15 ? "a" : "b").append(",a,1,").append(i % 2);
      rows.append('\n');
    }
    JsonNode document = json("votes", file("votes.csv", rows.toString()), "--json");

    assertThat(document.path("n").asInt()).isEqualTo(20);
    assertThat(document.path("a").asInt()).isEqualTo(15);
    assertThat(document.path("b").asInt()).isEqualTo(5);
    assertThat(document.path("ties").asInt()).isZero();
    assertThat(document.path("bothBad").asInt()).isZero();
    JsonNode rate = document.path("winRateA");
    assertThat(rate.path("value").asDouble()).isCloseTo(0.75, within(1e-12));
    assertThat(rate.path("low").asDouble()).isCloseTo(0.531299, within(5e-7));
    assertThat(rate.path("high").asDouble()).isCloseTo(0.888138, within(5e-7));
    assertThat(document.path("signTest").path("p").asDouble()).isCloseTo(0.041389, within(5e-7));
    JsonNode stopping = document.path("stopping");
    assertThat(stopping.path("eValue").asDouble()).isBetween(1d, 20d);
    assertThat(stopping.path("decision").asString()).isEqualTo("keep_voting");
    assertThat(stopping.path("moreVotes").asInt()).isPositive();
    JsonNode best = document.path("bradleyTerry").get(0);
    assertThat(best.path("model").asString()).isEqualTo("alpha");
    assertThat(best.path("low").asDouble()).isLessThan(best.path("rating").asDouble());
    assertThat(document.path("position").path("leftWinRate").asDouble())
        .isCloseTo(0.75, within(1e-12));
    assertThat(document.path("position").has("low")).isTrue();
    assertThat(document.path("agreement").path("items").asInt()).isZero();
    assertThat(document.path("agreement").path("raw").isNull()).isTrue();
    assertThat(document.path("mcNemar").path("onlyA").asInt()).isEqualTo(10);
  }

  @Test
  void readsArenaBattlesAsListsAndAsLinesWithBothWordsForBothBad() throws IOException {
    String battles =
        """
        {"question_id":"b1","model_a":"vicuna-13b","model_b":"koala-13b","winner":"model_a","judge":"arena_user_973","turn":1,"anony":true,"language":"English","tstamp":1682351591.13,"conversation_a":[{"role":"user","content":"Hi"},{"role":"assistant","content":"# Hello\\n- one"}],"conversation_b":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hey"}]}
        {"question_id":"b2","model_a":"koala-13b","model_b":"vicuna-13b","winner":"tie (bothbad)","judge":"arena_user_12","turn":1,"anony":true,"language":"German","tstamp":1682351600.1}
        {"question_id":"b3","model_a":"koala-13b","model_b":"alpaca-13b","winner":"both_bad","judge":"arena_user_12","turn":1,"anony":true,"language":"German","tstamp":1682351700.1}
        {"question_id":"b4","model_a":"alpaca-13b","model_b":"vicuna-13b","winner":"model_b","judge":"arena_user_4","turn":2,"anony":true,"language":"English","tstamp":1682351800.1}
        {"question_id":"b5","model_a":"alpaca-13b","model_b":"vicuna-13b","winner":"who knows","judge":"arena_user_4","turn":1}
        """;
    JsonNode lines = json("votes", file("battles.jsonl", battles), "--json", "--a", "vicuna-13b");
    JsonNode list =
        json(
            "votes",
            file("battles.json", "[" + battles.strip().replace("\n", ",\n") + "]"),
            "--json",
            "--a",
            "vicuna-13b");

    assertThat(lines.path("format").asString()).isEqualTo("arena");
    assertThat(lines.path("votes").asInt()).isEqualTo(4);
    assertThat(lines.path("modelA").asString()).isEqualTo("vicuna-13b");
    assertThat(lines.path("modelB").asString()).isEqualTo("koala-13b");
    assertThat(lines.path("a").asInt()).isEqualTo(1);
    assertThat(lines.path("bothBad").asInt()).isEqualTo(1);
    assertThat(lines.path("leftOut").get(0).path("what").asString())
        .isEqualTo("battles without a winner");
    assertThat(list.path("bradleyTerry")).isEqualTo(lines.path("bradleyTerry"));
    assertThat(list.path("stopping")).isEqualTo(lines.path("stopping"));
  }

  @Test
  void readsJudgmentsOfMtBenchWithTheirTwoOrders() throws IOException {
    String judgments =
        """
        {"question_id":81,"model_1":"gpt-4","model_2":"vicuna","g1_winner":"model_1","g2_winner":"model_1","judge":["gpt-4","pair-v2"],"g1_judgment":"[[A]]","g2_judgment":"[[B]]","turn":1,"tstamp":1687222000.1}
        {"question_id":81,"model_1":"gpt-4","model_2":"vicuna","g1_winner":"model_1","g2_winner":"model_2","judge":["gpt-4","pair-v2"],"g1_judgment":"[[A]]","g2_judgment":"[[A]]","turn":2,"tstamp":1687222001.1}
        {"question_id":82,"model_1":"gpt-4","model_2":"vicuna","g1_winner":"error","g2_winner":"model_1","judge":["gpt-4","pair-v2"],"turn":1,"tstamp":1687222002.1}
        """;
    JsonNode document = json("votes", file("gpt-4_pair.jsonl", judgments), "--json");
    assertThat(document.path("format").asString()).isEqualTo("mt_bench");
    assertThat(document.path("a").asInt()).isEqualTo(1);
    assertThat(document.path("ties").asInt()).isEqualTo(1);
    assertThat(document.path("position").path("sameInBothOrders").path("value").asDouble())
        .isEqualTo(0.5);
    assertThat(document.path("position").path("firstInBothOrders").path("value").asDouble())
        .isEqualTo(0.5);
    assertThat(document.path("leftOut").get(0).path("count").asInt()).isEqualTo(1);
  }

  @Test
  void readsNumericPreferencesOfAlpacaEvalAndLeavesOutNaN() throws IOException {
    String[] preferences = {"1", "2", "1.5", "0", "1.0003", "null", "NaN", "7"};
    StringBuilder rows = new StringBuilder("[");
    for (int i = 0; i < preferences.length; i++) {
      rows.append(i == 0 ? "" : ",")
          .append("{\"instruction\":\"Do ")
          .append(i)
          .append(
              "\",\"dataset\":\"helpful_base\",\"generator_1\":\"davinci\",\"output_1\":\"one\",")
          .append("\"generator_2\":\"llama\",\"output_2\":\"two\",\"annotator\":\"gpt4\",")
          .append("\"preference\":")
          .append(preferences[i])
          .append('}');
    }
    JsonNode document = json("votes", file("annotations.json", rows + "]"), "--json");
    assertThat(document.path("format").asString()).isEqualTo("alpaca_eval");
    assertThat(document.path("a").asInt()).isEqualTo(2);
    assertThat(document.path("b").asInt()).isEqualTo(1);
    assertThat(document.path("ties").asInt()).isEqualTo(2);
    assertThat(document.path("leftOut").get(0).path("count").asInt()).isEqualTo(3);
    assertThat(document.path("slices").get(0).path("tag").asString()).isEqualTo("helpful_base");
  }

  @Test
  void readsABundleWithItsVotes() throws IOException {
    Path bundle = Path.of("sessions", "demo-prompts.diptych.jsonl");
    var result = run("votes", bundle.toString());
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("demo/small won 5 and demo/base 10 of 20 votes");
  }

  /** Where each answer stood is not in a bundle, and nothing is made up about it. */
  @Test
  void tellsNothingOfPlacesThatABundleDoesNotHold() throws IOException {
    JsonNode document =
        json("votes", Path.of("sessions", "demo-prompts.diptych.jsonl").toString(), "--json");
    assertThat(document.path("n").asInt()).isEqualTo(20);
    assertThat(document.path("position").path("leftWinRate").isNull()).isTrue();
  }

  @Test
  void readsTimesInMillisecondsAsTheyAre() throws IOException {
    StringBuilder rows = new StringBuilder("prompt,model_a,model_b,winner,timestamp\n");
    // Sorted by who won: in the order of the file the eighth would decide.
    for (int i = 0; i < 24; i++) {
      long millis = 1_764_230_400_000L + (i < 12 ? 2L * i : 2L * (i - 12) + 1) * 60_000;
      rows.append("p%d,alpha,beta,%s,%d\n".formatted(i, i < 12 ? "a" : "b", millis));
    }
    JsonNode document = json("votes", file("sorted.csv", rows.toString()), "--json");
    assertThat(document.path("stopping").path("inOrder").asBoolean()).isTrue();
    assertThat(document.path("stopping").path("decision").asString()).isEqualTo("keep_voting");
  }

  @Test
  void readsABundleAndTellsThatNobodyVoted() throws Exception {
    Path bundle = home.resolve("unjudged.diptych.jsonl");
    Exchange.write(
        Format.BUNDLE,
        List.of(PastAnswers.unjudged(Sample.PROMPTS.read())),
        bundle,
        Redaction.NONE);
    var result = run("votes", bundle.toString());
    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("There are no votes yet, so nothing can be said.");
  }

  @Test
  void refusesFilesThatMixFormatsWithASentence() throws IOException {
    String arena = "{\"model_a\":\"x\",\"model_b\":\"y\",\"winner\":\"model_a\"}\n";
    String alpaca =
        "{\"instruction\":\"Do\",\"generator_1\":\"x\",\"generator_2\":\"y\",\"preference\":1}\n";

    var within = run("votes", file("mixed.jsonl", arena + alpaca));
    assertThat(within.exit()).isEqualTo(2);
    assertThat(within.err())
        .contains("Formats are mixed: row 1")
        .contains("is arena battles, row 2")
        .contains("Give files of one format at a time.");

    var across =
        run("votes", file("a.jsonl", arena), file("b.csv", "model_a,model_b,winner\nx,y,a\n"));
    assertThat(across.exit()).isEqualTo(2);
    assertThat(across.err()).contains("Formats are mixed");
    assertThat(run("votes", file("a.jsonl", arena), file("c.jsonl", arena)).exit()).isZero();
  }

  @Test
  void tellsWhatIsWrongWithAFileInOneSentence() throws IOException {
    assertThat(refusal("missing.csv")).contains("There is no file");
    assertThat(refusal(file("empty.json", " \n"))).contains("empty.json is empty.");
    assertThat(refusal(file("table.csv", "colour,size\nred,3\n")))
        .contains("a table needs the columns model_a, model_b and winner");
    assertThat(refusal(file("other.json", "[{\"x\":1}]"))).contains("There are no votes in it.");
    assertThat(refusal(file("broken.jsonl", "{\"model_a\":\"x\",\n{{{\n")))
        .contains("is no readable JSON");
    assertThat(refusal(file("binary", "GGUF\0\0\0"))).contains("is no text");
    assertThat(refusal(file("deep.json", "[".repeat(100_000)))).contains("cannot be read");
    String arena = "{\"model_a\":\"x\",\"model_b\":\"y\",\"winner\":\"model_a\"}\n";
    var unknown = run("votes", file("a.jsonl", arena), "--b", "z");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("There is no vote on the model z. There are: x, y.");
    assertThat(run("votes").exit()).isEqualTo(2);
  }

  @Test
  void takesAFileThatWasCutOffUpToThere() throws IOException {
    String arena = "{\"model_a\":\"x\",\"model_b\":\"y\",\"winner\":\"model_a\"}\n";
    var result = run("votes", file("cut.jsonl", arena + arena + arena.substring(0, 20)));
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("2 votes count").contains("1 \u00d7 the last row");
  }

  @Test
  void textFromAFileCannotSteerTheTerminal() throws IOException {
    var result =
        run("votes", file("v.csv", "model_a,model_b,winner\n\u001b[31mred\u001b[0m,y,a\n"));
    assertThat(result.out()).doesNotContain("\u001b");
  }

  private String refusal(String file) {
    var result = run("votes", file);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("diptych: ").hasLineCount(1);
    return result.err();
  }

  private JsonNode json(String... arguments) {
    var result = run(arguments);
    assertThat(result.err()).isEmpty();
    return JSON.readTree(result.out());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text).toString();
  }

  private TestCommandLine.Result run(String... arguments) {
    return new TestCommandLine(home.resolve("home"), Map.of()).run(arguments);
  }
}
