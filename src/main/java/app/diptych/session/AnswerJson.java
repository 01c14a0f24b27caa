package app.diptych.session;

import app.diptych.completion.AttachedImage;
import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Role;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.trial.EngineRunJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parts of an answer as JSON, both ways and without loss. */
public final class AnswerJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AnswerJson() {}

  public static ObjectNode request(CompletionRequest request) {
    ObjectNode node = NODES.objectNode();
    node.put("model", request.model());
    node.set("messages", messages(request.messages()));
    node.set("sampling", sampling(request.sampling()));
    return node;
  }

  /**
   * @throws IllegalArgumentException when it is no request that could have been sent
   */
  public static CompletionRequest request(JsonNode node) {
    return new CompletionRequest(
        text(node, "model"), messages(node.path("messages")), sampling(node.path("sampling")));
  }

  public static ArrayNode messages(List<Message> messages) {
    ArrayNode list = NODES.arrayNode();
    for (Message message : messages) {
      ObjectNode node =
          list.addObject()
              .put("role", message.role().name().toLowerCase(Locale.ROOT))
              .put("content", message.content());
      if (!message.images().isEmpty()) {
        ArrayNode images = node.putArray("images");
        for (AttachedImage image : message.images()) {
          images.addObject().put("mediaType", image.mediaType()).put("base64", image.base64());
        }
      }
    }
    return list;
  }

  /**
   * @throws IllegalArgumentException when there is anything that could not have been sent
   */
  public static List<Message> messages(JsonNode list) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode node : list) {
      messages.add(
          new Message(
              Role.valueOf(text(node, "role").toUpperCase(Locale.ROOT)),
              text(node, "content"),
              images(node.path("images"))));
    }
    return messages;
  }

  /** The media type is read from the bytes: what stands beside them is for other programs. */
  private static List<AttachedImage> images(JsonNode list) {
    if (list.size() > AttachedImage.MOST_IN_A_MESSAGE) {
      throw new IllegalArgumentException("too many images in a message");
    }
    List<AttachedImage> images = new ArrayList<>();
    for (JsonNode node : list) {
      images.add(AttachedImage.ofBase64(text(node, "base64")));
    }
    return images;
  }

  public static ObjectNode sampling(Sampling sampling) {
    ObjectNode node = NODES.objectNode();
    node.put("temperature", sampling.temperature());
    node.put("topP", sampling.topP());
    node.put("maxTokens", sampling.maxTokens());
    node.put("seed", sampling.seed());
    ArrayNode stop = node.putArray("stop");
    sampling.stop().forEach(stop::add);
    return node;
  }

  public static Sampling sampling(JsonNode node) {
    List<String> stop = new ArrayList<>();
    node.path("stop").forEach(text -> stop.add(text.asString("")));
    return new Sampling(
        number(node, "temperature"),
        number(node, "topP"),
        isWhole(node.path("maxTokens")) && node.path("maxTokens").canConvertToInt()
            ? Integer.valueOf(node.path("maxTokens").intValue())
            : null,
        isWhole(node.path("seed")) ? Long.valueOf(node.path("seed").longValue()) : null,
        stop);
  }

  /** Whether that is a number that can be counted with; a reader throws for a fraction. */
  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong();
  }

  public static JsonNode usage(@Nullable Usage usage) {
    if (usage == null) {
      return NODES.nullNode();
    }
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

  public static @Nullable Usage usage(JsonNode node) {
    if (!node.isObject()) {
      return null;
    }
    return new Usage(
        node.path("inputTokens").asInt(0),
        node.path("outputTokens").asInt(0),
        node.path("reasoningTokens").asInt(0),
        node.path("cachedTokens").asInt(0),
        Usage.Source.valueOf(node.path("source").asString("estimated").toUpperCase(Locale.ROOT)),
        node.path("refused").asBoolean(false));
  }

  public static JsonNode origin(@Nullable Origin origin) {
    if (origin == null) {
      return NODES.nullNode();
    }
    ObjectNode node =
        NODES
            .objectNode()
            .put("answeredBy", origin.answeredBy())
            .put("engine", origin.engine())
            .put("backend", origin.backend())
            .put("fingerprint", origin.fingerprint())
            .put("fileHash", origin.fileHash())
            .put("templateHash", origin.templateHash());
    if (origin.run() != null) {
      node.set("run", EngineRunJson.write(origin.run()));
    }
    return node;
  }

  public static @Nullable Origin origin(JsonNode node) {
    if (!node.isObject()) {
      return null;
    }
    return new Origin(
        text(node, "answeredBy"),
        textOrNull(node, "engine"),
        textOrNull(node, "backend"),
        textOrNull(node, "fingerprint"),
        textOrNull(node, "fileHash"),
        textOrNull(node, "templateHash"),
        EngineRunJson.read(node.path("run")));
  }

  public static ObjectNode delivery(Delivery delivery) {
    ObjectNode node = NODES.objectNode();
    node.put("heldNs", delivery.held().toNanos());
    node.put("tries", delivery.tries());
    node.put("failedOver", delivery.failedOver());
    if (delivery.lost() > 0) {
      node.put("lost", delivery.lost());
    }
    if (delivery.inTurn()) {
      node.put("inTurn", true);
    }
    if (delivery.repeats() != null) {
      node.put("repeats", delivery.repeats());
    }
    CallPhases phases = delivery.phases();
    if (phases != null) {
      node.set("phases", CallPhasesJson.write(phases));
    }
    return node;
  }

  /** What is missing was plain. */
  public static Delivery delivery(JsonNode node) {
    if (!node.isObject()) {
      return Delivery.PLAIN;
    }
    JsonNode phases = node.path("phases");
    return new Delivery(
        Duration.ofNanos(node.path("heldNs").asLong(0)),
        node.path("tries").asInt(1),
        textOrNull(node, "failedOver"),
        phases.isObject() ? CallPhasesJson.read(phases) : null,
        node.path("inTurn").asBoolean(false),
        textOrNull(node, "repeats"),
        Math.max(0, node.path("lost").asInt(0)));
  }

  public static ObjectNode cost(Cost cost) {
    ObjectNode node = NODES.objectNode();
    return switch (cost) {
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
        node.put("state", "unpriced").put("why", unpriced.why());
        yield most(node, unpriced.most());
      }
      case Cost.Local here -> LocalCostJson.write(here);
    };
  }

  private static ObjectNode most(ObjectNode cost, @Nullable Money most) {
    return most == null
        ? cost
        : cost.put("most", most.amount().toPlainString()).put("mostCurrency", most.currency());
  }

  /**
   * What an answer cost. Older ones do not say, and what cannot be read is not priced.
   *
   * @param local whether it ran on the machine it was made on
   */
  public static Cost cost(JsonNode node, boolean local) {
    if (local) {
      return LocalCostJson.read(node);
    }
    String state = node.path("state").asString("");
    if (state.equals("priced") || state.equals("partly")) {
      try {
        return new Cost.Known(
            Money.of(text(node, "amount"), text(node, "currency")),
            node.path("estimated").asBoolean(false),
            state.equals("partly") ? text(node, "why") : null,
            most(node));
      } catch (IllegalArgumentException noMoney) {
        return new Cost.Unpriced("its cost cannot be read");
      }
    }
    String why = textOrNull(node, "why");
    if (why == null) {
      return Cost.Unpriced.UNKNOWN;
    }
    try {
      return new Cost.Unpriced(why, most(node));
    } catch (IllegalArgumentException noMoney) {
      return new Cost.Unpriced(why);
    }
  }

  private static @Nullable Money most(JsonNode cost) {
    return cost.has("most") ? Money.of(text(cost, "most"), text(cost, "mostCurrency")) : null;
  }

  public static JsonNode failure(@Nullable Failure failure) {
    return failure == null ? NODES.nullNode() : FailureJson.write(failure);
  }

  public static @Nullable Failure failure(JsonNode node) {
    return node.isObject() ? FailureJson.read(node) : null;
  }

  public static @Nullable FinishReason finishReason(JsonNode node) {
    return node.isString() ? new FinishReason(node.stringValue()) : null;
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isString()) {
      throw new IllegalArgumentException("\"" + field + "\" is missing or no text");
    }
    return value.stringValue();
  }

  static @Nullable String textOrNull(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.stringValue() : null;
  }

  private static @Nullable Double number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? Double.valueOf(value.doubleValue()) : null;
  }
}
