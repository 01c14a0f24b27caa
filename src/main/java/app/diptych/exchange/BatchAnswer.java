package app.diptych.exchange;

import app.diptych.completion.Failure;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a batch's answers. Some gateways write the body as JSON inside a text. */
final class BatchAnswer {
  private final Place line;
  private final Place body;
  private final Losses losses;

  BatchAnswer(Place line, Losses losses) throws ExchangeException {
    this.line = line;
    this.body = body(line);
    this.losses = losses;
  }

  private static Place body(Place line) throws ExchangeException {
    Place body = line.at("response").at("body");
    return body.isText() ? body.inside(Json.read(body.text(), body.where())) : body;
  }

  /** The model that answered, as far as the line tells. */
  static String model(Place line) throws ExchangeException {
    return body(line).at("model").text("");
  }

  /** When it was answered. */
  Instant at(Instant otherwise) {
    return Times.seconds(body.at("created"), otherwise);
  }

  AnswerDraft draft(BatchFiles.Request request) throws ExchangeException {
    AnswerDraft draft =
        new AnswerDraft(request.model(), request.messages()).sampling(request.sampling());
    if (line.has("error")) {
      return draft.failure(error(line.at("error")));
    }
    int status = line.at("response").object().at("status_code").count().orElse(200);
    if (status >= 400 || body.has("error")) {
      Place error = body.at("error");
      return draft.failure(Failures.status(status, error.at("message").text(error.text(""))));
    }
    List<Place> choices = body.object().at("choices").items();
    if (choices.isEmpty()) {
      return draft.failure(
          new Failure.BrokenStream("The answer holds no choices.", "Run the prompt again."));
    }
    losses.add("further choices", choices.size() - 1, "An answer is one text: the first is taken.");
    return answer(draft, choices.getFirst());
  }

  private static Failure error(Place error) {
    String code = error.at("code").words("");
    String message = error.at("message").text(code);
    return switch (code) {
      case "batch_expired" -> Failures.named("TimedOut", message);
      case "batch_cancelled" -> new Failure.Cancelled();
      default -> Failures.named(code, message);
    };
  }

  private AnswerDraft answer(AnswerDraft draft, Place choice) throws ExchangeException {
    Place message = choice.object().at("message");
    Place said = message.has("content") ? message.at("content") : message.at("refusal");
    losses.add("calls of tools", message.at("tool_calls").items().size(), "An answer is text.");
    String model = body.at("model").text("");
    return draft
        .text(Chat.content(said, losses))
        .reasoning(message.at("reasoning_content").text(""))
        .reason(choice.at("finish_reason").text(""))
        .usage(usage(body.at("usage")))
        .origin(
            model.isEmpty()
                ? null
                : Origin.gateway(model, fingerprint(body.at("system_fingerprint"))));
  }

  private static @Nullable String fingerprint(Place value) {
    return value.isText() ? value.text("") : null;
  }

  private static @Nullable Usage usage(Place usage) {
    return usage.has("prompt_tokens") || usage.has("completion_tokens")
        ? new Usage(
            usage.at("prompt_tokens").count().orElse(0),
            usage.at("completion_tokens").count().orElse(0),
            usage.at("completion_tokens_details").at("reasoning_tokens").count().orElse(0),
            usage.at("prompt_tokens_details").at("cached_tokens").count().orElse(0),
            Usage.Source.REPORTED)
        : null;
  }
}
