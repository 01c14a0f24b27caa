package app.diptych.exchange;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.TrialJson;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sessions as the rows of a table. */
final class TableRows {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Losses losses = new Losses();

  /** Takes one row after the other. */
  interface Sink {
    void row(Map<TableColumn, JsonNode> row) throws IOException;
  }

  /**
   * @return what a table has no place for
   */
  List<Loss> write(List<SavedSession> sessions, Sink sink) throws IOException {
    for (SavedSession session : sessions) {
      if (!session.summary().notes().isEmpty() || !session.summary().tags().isEmpty()) {
        losses.add("notes and tags of sessions", "A row tells of one answer.");
      }
      for (Whole whole : session.trials()) {
        lose(whole);
        for (Side side : Side.values()) {
          Answer answer = whole.trial().answers().get(side);
          if (answer != null) {
            sink.row(row(session.summary(), whole.trial(), side, answer));
          }
        }
      }
    }
    return losses.list();
  }

  private void lose(Whole whole) {
    whole.votes().stream()
        .filter(vote -> !vote.rater().isEmpty())
        .forEach(_ -> losses.add("verdicts of other raters", "A table holds your own."));
    for (Answer answer : whole.trial().answers().values()) {
      if (answer.timeline().deltas() > 0) {
        losses.add("the time of each delta", "A table holds the metrics made of them.");
      }
      if (answer.request().messages().stream().anyMatch(one -> one.role() == Role.ASSISTANT)) {
        losses.add("earlier turns of a conversation", "A row holds the last prompt.");
      }
      if (answer.request().hasImages()) {
        losses.add("images", "A table holds text.");
      }
    }
  }

  private static Map<TableColumn, JsonNode> row(
      SessionSummary session, SavedTrial trial, Side side, Answer answer) {
    Map<TableColumn, JsonNode> row = new EnumMap<>(TableColumn.class);
    JsonNode node = TrialJson.side(answer);
    row.put(TableColumn.SESSION, text(session.title()));
    row.put(TableColumn.SESSION_ID, text(session.id()));
    row.put(TableColumn.TRIAL, text(trial.id()));
    row.put(TableColumn.STARTED_AT, text(trial.startedAt().toString()));
    row.put(TableColumn.SIDE, text(side.name()));
    row.put(TableColumn.PROMPT, text(trial.prompt()));
    row.put(TableColumn.SYSTEM, text(system(answer.request())));
    row.put(TableColumn.MODEL, node.path("model"));
    row.put(TableColumn.ANSWERED_BY, node.path("answeredBy"));
    row.put(TableColumn.TEXT, node.path("text"));
    row.put(TableColumn.REASONING, node.path("reasoning"));
    row.put(TableColumn.FINISH_REASON, node.path("finishReason"));
    row.put(TableColumn.FAILURE, node.path("failure").path("kind"));
    row.put(TableColumn.FAILURE_MESSAGE, node.path("failure").path("message"));
    JsonNode usage = node.path("usage");
    row.put(TableColumn.INPUT_TOKENS, usage.path("inputTokens"));
    row.put(TableColumn.OUTPUT_TOKENS, usage.path("outputTokens"));
    row.put(TableColumn.REASONING_TOKENS, usage.path("reasoningTokens"));
    row.put(TableColumn.CACHED_TOKENS, usage.path("cachedTokens"));
    row.put(TableColumn.TOKEN_SOURCE, usage.path("source"));
    JsonNode timing = node.path("timing");
    row.put(TableColumn.TTFT_MS, timing.path("ttftMs"));
    row.put(TableColumn.TTFO_MS, timing.path("ttfoMs"));
    row.put(TableColumn.E2E_MS, timing.path("e2eMs"));
    row.put(TableColumn.ITL_MS, timing.path("itlMs"));
    row.put(TableColumn.OUTPUT_TOKENS_PER_SECOND, timing.path("outputTokensPerSecond"));
    row.put(TableColumn.COST_STATE, node.path("cost").path("state"));
    row.put(TableColumn.COST_AMOUNT, node.path("cost").path("amount"));
    row.put(TableColumn.COST_CURRENCY, node.path("cost").path("currency"));
    Vote vote = trial.vote();
    row.put(TableColumn.VERDICT, text(vote == null ? "" : BundleJson.word(vote.verdict())));
    row.put(TableColumn.NOTE, text(vote == null ? "" : vote.note()));
    row.replaceAll((_, value) -> value.isMissingNode() ? NODES.nullNode() : value);
    return row;
  }

  private static String system(CompletionRequest request) {
    return request.messages().stream()
        .filter(message -> message.role() == Role.SYSTEM)
        .map(Message::content)
        .findFirst()
        .orElse("");
  }

  private static JsonNode text(String words) {
    return NODES.stringNode(words);
  }
}
