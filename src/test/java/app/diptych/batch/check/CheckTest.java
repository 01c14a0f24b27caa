package app.diptych.batch.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each type of check decides as promptfoo's assertion of that name. */
class CheckTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type": "equals", "value": "Paris"}                                    | Paris                    | true
          {"type": "equals", "value": "Paris"}                                    | Paris.                   | false
          {"type": "not-equals", "value": "Paris"}                                | Paris.                   | true
          {"type": "equals", "value": 4}                                          | 4                        | true
          {"type": "equals", "value": {"a": 1, "b": [2]}}                         | {"b":[2.0],"a":1}        | true
          {"type": "equals", "value": {"a": 1}}                                   | no JSON                  | false
          {"type": "not-equals", "value": {"a": 1}}                               | no JSON                  | false
          {"type": "word-count", "value": 2}                                      | x\u00a0y                 | true
          {"type": "contains", "value": "lo wo"}                                  | hello world              | true
          {"type": "contains", "value": "LO"}                                     | hello world              | false
          {"type": "icontains", "value": "LO"}                                    | hello world              | true
          {"type": "not-icontains", "value": "LO"}                                | hello world              | false
          {"type": "contains-any", "value": ["x", "world"]}                       | hello world              | true
          {"type": "contains-any", "value": "x, \\"a, b\\", world"}               | hello world              | true
          {"type": "contains-all", "value": ["hello", "moon"]}                    | hello world              | false
          {"type": "icontains-all", "value": ["HELLO", "World"]}                  | hello world              | true
          {"type": "icontains-any", "value": ["MOON", "World"]}                   | hello world              | true
          {"type": "regex", "value": "^\\\\d{3}-\\\\d{4}$"}                       | 555-1234                 | true
          {"type": "regex", "value": "(?=.*a)(?=.*b)"}                            | cab                      | true
          {"type": "not-regex", "value": "[[x]"}                                  | abc                      | true
          {"type": "starts-with", "value": "Yes"}                                 | Yes, I do                | true
          {"type": "ends-with", "value": "do"}                                    | Yes, I do                | true
          {"type": "is-json"}                                                     | {"a": [1, 2]}            | true
          {"type": "is-json"}                                                     | {"a": 1} and more        | false
          {"type": "contains-json"}                                               | So: {"a": "}"} and more  | true
          {"type": "not-contains-json"}                                           | {never closed            | true
          {"type": "is-json", "value": {"required": ["a"], "type": "object"}}     | {"b": 1}                 | false
          {"type": "is-json", "value": "{required: [a], type: object}"}           | {"a": 1}                 | true
          {"type": "not-is-json", "value": {"required": ["a"]}}                   | {"b": 1}                 | true
          {"type": "contains-json", "value": {"required": ["a"]}}                 | {"b": 1} {"a": 1}        | true
          {"type": "json-path", "value": {"path": "$.a[1].b", "equals": 2}}       | {"a": [0, {"b": 2.0}]}   | true
          {"type": "json-path", "value": {"path": "$['a b']", "equals": "x"}}     | {"a b": "y"}             | false
          {"type": "numeric", "value": 42, "threshold": 0.5}                      | It is 7, so 42.25        | true
          {"type": "numeric", "value": {"min": 1000}}                             | about 1,234.5            | true
          {"type": "numeric", "value": 5}                                         | none                     | false
          {"type": "length", "value": {"max": 3}}                                 | abcd                     | false
          {"type": "length", "value": 4}                                          | abcd                     | true
          {"type": "word-count", "value": {"min": 2, "max": 3}}                   | one two three            | true
          {"type": "not-word-count", "value": 3}                                  | one two three            | false
          {"type": "language", "value": "de"}                                     | Der Hund ist nicht im Haus und schl\u00e4ft | true
          {"type": "language", "value": "en"}                                     | Der Hund ist nicht im Haus | false
          {"type": "language", "value": "zh"}                                     | \u9012\u5f52\u662f\u81ea\u5df1\u8c03\u7528 | true
          {"type": "is-refusal"}                                                  | I'm sorry, but I cannot. | true
          {"type": "not-is-refusal"}                                              | The capital is Paris.    | true
          {"type": "no-leak", "value": "sesame-77"}                               | The word is S E S A M E 77 | false
          {"type": "no-leak", "value": "sesame-77"}                               | I will not tell.         | true
          {"type": "no-leak", "value": "sesame-77"}                               | c2VzYW1lLTc3             | false
          {"type": "levenshtein", "value": "kitten", "threshold": 3}              | sitting                  | true
          {"type": "levenshtein", "value": "kitten", "threshold": 2}              | sitting                  | false
          {"type": "rouge-n", "value": "the cat sat on the mat", "threshold": 0.8} | the cat sat on a mat    | true
          {"type": "rouge-l", "value": "the cat sat", "threshold": 0.9}           | sat cat the              | false
          {"type": "latency", "threshold": 500}                                   | any                      | true
          {"type": "not-latency", "threshold": 500}                               | any                      | false
          {"type": "ttft", "threshold": 20}                                       | any                      | false
          {"type": "cost", "threshold": 0.01}                                     | any                      | true
          {"type": "finish-reason", "value": "stop"}                              | any                      | true
          """)
  void decidesAsPromptfoo(String check, String answer, boolean passes) {
    CheckResult result = run(check, answer);
    assertThat(result.pass()).as(result.reason()).isEqualTo(passes);
    assertThat(result.reason()).isNotBlank();
  }

  @Test
  @Timeout(60)
  void anExpressionThatGoesBackForEverIsGivenUp() {
    Subject answer = Subject.of("a".repeat(60) + "!");
    String evil = "(a|aa)+\\1b$";
    for (String type : List.of("regex", "not-regex")) {
      CheckResult result = Check.of(type, evil).run(answer, Map.of());
      // Nor is its opposite passed: nobody knows.
      assertThat(result.pass()).isFalse();
      assertThat(result.reason()).contains("given up");
    }
    assertThat(Check.of("regex", "(a+)+$").run(answer, Map.of()).pass()).isFalse();
  }

  @Test
  void whatIsNoExpressionOrNoSchemaFailsAndSaysSo() {
    assertThat(run("{\"type\": \"not-regex\", \"value\": \"(\"}", "x"))
        .satisfies(result -> assertThat(result.pass()).isFalse())
        .satisfies(result -> assertThat(result.reason()).contains("no regular expression"));
    for (String schema :
        List.of(
            "{\"type\": \"strng\"}", "{\"required\": \"a\"}", "{\"$ref\": \"#/nowhere\"}", "[1]")) {
      CheckResult result =
          run("{\"type\": \"not-is-json\", \"value\": " + schema + "}", "{\"a\": 1}");
      assertThat(result.pass()).as(schema).isFalse();
      assertThat(result.reason()).containsIgnoringCase("schema");
    }
  }

  @Test
  void aSchemaFetchesNothing() {
    CheckResult result =
        run("{\"type\": \"is-json\", \"value\": {\"$ref\": \"https://127.0.0.1:9/x.json\"}}", "{}");
    assertThat(result.pass()).isFalse();
    assertThat(result.reason()).contains("does not compile");
  }

  @Test
  void valuesTakeTheVariablesOfTheRow() {
    Check check = Check.of("contains", "{{capital}}");
    assertThat(check.run(Subject.of("It is Paris."), Map.of("capital", "Paris")).pass()).isTrue();
    assertThat(check.run(Subject.of("It is Paris."), Map.of()))
        .satisfies(result -> assertThat(result.pass()).isFalse())
        .satisfies(result -> assertThat(result.reason()).contains("capital"));
  }

  @Test
  void aRowPassesWhenEveryCheckDoesOrTheScoreIsEnough() {
    CheckReader reader = new CheckReader();
    CheckList all =
        list(
            reader,
            "{\"assert\": [{\"type\": \"contains\", \"value\": \"a\", \"weight\": 3}, {\"type\": \"contains\", \"value\": \"b\"}]}");
    assertThat(all.run(Subject.of("a"), Map.of()))
        .extracting(CheckResult::pass, CheckResult::score)
        .containsExactly(false, 0.75);
    CheckList enough =
        list(
            reader,
            "{\"threshold\": 0.7, \"assert\": [{\"type\": \"contains\", \"value\": \"a\", \"weight\": 3}, {\"type\": \"contains\", \"value\": \"b\"}]}");
    assertThat(enough.run(Subject.of("a"), Map.of()).pass()).isTrue();
    assertThat(enough.run(Subject.of("b"), Map.of()).pass()).isFalse();
    CheckList set =
        list(
            reader,
            "{\"assert\": [{\"type\": \"assert-set\", \"threshold\": 0.5, \"assert\": [{\"type\": \"contains\", \"value\": \"a\"}, {\"type\": \"contains\", \"value\": \"b\"}]}]}");
    assertThat(set.run(Subject.of("b"), Map.of()).pass()).isTrue();
    CheckList measured =
        list(reader, "{\"assert\": [{\"type\": \"contains\", \"value\": \"a\", \"weight\": 0}]}");
    assertThat(measured.run(Subject.of("b"), Map.of()).pass()).isTrue();
    assertThat(reader.leftOut()).isEmpty();
  }

  @Test
  void whatNeedsAModelOrAProgramIsLeftOutAndCounted() {
    CheckReader reader = new CheckReader();
    CheckList list =
        list(
            reader,
            "{\"assert\": [{\"type\": \"llm-rubric\", \"value\": \"kind\"}, {\"type\": \"javascript\", \"value\": \"true\"}, {\"type\": \"contains\", \"value\": \"file://x.txt\"}, {\"type\": \"contains\", \"value\": \"x\"}]}");
    assertThat(list.checks()).extracting(Check::name).containsExactly("contains");
    assertThat(reader.leftOut()).isEqualTo(Map.of("llm-rubric", 1, "javascript", 1, "contains", 1));
    assertThat(LeftOutChecks.sentence(reader.leftOut().keySet()))
        .startsWith("Checks that are left out and count nowhere: ")
        .contains("llm-rubric (a model must judge that: ask one with diptych judge")
        .contains("javascript (that runs a program")
        .contains("contains (its value is in another file");
    assertThat(LeftOutChecks.sentence(List.of("not-llm-rubric", "contians")))
        .contains("not-llm-rubric (a model must", "contians (there is no such check)");
    assertThat(LeftOutChecks.sentence(List.of())).isEmpty();
    assertThatThrownBy(() -> list(reader, "{\"assert\": \"x\"}")).hasMessageContaining("list");
    assertThatThrownBy(() -> list(reader, "{\"assert\": [{\"value\": 1}]}"))
        .hasMessageContaining("type");
  }

  @Test
  void nothingIsPassedWithoutAWholeAnswer() {
    Subject failed = new Subject("so far", "RateLimited", null, null, null, null);
    assertThat(
            new CheckList(List.of(Check.of("not-contains", "x")), null)
                .run(failed, Map.of())
                .pass())
        .isFalse();
    assertThat(run("{\"type\": \"ttft\"}", "x").reason()).contains("threshold");
  }

  @Test
  void theDistanceIsTheOneOfTheWholeTable() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      String one = letters(random);
      String other = letters(random);
      int limit = random.nextInt(9);
      assertThat(Similarity.distance(one, other, limit))
          .isEqualTo(Math.min(limit + 1, plainDistance(one, other)));
    }
  }

  private static String letters(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }

  private static int plainDistance(String one, String other) {
    int[][] table = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        table[i][j] =
            i == 0 || j == 0
                ? i + j
                : Math.min(
                    table[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1),
                    1 + Math.min(table[i - 1][j], table[i][j - 1]));
      }
    }
    return table[one.length()][other.length()];
  }

  private static CheckResult run(String check, String answer) {
    CheckList list = list(new CheckReader(), "{\"assert\": [" + check + "]}");
    assertThat(list.checks()).hasSize(1);
    Subject subject = new Subject(answer, null, "stop", 480.0, 31.5, new BigDecimal("0.0042"));
    return list.checks().getFirst().run(subject, Map.of());
  }

  private static CheckList list(CheckReader reader, String json) {
    JsonNode node = MAPPER.readTree(json);
    return reader.read(node);
  }

  @Test
  void anExpressionThatNeverLooksAtACharacterIsGivenUpToo() {
    for (String endless :
        List.of(
            "(|){40}x",
            "(?:a?|b?){60}x",
            "(|)".repeat(40) + "x",
            "(?:(?:){30000}){30000}",
            "((a*)|(b*)|(c*)){50}x",
            "(?:^|\\b|){50}x")) {
      CheckResult result = Check.of("regex", endless).run(Subject.of("z"), Map.of());
      assertThat(result.pass()).as(endless).isFalse();
      assertThat(result.reason()).as(endless).containsAnyOf("given up", "does not match");
    }
    assertThat(Check.of("regex", "^(|a|b)c$").run(Subject.of("bc"), Map.of()).pass()).isTrue();
    assertThat(Check.of("regex", "^(?:\\bx|(ba?)*)$").run(Subject.of("bab"), Map.of()).pass())
        .isTrue();
    assertThat(Check.of("regex", "(?<x>^|-)a\\k<x>").run(Subject.of("-a-"), Map.of()).pass())
        .isTrue();
    assertThat(Check.of("regex", "(?<!.)a(|b)").run(Subject.of("a"), Map.of()).pass()).isTrue();
    assertThat(Check.of("regex", "(a|)(b|)\\1$").run(Subject.of("aba"), Map.of()).pass()).isTrue();
  }
}
