package app.diptych.exchange;

import app.diptych.completion.Usage;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes sessions as results of promptfoo, version 3. What it has no field for, which side and
 * which trial a result is, stands in the result's metadata.
 */
final class PromptfooResultsWriter implements Exporter {
  static final Set<Part> KEPT =
      EnumSet.of(
          Part.TITLE,
          Part.SYSTEM,
          Part.EARLIER_TURNS,
          Part.ANSWERS,
          Part.USAGE,
          Part.END_TO_END,
          Part.FINISH_REASON,
          Part.FAILURES,
          Part.VERDICTS,
          Part.VOTE_NOTES);

  private static final int NONE = 0;
  private static final int ERROR = 2;
  private static final String TEMPLATE = "{{prompt}}";

  @Override
  public Format format() {
    return Format.PROMPTFOO_RESULTS;
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException {
    out.write(
        Json.mapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(new File(sessions).root()));
    out.write('\n');
    Losses losses = new Losses();
    new Leftovers(format(), KEPT).tell(sessions, losses);
    return losses.list();
  }

  /** One file on its way. */
  private static final class File {
    private final List<SavedSession> sessions;
    private final List<String> models = new ArrayList<>();
    private final ArrayNode results = Json.mapper().createArrayNode();
    private int tests;
    private int successes;
    private int errors;

    File(List<SavedSession> sessions) {
      this.sessions = sessions;
      for (SavedSession session : sessions) {
        for (Whole whole : session.trials()) {
          for (Side side : Side.values()) {
            whole.trial().answer(side).ifPresent(answer -> result(session, whole, side, answer));
          }
          tests++;
        }
      }
    }

    ObjectNode root() {
      ObjectNode root = Json.mapper().createObjectNode();
      root.putNull("evalId");
      ObjectNode summary = root.putObject("results");
      summary.put("version", 3);
      summary.put(
          "timestamp",
          sessions.isEmpty() ? "" : sessions.getFirst().summary().createdAt().toString());
      ArrayNode prompts = summary.putArray("prompts");
      models.forEach(model ->
          prompts
              .addObject()
              .put("id", TEMPLATE)
              .put("raw", TEMPLATE)
              .put("label", TEMPLATE)
              .put("provider", model));
      summary.set("results", results);
      ObjectNode stats = summary.putObject("stats");
      stats.put("successes", successes);
      stats.put("failures", results.size() - successes - errors);
      stats.put("errors", errors);
      ObjectNode config = root.putObject("config");
      config.put("description", PromptfooConfigWriter.title(sessions));
      config.putArray("prompts").add(TEMPLATE);
      ArrayNode providers = config.putArray("providers");
      models.forEach(providers::add);
      root.putNull("shareableUrl");
      return root;
    }

    private void result(SavedSession session, Whole whole, Side side, Answer answer) {
      String prompt = PromptfooChat.write(answer.request().messages());
      if (!models.contains(answer.model())) {
        models.add(answer.model());
      }
      ObjectNode result = results.addObject();
      result.put("promptIdx", models.indexOf(answer.model()));
      result.put("testIdx", tests);
      result.put("promptId", TEMPLATE);
      result.putObject("provider").put("id", answer.model()).put("label", answer.model());
      result.putObject("prompt").put("raw", prompt).put("label", TEMPLATE);
      result.putObject("vars").put("prompt", prompt);
      result.putObject("testCase").putObject("vars").put("prompt", prompt);
      answer(answer, result);
      grade(whole, side, answer, result);
      result.putObject("namedScores");
      ObjectNode ours = result.putObject("metadata").putObject("diptych");
      ours.put("session", session.summary().id()).put("title", session.summary().title());
      ours.put("trial", whole.trial().id()).put("side", side.name());
      ours.put("model", answer.model());
      if (answer.failure() != null) {
        ours.put("failure", answer.failure().kind());
      }
    }

    private static void answer(Answer answer, ObjectNode result) {
      ObjectNode response = result.putObject("response");
      response.put("output", answer.text());
      response.put("cached", false);
      if (answer.finishReason() != null) {
        response.put("finishReason", answer.finishReason().wire());
      }
      Leftovers.counted(answer)
          .ifPresent(usage -> {
            tokens(usage, response.putObject("tokenUsage"));
            tokens(usage, result.putObject("tokenUsage"));
          });
      result.put(
          "latencyMs", answer.metrics().endToEnd().map(time -> time.toNanos() / 1e6).orElse(0d));
    }

    private static void tokens(Usage usage, ObjectNode node) {
      node.put("prompt", usage.inputTokens()).put("completion", usage.outputTokens());
      node.put("cached", 0).put("total", usage.inputTokens() + usage.outputTokens());
      node.put("numRequests", 1);
      node.putObject("completionDetails")
          .put("reasoning", usage.reasoningTokens())
          .put("cacheReadInputTokens", usage.cachedTokens());
    }

    private void grade(Whole whole, Side side, Answer answer, ObjectNode result) {
      Optional<Vote> owners =
          whole.votes().stream().filter(vote -> vote.rater().isEmpty()).findFirst();
      boolean failed = answer.failure() != null;
      boolean good =
          !failed
              && owners
                  .map(vote -> PromptfooVotes.passes(vote.verdict(), side == Side.A))
                  .orElse(true);
      errors += failed ? 1 : 0;
      successes += good ? 1 : 0;
      if (answer.failure() != null) {
        result.put("error", answer.failure().message());
      }
      result.put("failureReason", failed ? ERROR : owners.isPresent() && !good ? 1 : NONE);
      result.put("success", good).put("score", good ? 1 : 0);
      owners.ifPresent(vote -> PromptfooVotes.write(vote, side == Side.A, result));
    }
  }
}
