package app.diptych.batch.check;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.batch.PromptfooPackage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The same configuration passes and fails here as in promptfoo itself, on the same answers. */
@Tag("peers")
class PromptfooPeerTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final List<String> ANSWERS =
      List.of(
          "Paris",
          "Paris.",
          "hello world",
          "HELLO World",
          "{\"a\": [0, {\"b\": 2}]}",
          "{\"b\": 1} {\"a\": 1}",
          "So: {\"a\": \"}\"} and more",
          "{\"a\": 1,}",
          "[1, 2]",
          "Here: [1, 2] end",
          "I'm sorry, but I cannot help with that.",
          "As an AI language model, I can't do it",
          "I'm not able to say, sorry",
          "The quick brown fox jumps over the lazy dog",
          "A quick fox jumped over lazy dogs",
          "Wert: 42,5 \u2764 stra\u00dfe",
          "line one\nline two",
          "```json\n{\"a\": 1}\n```",
          "null",
          "12",
          "  Paris  ",
          "x\u00a0y",
          "aaaaaaaa");

  private static final String CHECKS =
      """
      [{"type": "equals", "value": "Paris"}, {"type": "not-equals", "value": "Paris"},
       {"type": "equals", "value": 12}, {"type": "equals", "value": {"a": [0, {"b": 2}]}},
       {"type": "not-equals", "value": {"a": 1}},
       {"type": "contains", "value": "lo wo"}, {"type": "not-contains", "value": "Paris"},
       {"type": "contains", "value": "1"}, {"type": "icontains", "value": "LO"},
       {"type": "icontains", "value": "STRASSE"}, {"type": "not-icontains", "value": "hello"},
       {"type": "contains-any", "value": ["Paris", "fox"]},
       {"type": "contains-any", "value": "x, \\"42,5\\", world"},
       {"type": "contains-all", "value": ["quick", "fox"]}, {"type": "contains-all", "value": "line, two"},
       {"type": "icontains-any", "value": ["PARIS", "Dog"]}, {"type": "not-icontains-any", "value": ["A"]},
       {"type": "icontains-all", "value": ["HELLO", "World"]}, {"type": "not-contains-all", "value": ["a", "b"]},
       {"type": "regex", "value": "^Paris$"}, {"type": "regex", "value": "^line two$"},
       {"type": "regex", "value": "one.line"}, {"type": "regex", "value": "x\\\\sy"},
       {"type": "regex", "value": "\\\\d+,\\\\d"}, {"type": "not-regex", "value": "(?=.*q)(?=.*z)"},
       {"type": "regex", "value": "(?<first>l)\\\\k<first>"}, {"type": "regex", "value": "[^]b"},
       {"type": "regex", "value": "^(a|aa)+$"}, {"type": "regex", "value": "\\\\bfox\\\\b"},
       {"type": "starts-with", "value": "Pa"}, {"type": "not-starts-with", "value": "I"},
       {"type": "is-json"}, {"type": "not-is-json"},
       {"type": "is-json", "value": {"type": "object", "required": ["a"]}},
       {"type": "is-json", "value": {"type": "object", "properties": {"a": {"type": "array", "minItems": 2}}, "required": ["a"]}},
       {"type": "is-json", "value": {"type": "array", "items": {"type": "number"}}},
       {"type": "contains-json"}, {"type": "not-contains-json"},
       {"type": "contains-json", "value": {"type": "object", "required": ["a"]}},
       {"type": "is-refusal"}, {"type": "not-is-refusal"},
       {"type": "levenshtein", "value": "Paris", "threshold": 1}, {"type": "levenshtein", "value": "hello world"},
       {"type": "not-levenshtein", "value": "Paris", "threshold": 3},
       {"type": "rouge-n", "value": "The quick brown fox jumps over the lazy dog", "threshold": 0.5},
       {"type": "rouge-n", "value": "A quick fox jumped over lazy dogs"},
       {"type": "not-rouge-n", "value": "hello world", "threshold": 0.3},
       {"type": "word-count", "value": {"min": 2, "max": 5}}, {"type": "word-count", "value": 2},
       {"type": "not-word-count", "value": {"min": 3}},
       {"type": "assert-set", "threshold": 0.5, "assert": [{"type": "contains", "value": "a"}, {"type": "regex", "value": "^[A-Z]"}]},
       {"type": "assert-set", "assert": [{"type": "contains", "value": "o", "weight": 2}, {"type": "starts-with", "value": "h"}]}]
      """;

  /** Where promptfoo is not followed: see docs/batch.md. */
  private static boolean isKnown(JsonNode check, String answer) {
    String type = check.path("type").stringValue();
    // It ignores the "not-" here, and mends or misses JSON in the midst of text.
    return type.equals("not-levenshtein")
        || (type.endsWith("contains-json")
            && List.of("{\"a\": 1,}", "So: {\"a\": \"}\"} and more").contains(answer));
  }

  @TempDir Path folder;

  @Test
  @Timeout(900)
  void passesAndFailsAsPromptfooDoes() throws Exception {
    JsonNode checks = MAPPER.readTree(CHECKS);
    ObjectNode config = MAPPER.createObjectNode();
    config.putArray("prompts").add("{{answer}}");
    config.putArray("providers").add("echo");
    ArrayNode tests = config.putArray("tests");
    for (String answer : ANSWERS) {
      for (JsonNode check : checks) {
        ObjectNode test = tests.addObject();
        test.putObject("vars").put("answer", answer);
        test.putArray("assert").add(check);
      }
    }
    JsonNode theirs = PromptfooPackage.evaluate(folder, config).path("results");
    assertThat(theirs).hasSize(tests.size());

    Map<String, int[]> byType = new TreeMap<>();
    List<String> different = new ArrayList<>();
    for (JsonNode result : theirs) {
      JsonNode test = tests.get(result.path("test").asInt());
      String answer = test.path("vars").path("answer").stringValue();
      // Where an assertion throws, promptfoo counts the test as failed and keeps no answer.
      assertThat(result.path("answer").asString(answer)).isEqualTo(answer);
      CheckResult ours = new CheckReader().read(test).run(Subject.of(answer), Map.of());
      JsonNode check = test.path("assert").get(0);
      int[] counts = byType.computeIfAbsent(check.path("type").stringValue(), _ -> new int[2]);
      boolean pass = result.path("pass").asBoolean();
      counts[0]++;
      if (ours.pass() != pass && !isKnown(check, answer)) {
        counts[1]++;
        different.add(
            check
                + " of "
                + MAPPER.writeValueAsString(answer)
                + ": promptfoo "
                + (pass ? "passes" : "fails")
                + " ("
                + result.path("reason").asString("").lines().findFirst().orElse("")
                + "), here "
                + ours.reason());
      }
    }
    byType.forEach((type, counts) ->
        System.out.printf("%-20s %4d verdicts, %d different%n", type, counts[0], counts[1]));
    assertThat(byType).hasSizeGreaterThan(10);
    assertThat(different).isEmpty();
  }
}
