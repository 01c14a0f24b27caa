package app.diptych.gateway;

import app.diptych.completion.AttachedImage;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.completion.TokenCertainty;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes the body of {@code POST /chat/completions}: only the sampling values that are present. */
final class ChatRequest {
  private static final MediaType JSON = MediaType.get("application/json");

  private ChatRequest() {}

  /**
   * @param switches fields beyond those of OpenAI, which only the addressee knows
   */
  static RequestBody body(
      CompletionRequest request, String maxTokensField, Map<String, Boolean> switches) {
    Buffer bytes = new Buffer();
    try (JsonGenerator json =
        ChunkDecoder.JSON.createGenerator(ObjectWriteContext.empty(), bytes.outputStream())) {
      json.writeStartObject();
      writeConversation(request, json);
      json.writeBooleanProperty("stream", true);
      json.writeObjectPropertyStart("stream_options");
      json.writeBooleanProperty("include_usage", true);
      json.writeEndObject();
      writeSampling(request.sampling(), maxTokensField, json);
      if (request.weighed()) {
        json.writeBooleanProperty("logprobs", true);
        json.writeNumberProperty("top_logprobs", TokenCertainty.ALTERNATIVES);
      }
      switches.forEach(json::writeBooleanProperty);
      json.writeEndObject();
    }
    // The length is known, so the body is not sent chunked, which some gateways refuse.
    // A snapshot shares the buffer's bytes: images make it large.
    return RequestBody.create(bytes.snapshot(), JSON);
  }

  /** The same as an object by itself, for an answer that comes whole. */
  static void writeWhole(CompletionRequest request, String maxTokensField, JsonGenerator json) {
    json.writeStartObject();
    writeConversation(request, json);
    writeSampling(request.sampling(), maxTokensField, json);
    json.writeEndObject();
  }

  private static void writeConversation(CompletionRequest request, JsonGenerator json) {
    json.writeStringProperty("model", WholeText.repaired(request.model()));
    json.writeArrayPropertyStart("messages");
    for (Message message : request.messages()) {
      json.writeStartObject();
      json.writeStringProperty("role", message.role().wire());
      writeContent(message, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Plain text when there are no images: some gateways take nothing else. */
  private static void writeContent(Message message, JsonGenerator json) {
    String text = WholeText.repaired(message.content());
    if (message.images().isEmpty()) {
      json.writeStringProperty("content", text);
      return;
    }
    json.writeArrayPropertyStart("content");
    json.writeStartObject();
    json.writeStringProperty("type", "text");
    json.writeStringProperty("text", text);
    json.writeEndObject();
    for (AttachedImage image : message.images()) {
      json.writeStartObject();
      json.writeStringProperty("type", "image_url");
      json.writeObjectPropertyStart("image_url");
      json.writeName("url");
      // Nothing in a data URL needs an escape, so it is written past the generator, in pieces.
      json.writeRawValue("\"data:" + image.mediaType() + ";base64,");
      image.base64(json::writeRaw);
      json.writeRaw('"');
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeSampling(Sampling sampling, String maxTokensField, JsonGenerator json) {
    if (sampling.temperature() != null) {
      json.writeNumberProperty("temperature", sampling.temperature());
    }
    if (sampling.topP() != null) {
      json.writeNumberProperty("top_p", sampling.topP());
    }
    if (sampling.maxTokens() != null) {
      json.writeNumberProperty(maxTokensField, sampling.maxTokens());
    }
    if (sampling.seed() != null) {
      json.writeNumberProperty("seed", sampling.seed());
    }
    if (!sampling.stop().isEmpty()) {
      json.writeArrayPropertyStart("stop");
      sampling.stop().forEach(text -> json.writeString(WholeText.repaired(text)));
      json.writeEndArray();
    }
  }
}
