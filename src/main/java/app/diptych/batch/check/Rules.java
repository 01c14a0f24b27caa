package app.diptych.batch.check;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every type of check by its name. The first are promptfoo's (read 2026-11), the last ours. */
final class Rules {
  static final Map<String, Rule> ALL =
      Map.ofEntries(
          Map.entry("equals", JsonRules.equal()),
          Map.entry("contains", TextRules.contains("contains", UnaryOperator.identity())),
          Map.entry("icontains", TextRules.contains("icontains", Words::lower)),
          Map.entry(
              "contains-any", TextRules.containsAny("contains-any", UnaryOperator.identity())),
          Map.entry("icontains-any", TextRules.containsAny("icontains-any", Words::lower)),
          Map.entry(
              "contains-all", TextRules.containsAll("contains-all", UnaryOperator.identity())),
          Map.entry("icontains-all", TextRules.containsAll("icontains-all", Words::lower)),
          Map.entry("regex", TextRules.regex()),
          Map.entry("starts-with", TextRules.startsWith()),
          Map.entry("is-json", JsonRules.isJson()),
          Map.entry("contains-json", JsonRules.containsJson()),
          Map.entry("is-refusal", Refusal.rule()),
          Map.entry("levenshtein", Similarity.levenshtein()),
          Map.entry("rouge-n", Similarity.rougeN()),
          Map.entry("word-count", AmountRules.words()),
          Map.entry(
              "latency", AmountRules.atMost("latency", "The latency", Subject::latencyMs, " ms")),
          Map.entry("cost", AmountRules.atMost("cost", "The cost", Rules::cost, "")),
          Map.entry("finish-reason", finishReason()),
          Map.entry("ends-with", TextRules.endsWith()),
          Map.entry("rouge-l", Similarity.rougeL()),
          Map.entry("json-path", JsonRules.path()),
          Map.entry("numeric", AmountRules.numeric()),
          Map.entry("length", AmountRules.characters("length")),
          Map.entry("language", Language.rule()),
          Map.entry("no-leak", Leak.rule()),
          Map.entry(
              "ttft",
              AmountRules.atMost("ttft", "The time to first token", Subject::ttftMs, " ms")));

  private Rules() {}

  private static @Nullable Double cost(Subject subject) {
    BigDecimal cost = subject.cost();
    return cost == null ? null : cost.doubleValue();
  }

  private static Rule finishReason() {
    return (subject, value, _) -> {
      String wanted = Words.text("finish-reason", value);
      String reason = subject.finishReason();
      return Outcome.of(
          wanted.equals(reason),
          "The answer ended with " + (reason == null ? "no reason" : reason) + ".");
    };
  }
}
