package app.diptych.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a rehearsal gateway says to one request: made-up words that begin by saying that this is a
 * rehearsal. The same seed and conversation give the same words.
 */
final class RehearsalAnswer {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String[] OPENING = {
    "Rehearsal:", " no", " model", " wrote", " this", ",", " it", " is", " made", " up", "."
  };
  private static final String[] WORDS = {
    " river", " lantern", " quiet", " map", " seven", " hill", " engine", " paper", " wind",
    " clock", " garden", " bridge", " copper", " letter", " harbour", " stone", " winter", " key",
    " ladder", " mirror", " orchard", " signal", " thread", " window"
  };

  /** A word, then a full stop now and then. */
  private static final int WORDS_PER_SENTENCE = 9;

  private static final int CHARACTERS_PER_TOKEN = 4;

  private final String model;
  private final List<String> tokens;
  private final String finishReason;
  private final int promptTokens;

  /**
   * @param model who is said to have answered
   * @param most how many tokens it may have, 1 or more
   */
  RehearsalAnswer(String model, String conversation, RehearsalPlan plan, int most) {
    this.model = model;
    int size = Math.min(plan.tokens(), most);
    this.tokens = words(plan.seed() * 31 + conversation.hashCode(), size);
    this.finishReason = plan.tokens() > most ? "length" : "stop";
    this.promptTokens = Math.max(1, conversation.length() / CHARACTERS_PER_TOKEN);
  }

  List<String> tokens() {
    return tokens;
  }

  String finishReason() {
    return finishReason;
  }

  /** One chunk of a stream. */
  String chunk(@Nullable String text, @Nullable String reason) {
    ObjectNode chunk = document("chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    ObjectNode delta = choice.putObject("delta");
    if (text != null) {
      delta.put("content", text);
    }
    choice.put("finish_reason", reason);
    return event(chunk);
  }

  /** The chunk that begins a stream. */
  String opening() {
    ObjectNode chunk = document("chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put("role", "assistant").put("content", "");
    choice.putNull("finish_reason");
    return event(chunk);
  }

  /** The chunk that only tells the token counts. */
  String usage(int generated) {
    ObjectNode chunk = document("chat.completion.chunk");
    chunk.putArray("choices");
    putUsage(chunk, generated);
    return event(chunk);
  }

  /** The answer of a gateway that does not stream. */
  String whole(boolean withUsage) {
    ObjectNode whole = document("chat.completion");
    ObjectNode choice = whole.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", String.join("", tokens));
    choice.put("finish_reason", finishReason);
    if (withUsage) {
      putUsage(whole, tokens.size());
    }
    return whole.toString();
  }

  static String event(ObjectNode document) {
    return "data: " + document + "\n\n";
  }

  /** What goes wrong, in the words of the OpenAI API. */
  static ObjectNode error(String message, String type, int code) {
    ObjectNode node = NODES.objectNode();
    node.putObject("error").put("message", message).put("type", type).put("code", code);
    return node;
  }

  private ObjectNode document(String kind) {
    return NODES
        .objectNode()
        .put("id", "rehearsal-" + Integer.toHexString(tokens.hashCode()))
        .put("object", kind)
        .put("created", 0)
        .put("model", model)
        .put("system_fingerprint", "rehearsal");
  }

  private void putUsage(ObjectNode node, int generated) {
    node.putObject("usage")
        .put("prompt_tokens", promptTokens)
        .put("completion_tokens", generated)
        .put("total_tokens", promptTokens + generated);
  }

  private static List<String> words(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> words = new ArrayList<>(size);
    for (int at = 0; at < size; at++) {
      if (at < OPENING.length) {
        words.add(OPENING[at]);
      } else if (at == size - 1
          || (at - OPENING.length) % (WORDS_PER_SENTENCE + 1) == WORDS_PER_SENTENCE) {
        words.add(".");
      } else {
        words.add(WORDS[random.nextInt(WORDS.length)]);
      }
    }
    return List.copyOf(words);
  }
}
