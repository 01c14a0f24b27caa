import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks that a printed comparison is real: two different answers, an end, tokens, timings in order. */
class CheckAnswers {
  public static void main(String[] arguments) {
    JsonNode trial = JsonMapper.builder().build().readTree(Path.of(arguments[0]).toFile());
    for (String side : new String[] {"A", "B"}) {
      JsonNode answer = trial.at("/sides/" + side);
      require(!answer.path("text").asString().isBlank(), side + " has no text");
      require(answer.path("failure").isNull(), side + " failed: " + answer.path("failure"));
      require(!answer.path("finishReason").asString("").isBlank(), side + " has no finish reason");
      require(answer.at("/usage/inputTokens").asInt() > 0, side + " has no input tokens");
      require(answer.at("/usage/outputTokens").asInt() > 1, side + " has no output tokens");
      double first = answer.at("/timing/ttftMs").asDouble();
      double last = answer.at("/timing/e2eMs").asDouble();
      require(first > 0, side + " has no TTFT");
      require(last > first, side + " ended before it began: " + first + ", " + last);
      System.out.printf(
          "%s %s: %d tokens, TTFT %.1f ms, E2E %.1f ms%n",
          side, answer.path("model").asString(), answer.at("/usage/outputTokens").asInt(), first, last);
    }
    require(
        !trial.at("/sides/A/text").equals(trial.at("/sides/B/text")), "both sides gave the same text");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      System.err.println("The comparison is not real: " + otherwise);
      System.exit(1);
    }
  }
}
