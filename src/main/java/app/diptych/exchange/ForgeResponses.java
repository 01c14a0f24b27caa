package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of one node: for each prompt and model one or more. */
final class ForgeResponses {
  private final ForgeStrings strings;
  private final Instant at;
  private final Losses losses;

  ForgeResponses(ForgeStrings strings, Instant at, Losses losses) {
    this.strings = strings;
    this.at = at;
    this.losses = losses;
  }

  /** Them as a grid; the second answer to a prompt stands in a row of its own. */
  Grid grid(Place node) throws ExchangeException {
    Map<String, ForgeModel> models = models(node.at("cache_files"));
    Grid grid = new Grid(losses);
    for (Place response : node.at("responses_last_run").items()) {
      add(response.object(), models, grid);
    }
    return grid;
  }

  private Map<String, ForgeModel> models(Place files) throws ExchangeException {
    List<Place> specs = new ArrayList<>();
    files.fields((_, spec) -> specs.add(spec));
    Map<String, ForgeModel> models = new LinkedHashMap<>();
    for (Place spec : specs) {
      if (spec.has("model")) {
        ForgeModel model = ForgeModel.read(spec, losses);
        models.putIfAbsent(model.name(), model);
      }
    }
    return models;
  }

  private void add(Place response, Map<String, ForgeModel> models, Grid grid)
      throws ExchangeException {
    Place llm = response.at("llm");
    String name = strings.text(llm);
    ForgeModel model =
        llm.node().isObject()
            ? ForgeModel.read(llm, losses)
            : models.getOrDefault(name, ForgeModel.named(name));
    List<Message> messages = messages(response, model);
    tellNotTaken(response);
    if (!Chat.canBeSent(messages, losses)) {
      return;
    }
    List<Place> texts = response.at("responses").items();
    String asked = strings.text(response.at("prompt")) + values(response.at("vars"));
    for (int i = 0; i < texts.size(); i++) {
      AnswerDraft answer =
          new AnswerDraft(model.name(), messages)
              .asked(model.model())
              .sampling(model.sampling())
              .text(text(texts.get(i)));
      measure(answer, response, i, texts.size());
      grid.put(i + " " + asked, model.name(), new Grid.Cell(answer, at, response));
    }
  }

  private List<Message> messages(Place response, ForgeModel model) throws ExchangeException {
    List<Message> messages = new ArrayList<>();
    if (!model.system().isBlank()) {
      messages.add(Message.system(model.system()));
    }
    for (Place said : response.at("chat_history").items()) {
      String text = strings.text(said.object().at("content"));
      Chat.role(strings.text(said.at("role")))
          .ifPresentOrElse(
              role -> messages.add(new Message(role, text)),
              () -> losses.add("messages of tools", "A conversation here has no tools."));
    }
    messages.add(Message.user(strings.text(response.at("prompt"))));
    return messages;
  }

  /** Prompts that read alike may come from different inputs. */
  private String values(Place vars) {
    StringBuilder values = new StringBuilder();
    vars.fields(
        (name, value) -> values.append('\n').append(name).append('=').append(strings.text(value)));
    return values.toString();
  }

  private String text(Place response) {
    if (response.node().isObject()) {
      boolean text = response.at("t").text("").startsWith("t");
      losses.add("images", text ? 0 : 1, "An answer here is text.");
      return text ? strings.text(response.at("d")) : "";
    }
    return strings.text(response);
  }

  private void measure(AnswerDraft answer, Place response, int number, int count) {
    Place stats = response.at("stats").at(number);
    Place tokens = response.at("tokens");
    if (stats.has("input_tokens") || stats.has("output_tokens")) {
      answer.usage(usage(stats.at("input_tokens"), stats.at("output_tokens")));
    } else if (tokens.has("prompt_tokens") || tokens.has("completion_tokens")) {
      if (count == 1) {
        answer.usage(usage(tokens.at("prompt_tokens"), tokens.at("completion_tokens")));
      } else if (number == 0) {
        losses.add("token counts of several answers", "They are counted together.");
      }
    }
    answer.timing(null, millis(stats.at("latency_ms")));
  }

  private static Usage usage(Place input, Place output) {
    return new Usage(
        input.count().orElse(0), output.count().orElse(0), 0, 0, Usage.Source.REPORTED);
  }

  private static @Nullable Duration millis(Place value) {
    return value
        .number()
        .filter(millis -> millis > 0 && millis < 1e12)
        .map(millis -> Duration.ofNanos(Math.round(millis * 1e6)))
        .orElse(null);
  }

  private void tellNotTaken(Place response) {
    losses.add("scores", response.has("eval_res") ? 1 : 0, "A session has no place for them.");
  }
}
