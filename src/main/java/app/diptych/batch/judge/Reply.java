package app.diptych.batch.judge;

import app.diptych.batch.judge.Said.NoVerdict;
import app.diptych.review.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a judge replied: one JSON object and nothing else, but for a fence around it and a
 * model's thinking before it. A verdict anywhere else may be a quotation and does not count.
 */
final class Reply {
  private static final int MOST = 200_000;
  private static final String THINKING = "<think>";
  private static final String THOUGHT = "</think>";
  private static final String FENCE = "```";
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Reply() {}

  /** What it says of that part, in terms of the sides. */
  static Said read(String reply, Part part) {
    if (reply.length() > MOST) {
      return new Said.None(NoVerdict.NONSENSE);
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(withoutFence(withoutThinking(reply.strip())));
    } catch (JacksonException broken) {
      return new Said.None(NoVerdict.NONSENSE);
    }
    return switch (part) {
      case A_FIRST -> preferred(node, Verdict.A, Verdict.B);
      case B_FIRST -> preferred(node, Verdict.B, Verdict.A);
      case SCORE_A, SCORE_B -> scored(node);
    };
  }

  private static String withoutThinking(String text) {
    int end = text.startsWith(THINKING) ? text.indexOf(THOUGHT) : -1;
    return end < 0 ? text : text.substring(end + THOUGHT.length()).strip();
  }

  /** Plain steps: a regular expression may take for ever over what a model can reply. */
  private static String withoutFence(String text) {
    int line = text.indexOf('\n');
    if (line < 0 || !text.startsWith(FENCE) || !text.endsWith(FENCE)) {
      return text;
    }
    String language = text.substring(FENCE.length(), line).strip();
    boolean known = language.isEmpty() || language.equals("json");
    return known ? text.substring(line + 1, text.length() - FENCE.length()) : text;
  }

  private static Said preferred(JsonNode node, Verdict first, Verdict second) {
    JsonNode verdict = node.path("verdict");
    String word =
        verdict.isString() || verdict.isInt()
            ? verdict.asString("").strip().toLowerCase(java.util.Locale.ROOT)
            : "";
    return switch (word) {
      case "1" -> new Said.Preferred(first);
      case "2" -> new Said.Preferred(second);
      case "tie" -> new Said.Preferred(Verdict.TIE);
      default -> new Said.None(NoVerdict.NONSENSE);
    };
  }

  private static Said scored(JsonNode node) {
    JsonNode score = node.path("score");
    boolean whole = score.isInt() || (score.isString() && score.stringValue().matches("[1-5]"));
    int value = whole ? score.asInt(0) : 0;
    return value >= 1 && value <= 5 ? new Said.Scored(value) : new Said.None(NoVerdict.NONSENSE);
  }
}
