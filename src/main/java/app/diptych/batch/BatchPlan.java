package app.diptych.batch;

import app.diptych.batch.check.CheckList;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be asked: every row of a data set with every prompt and every setting, so many times.
 *
 * @param a the model of side A as the user names it
 * @param prompts asked with the values of each row; empty when rows ask by themselves
 * @param system put before conversations that have no system prompt; empty for none
 * @param samplings the settings to be tried, at least one
 * @param repeat how often each is asked
 * @param order the seed that mixes the order; null keeps the file's
 * @param checks held against every answer, besides those of its row
 * @param checksText the checks as they were written, so that others make another plan
 */
public record BatchPlan(
    String a,
    String b,
    List<Prompting> prompts,
    String system,
    List<Sampling> samplings,
    int repeat,
    @Nullable Long order,
    CheckList checks,
    String checksText) {
  public static final int MOST_REPEATS = 1_000;

  /**
   * @throws IllegalArgumentException for what makes no sense, with a sentence
   */
  public BatchPlan {
    prompts = List.copyOf(prompts);
    samplings = List.copyOf(samplings);
    if (samplings.isEmpty()) {
      throw new IllegalArgumentException("A batch needs at least one setting.");
    }
    if (repeat < 1 || repeat > MOST_REPEATS) {
      throw new IllegalArgumentException("A row can be asked 1 to " + MOST_REPEATS + " times.");
    }
  }

  /** The same, with another model on side B. */
  public BatchPlan against(String other) {
    return new BatchPlan(a, other, prompts, system, samplings, repeat, order, checks, checksText);
  }

  /** The same, each asked so many times. */
  public BatchPlan times(int times) {
    return new BatchPlan(a, b, prompts, system, samplings, times, order, checks, checksText);
  }

  /** Of one data set: its own prompts hold unless the plan brings some. */
  public List<Prompting> promptsFor(Dataset dataset) {
    return prompts.isEmpty() ? dataset.prompts() : prompts;
  }

  /** How many items each row makes. */
  public int perRow(Dataset dataset) {
    return Math.max(1, promptsFor(dataset).size()) * samplings.size() * repeat;
  }

  /** The plan as JSON, for whoever looks at it later. */
  public String json(Dataset dataset) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("dataset", dataset.name()).put("kind", dataset.kind());
    node.put("fingerprint", dataset.fingerprint()).put("a", a).put("b", b);
    ArrayNode prompting = node.putArray("prompts");
    for (Prompting prompt : promptsFor(dataset)) {
      ArrayNode messages = prompting.addArray();
      for (Message message : prompt.messages()) {
        messages.addObject().put("role", message.role().wire()).put("content", message.content());
      }
    }
    ArrayNode settings = node.putArray("samplings");
    for (Sampling sampling : samplings) {
      ObjectNode one = settings.addObject();
      one.put("temperature", sampling.temperature()).put("topP", sampling.topP());
      one.put("maxTokens", sampling.maxTokens()).put("seed", sampling.seed());
      sampling.stop().forEach(one.putArray("stop")::add);
    }
    node.put("system", system).put("repeat", repeat).put("order", order);
    // Their text can hold what must not leak, and a plan is kept in clear.
    return node.put("checks", checksText.isEmpty() ? "" : digest(checksText)).toString();
  }

  /** The same for the same plan on the same data, so that a batch can be found again. */
  public String key(Dataset dataset) {
    return digest(json(dataset));
  }

  private static String digest(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
