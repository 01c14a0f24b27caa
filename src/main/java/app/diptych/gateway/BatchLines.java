package app.diptych.gateway;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of the files of a Batch API: a request, and what came of it. What comes is hostile like
 * every answer: its size is bounded, its errors are typed and the key is masked in it.
 */
public final class BatchLines {
  /** A longer line is no answer. */
  public static final int LONGEST = 32 * 1024 * 1024;

  /**
   * What answers of a batch have in the place of an engine, so that nobody compares their speed.
   */
  public static final String ENGINE = "Batch API";

  private static final String PATH = "/v1/chat/completions";
  private static final JsonMapper MAPPER = JsonMapper.builder(ChunkDecoder.JSON).build();

  private final String gateway;
  private final String engine;
  private final String maxTokensField;
  private final HttpUrl url;
  private final UntrustedText text;
  private final boolean withKey;

  private BatchLines(
      String gateway,
      String engine,
      String maxTokensField,
      HttpUrl url,
      UntrustedText text,
      boolean withKey) {
    this.gateway = gateway;
    this.engine = engine;
    this.maxTokensField = maxTokensField;
    this.url = url;
    this.text = text;
    this.withKey = withKey;
  }

  static BatchLines of(GatewayProfile profile, @Nullable ApiKey key) {
    return new BatchLines(
        profile.id(),
        ENGINE,
        profile.maxTokensField(),
        profile.batches(),
        new UntrustedText(key),
        key != null);
  }

  /**
   * Of an engine that runs elsewhere and is not known here.
   *
   * @param name what stands before the slash in the names of its models
   */
  public static BatchLines elsewhere(String name) {
    return new BatchLines(
        name,
        "batch file",
        "max_tokens",
        HttpUrl.get("http://localhost" + PATH),
        new UntrustedText(null),
        false);
  }

  /** A request as a line, without its line feed. */
  public byte[] request(String id, CompletionRequest request) {
    Buffer bytes = new Buffer();
    try (JsonGenerator json =
        ChunkDecoder.JSON.createGenerator(ObjectWriteContext.empty(), bytes.outputStream())) {
      json.writeStartObject();
      json.writeStringProperty("custom_id", id);
      json.writeStringProperty("method", "POST");
      json.writeStringProperty("url", PATH);
      json.writeName("body");
      ChatRequest.writeWhole(request, maxTokensField, json);
      json.writeEndObject();
    }
    return bytes.readByteArray();
  }

  /**
   * What came of a request.
   *
   * @param origin null when nobody answered
   * @param failure why there is no whole answer; null when there is
   */
  public record Result(
      String id,
      @Nullable Origin origin,
      String text,
      String reasoning,
      @Nullable FinishReason finishReason,
      @Nullable Usage usage,
      @Nullable Failure failure) {}

  /** Which request a line answers; empty for a line that cannot be read or names none. */
  public static Optional<String> idOf(byte[] line, int length) {
    try {
      JsonNode id = MAPPER.readTree(line, 0, length).path("custom_id");
      return id.isString() || id.isIntegralNumber() ? Optional.of(id.asString()) : Optional.empty();
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /** Reads what came of a request; whatever is wrong with it is its failure. */
  public Result read(byte[] line, int length, String model) {
    Addressee to = new Addressee(gateway, url, model, withKey, text);
    String id = "";
    try {
      JsonNode node = MAPPER.readTree(line, 0, length);
      id = node.path("custom_id").asString("");
      return result(id, node, to);
    } catch (JacksonException | MalformedChunk unreadable) {
      return failed(
          id,
          new Failure.BrokenStream(
              gateway + " sent a line for this row that cannot be read.",
              "Ask again with --resume --retry-failed."));
    }
  }

  private Result result(String id, JsonNode node, Addressee to) throws MalformedChunk {
    JsonNode response = node.path("response");
    JsonNode body = response.path("body");
    if (body.isString()) {
      // Some gateways write the body as JSON inside a text.
      body = MAPPER.readTree(body.stringValue());
    }
    if (response.isObject()) {
      int status = response.path("status_code").asInt(200);
      if (status >= 400) {
        return failed(id, new Rejection(status, false, error(body), null).failure(to));
      }
      return body.isObject() ? answer(id, body, to) : failed(id, unanswered());
    }
    JsonNode error = node.path("error");
    return failed(id, error.isMissingNode() || error.isNull() ? unanswered() : failure(error, to));
  }

  private Failure failure(JsonNode error, Addressee to) {
    return switch (error.path("code").asString("")) {
      case "batch_expired" ->
          new Failure.TimedOut(
              gateway + " did not come to this row before its batch expired.",
              "Ask again with --resume --retry-failed.");
      case "batch_cancelled" -> new Failure.Cancelled();
      default -> Rejection.inStream(error(error)).failure(to);
    };
  }

  private Failure unanswered() {
    return new Failure.BrokenStream(
        gateway + " sent neither an answer nor an error for this row.",
        "Ask again with --resume --retry-failed.");
  }

  private static GatewayError error(JsonNode error) {
    byte[] bytes = error.toString().getBytes(StandardCharsets.UTF_8);
    GatewayError read = ErrorReader.read(bytes, 0, bytes.length);
    return read.equals(GatewayError.UNEXPLAINED) && error.isString()
        ? GatewayError.saying(error.stringValue())
        : read;
  }

  private Result answer(String id, JsonNode body, Addressee to) throws MalformedChunk {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    Chunk chunk = new ChunkDecoder().decode(bytes, 0, bytes.length);
    if (chunk.error() != null) {
      return failed(id, Rejection.inStream(chunk.error()).failure(to));
    }
    if (!chunk.hasChoices()) {
      return failed(id, unanswered());
    }
    String model = chunk.model().isEmpty() ? to.model() : text.name(chunk.model());
    String fingerprint = chunk.fingerprint() == null ? null : text.name(chunk.fingerprint());
    boolean ended = !chunk.finishReason().isEmpty();
    return new Result(
        id,
        new Origin(gateway + "/" + model, engine, null, fingerprint, null, null),
        masked(chunk.content()),
        masked(chunk.reasoning()),
        ended ? new FinishReason(text.name(chunk.finishReason())) : null,
        chunk.usage(),
        ended
            ? null
            : new Failure.BrokenStream(
                gateway + " ended the answer without saying why.",
                "The text may be incomplete: ask again with --resume --retry-failed."));
  }

  private String masked(String said) {
    KeyMask mask = text.answerMask();
    return mask.add(WholeText.repaired(said)) + mask.end();
  }

  private static Result failed(String id, Failure failure) {
    return new Result(id, null, "", "", null, null, failure);
  }
}
