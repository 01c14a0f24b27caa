package app.diptych.batch.judge;

import app.diptych.completion.Sampling;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who judges, and how.
 *
 * @param judge the model as the user names it
 * @param references which right answers it compares with, as their digest; empty for none
 * @param maxTokens most tokens of a reply
 */
public record JudgePlan(String judge, JudgeRubric rubric, String references, int maxTokens) {
  /** Enough for a reason of two sentences; a model that thinks needs more. */
  public static final int USUAL_TOKENS = 1_024;

  /** The likeliest reply, so that the same question has the same verdict. */
  Sampling sampling() {
    return new Sampling(0.0, null, maxTokens, null, List.of());
  }

  /**
   * For whoever looks at it later; with the words of the rubric, so that a result explains itself.
   */
  String json() {
    return asked().put("maxTokens", maxTokens).toString();
  }

  private ObjectNode asked() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("judge", judge)
        .put("rubric", rubric.name())
        .put("version", rubric.version())
        .put("kind", rubric.kind().words())
        .put("reference", rubric.needsReference())
        .put("words", rubric.words())
        .put("references", references)
        .put("framing", Framing.VERSION);
  }

  /**
   * The same for the same judge asked the same; a reply that may be longer is no other question.
   */
  String key() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(asked().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Out of what {@link #json} wrote. */
  static JudgePlan of(String json) {
    JsonNode node;
    try {
      node = JsonMapper.shared().readTree(json);
    } catch (JacksonException torn) {
      throw new IllegalStateException("A judge's plan cannot be read", torn);
    }
    return new JudgePlan(
        node.path("judge").asString(""),
        new JudgeRubric(
            node.path("rubric").asString(""),
            node.path("version").asInt(1),
            node.path("kind").asString("").equals(JudgeKind.SINGLE.words())
                ? JudgeKind.SINGLE
                : JudgeKind.PAIRWISE,
            node.path("reference").asBoolean(false),
            node.path("words").asString("")),
        node.path("references").asString(""),
        node.path("maxTokens").asInt(USUAL_TOKENS));
  }
}
