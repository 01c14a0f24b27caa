package app.diptych.batch.judge;

import app.diptych.batch.ItemCost;
import app.diptych.batch.judge.Said.NoVerdict;
import app.diptych.review.Verdict;
import app.diptych.session.Judgings.SavedJudgement;
import app.diptych.trial.Answer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing a judge said, with what must be known of it later.
 *
 * @param lengthA characters of the answer of side A
 * @param cost what was charged for it
 * @param reply the beginning of what it said
 */
record Judgement(
    String trial,
    Part part,
    Said said,
    String modelA,
    String modelB,
    int lengthA,
    int lengthB,
    ItemCost cost,
    String reply) {
  private static final int MOST_REPLY = 2_000;

  /**
   * As it is kept.
   *
   * @param maxTokens how long the reply could be
   */
  static SavedJudgement save(
      Pair pair, Part part, Said said, String request, Answer answer, int maxTokens) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (said) {
      case Said.Preferred preferred -> node.put("verdict", preferred.verdict().name());
      case Said.Scored scored -> node.put("score", scored.score());
      case Said.None none -> node.put("none", none.why().name());
    }
    node.put("a", pair.modelA()).put("b", pair.modelB());
    node.put("lengthA", pair.a().length()).put("lengthB", pair.b().length());
    node.put("request", request).put("reply", beginning(answer.text()));
    node.put("maxTokens", maxTokens);
    if (answer.isCharged()) {
      ItemCost.write(node, answer.cost());
    }
    return new SavedJudgement(pair.trial(), part.name(), node.toString());
  }

  private static String beginning(String text) {
    if (text.length() <= MOST_REPLY) {
      return text;
    }
    int end = MOST_REPLY - (Character.isHighSurrogate(text.charAt(MOST_REPLY - 1)) ? 1 : 0);
    return text.substring(0, end);
  }

  /** Whether it was cut off and may be longer now, so that asking again makes sense. */
  static boolean isCutOffBefore(SavedJudgement saved, int maxTokens) {
    JsonNode node = JsonMapper.shared().readTree(saved.detail());
    return node.path("none").asString("").equals(NoVerdict.CUT_OFF.name())
        && node.path("maxTokens").asInt(maxTokens) < maxTokens;
  }

  /** Out of what was saved; null for a part that this version does not know. */
  static @Nullable Judgement of(SavedJudgement saved) {
    Part part =
        Arrays.stream(Part.values())
            .filter(one -> one.name().equals(saved.part()))
            .findFirst()
            .orElse(null);
    if (part == null) {
      return null;
    }
    JsonNode node = JsonMapper.shared().readTree(saved.detail());
    return new Judgement(
        saved.trial(),
        part,
        said(node),
        node.path("a").asString(""),
        node.path("b").asString(""),
        node.path("lengthA").asInt(0),
        node.path("lengthB").asInt(0),
        ItemCost.read(node),
        node.path("reply").asString(""));
  }

  private static Said said(JsonNode node) {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.name().equals(node.path("verdict").asString(""))) {
        return new Said.Preferred(verdict);
      }
    }
    if (node.path("score").isInt()) {
      return new Said.Scored(node.path("score").asInt());
    }
    for (NoVerdict why : NoVerdict.values()) {
      if (why.name().equals(node.path("none").asString(""))) {
        return new Said.None(why);
      }
    }
    return new Said.None(NoVerdict.NONSENSE);
  }
}
