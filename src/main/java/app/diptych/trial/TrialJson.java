package app.diptych.trial;

import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.EngineRun;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Role;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.LocalCharge;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.timing.RequestMetrics;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A trial as one JSON document; the shape of a side is the same wherever the product writes one.
 */
public final class TrialJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private TrialJson() {}

  /**
   * The document, indented for people.
   *
   * @param recordings of the sides whose pieces are known
   * @param prices by which the sides were charged, as far as they are known: with them a cost tells
   *     what of it was for the prompt and what for the answer
   */
  public static String write(
      Trial trial, Map<Side, Recording> recordings, Map<Side, Price> prices) {
    ObjectNode root = tree(trial, recordings);
    prices.forEach((side, price) -> {
      Answer answer = trial.answer(side);
      if (root.path("sides").path(side.name()).path("cost") instanceof ObjectNode cost) {
        price
            .parts(answer.usage(), answer.cost())
            .ifPresent(parts ->
                cost.put("input", parts.input().amount().toPlainString())
                    .put("output", parts.output().amount().toPlainString()));
      }
    });
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  /** The document as a tree, for callers that put it into a larger one and know no pieces. */
  public static ObjectNode tree(Trial trial) {
    return tree(trial, Map.of());
  }

  /**
   * The document as a tree.
   *
   * @param recordings of the sides whose pieces are known
   */
  public static ObjectNode tree(Trial trial, Map<Side, Recording> recordings) {
    ObjectNode root = NODES.objectNode();
    root.put("trial", trial.id());
    root.put("startedAt", trial.startedAt().toString());
    CompletionRequest request = trial.answers().values().iterator().next().request();
    root.put("prompt", request.messages().getLast().content());
    root.put("system", system(request));
    root.put("contended", trial.contended());
    root.put("inTurn", trial.inTurn());
    ObjectNode sides = root.putObject("sides");
    new TreeMap<>(trial.answers())
        .forEach((side, answer) -> {
          ObjectNode node = side(answer, recordings.getOrDefault(side, Recording.EMPTY));
          // Told to people, and computed again by whoever reads the rest.
          TokenDoubt.of(answer).ifPresent(doubt -> node.put("usageDoubt", doubt));
          sides.set(side.name(), node);
        });
    return root;
  }

  /** One side of which the pieces are not known. */
  public static ObjectNode side(Answer answer) {
    return side(answer, Recording.EMPTY);
  }

  /**
   * One side.
   *
   * @param recording the pieces it came in; empty when they are not known
   */
  public static ObjectNode side(Answer answer, Recording recording) {
    ObjectNode node = NODES.objectNode();
    Origin origin = answer.origin();
    node.put("model", answer.model());
    node.put("answeredBy", origin == null ? null : origin.answeredBy());
    node.put("text", answer.text());
    node.put("reasoning", answer.reasoning());
    node.put("finishReason", answer.finishReason() == null ? null : answer.finishReason().wire());
    node.set("failure", answer.failure() == null ? NODES.nullNode() : failure(answer.failure()));
    node.set("usage", answer.usage() == null ? NODES.nullNode() : usage(answer.usage()));
    node.set("timing", timing(answer, recording));
    node.set("cost", cost(answer));
    Energy energy = answer.energy().orElse(null);
    if (energy != null) {
      node.set("energy", energy(energy, answer.usage()));
    }
    node.set("delivery", delivery(answer.delivery()));
    node.set("origin", origin == null ? NODES.nullNode() : origin(origin));
    return node;
  }

  /** A failure, the same shape for every command. */
  public static ObjectNode failure(Failure failure) {
    return NODES
        .objectNode()
        .put("kind", failure.kind())
        .put("message", failure.message())
        .put("hint", failure.hint())
        .put("retryable", failure.retryable());
  }

  private static @Nullable String system(CompletionRequest request) {
    return request.messages().stream()
        .filter(message -> message.role() == Role.SYSTEM)
        .map(Message::content)
        .findFirst()
        .orElse(null);
  }

  private static ObjectNode usage(Usage usage) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("inputTokens", usage.inputTokens())
            .put("outputTokens", usage.outputTokens())
            .put("reasoningTokens", usage.reasoningTokens())
            .put("cachedTokens", usage.cachedTokens())
            .put("source", usage.source().name().toLowerCase(Locale.ROOT));
    return usage.refused() ? node.put("refused", true) : node;
  }

  private static ObjectNode timing(Answer answer, Recording recording) {
    int first = recording.size() == 0 ? -1 : recording.length(0);
    RequestMetrics metrics =
        answer.timeline().measure(answer.amounts(first, null), answer.finishReason() != null);
    return NODES
        .objectNode()
        .put("ttftMs", millis(metrics.timeToFirstToken()))
        .put("ttfoMs", millis(metrics.timeToFirstOutput()))
        .put("ttstMs", millis(metrics.timeToSecondToken()))
        .put("e2eMs", millis(metrics.endToEnd()))
        .put("decodeMs", millis(metrics.decodeDuration()))
        .put("itlMs", millis(metrics.interTokenLatency()))
        .put("outputTokensPerSecond", rate(metrics.outputTokensPerSecond()))
        .put("e2eTokensPerSecond", rate(metrics.endToEndTokensPerSecond()))
        .put("prefillTokensPerSecond", rate(metrics.prefillTokensPerSecond()))
        .put("charactersPerSecond", rate(metrics.charactersPerSecond()))
        .put("deltas", metrics.deltas())
        .put(
            "tokensPerDelta",
            metrics.tokensPerDelta().map(ratio -> Math.round(ratio * 1000) / 1000.0).orElse(null))
        .put("buffered", answer.buffered())
        .put("preparationMs", millis(Optional.of(answer.preparation())));
  }

  private static ObjectNode cost(Answer answer) {
    ObjectNode node = NODES.objectNode();
    return switch (answer.cost()) {
      case Cost.Known known -> {
        node.put("state", known.isAtLeast() ? "partly" : "priced")
            .put("amount", known.money().amount().toPlainString())
            .put("currency", known.money().currency())
            .put("estimated", known.estimated());
        if (known.open() != null) {
          node.put("why", known.open());
        }
        yield most(node, known.most());
      }
      case Cost.Unpriced unpriced -> {
        node.put("state", "unpriced")
            .putNull("amount")
            .putNull("currency")
            .put("why", unpriced.why());
        yield most(node, unpriced.most());
      }
      case Cost.Local here -> local(here.charge());
    };
  }

  private static ObjectNode most(ObjectNode cost, @Nullable Money most) {
    return most == null
        ? cost
        : cost.put("most", most.amount().toPlainString()).put("mostCurrency", most.currency());
  }

  private static ObjectNode local(@Nullable LocalCharge charge) {
    ObjectNode node = NODES.objectNode().put("state", "local");
    if (charge == null) {
      return node.putNull("amount").putNull("currency");
    }
    Money hardware = charge.hardware();
    return node.put("amount", charge.total().amount().toPlainString())
        .put("currency", charge.total().currency())
        .put("electricity", charge.electricity().amount().toPlainString())
        .put("hardware", hardware == null ? null : hardware.amount().toPlainString())
        .put("label", charge.label());
  }

  private static ObjectNode energy(Energy energy, @Nullable Usage usage) {
    int tokens = usage == null ? 0 : usage.outputTokens();
    return NODES
        .objectNode()
        .put("joules", energy.joules())
        .put("overNs", energy.time().toNanos())
        .put("source", energy.source())
        .put("together", energy.together())
        .put("perOutputTokenMillijoules", energy.millijoulesPerToken(tokens).orElse(null))
        .put("outputTokensPerJoule", energy.tokensPerJoule(tokens).orElse(null));
  }

  private static ObjectNode origin(Origin origin) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("engine", origin.engine())
            .put("backend", origin.backend())
            .put("fingerprint", origin.fingerprint())
            .put("fileHash", origin.fileHash())
            .put("templateHash", origin.templateHash());
    EngineRun run = origin.run();
    if (run != null) {
      node.set("run", EngineRunJson.write(run));
    }
    return node;
  }

  private static ObjectNode delivery(Delivery delivery) {
    CallPhases phases = delivery.phases();
    ObjectNode node =
        NODES
            .objectNode()
            .put("heldMs", millis(Optional.of(delivery.held())))
            .put("tries", delivery.tries())
            .put("failedOver", delivery.failedOver());
    node.set("phases", phases == null ? NODES.nullNode() : phases(phases));
    return node;
  }

  private static ObjectNode phases(CallPhases phases) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("lateMs", millis(Optional.ofNullable(phases.late())))
            .put("lookupMs", millis(Optional.ofNullable(phases.lookup())))
            .put("connectMs", millis(Optional.ofNullable(phases.connect())))
            .put("handshakeMs", millis(Optional.ofNullable(phases.handshake())))
            .put("sendingMs", millis(Optional.ofNullable(phases.sending())))
            .put("waitingMs", millis(Optional.ofNullable(phases.waiting())))
            .put("receivingMs", millis(Optional.ofNullable(phases.receiving())));
    ObjectNode server = node.putObject("serverMs");
    new TreeMap<>(phases.server()).forEach(server::put);
    return node;
  }

  /** Two decimals. */
  private static @Nullable Double rate(Optional<Double> perSecond) {
    return perSecond.map(rate -> Math.round(rate * 100) / 100.0).orElse(null);
  }

  /** Milliseconds with microsecond resolution. */
  private static @Nullable Double millis(Optional<Duration> duration) {
    return duration.map(d -> Math.round(d.toNanos() / 1e3) / 1e3).orElse(null);
  }
}
