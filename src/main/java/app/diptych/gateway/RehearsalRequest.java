package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * One HTTP request to a rehearsal gateway.
 *
 * @param line for example {@code POST /v1/chat/completions}
 * @param head every header, as it came
 * @param body missing when there is none or it is no JSON
 */
record RehearsalRequest(String line, String head, JsonNode body) {
  private static final int MOST_HEAD = 64 * 1024;

  /** Room for the images a message may carry, as text. */
  private static final int MOST_BODY = 128 * 1024 * 1024;

  private static final String END = "\r\n\r\n";
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(MOST_BODY)
                          .maxDocumentLength(MOST_BODY)
                          .build())
                  .build())
          .build();

  /**
   * Reads one, as far as it goes on.
   *
   * @throws IOException when nobody asks, or for far too much
   */
  static RehearsalRequest read(InputStream in) throws IOException {
    String head = head(in);
    String line = head.substring(0, head.indexOf("\r\n"));
    int length = Integer.parseInt(header(head, "content-length").orElse("0"));
    if (length < 0 || length > MOST_BODY) {
      throw new IOException("a request of " + length + " bytes");
    }
    String[] words = line.split(" ", -1);
    String asked = words.length < 2 ? line : words[0] + " " + words[1];
    return new RehearsalRequest(asked, head, json(in.readNBytes(length)));
  }

  boolean isFor(String method, String path) {
    return line.equals(method + " " + path) || line.startsWith(method + " " + path + "?");
  }

  /** The model's id, empty when none is named. */
  String model() {
    return body.path("model").asString("");
  }

  boolean streams() {
    return body.path("stream").asBoolean(false);
  }

  boolean wantsUsage() {
    return !streams() || body.path("stream_options").path("include_usage").asBoolean(false);
  }

  /** The most tokens asked for, or a great many. */
  int mostTokens() {
    JsonNode newer = body.path("max_completion_tokens");
    JsonNode limit = newer.isIntegralNumber() ? newer : body.path("max_tokens");
    return limit.isIntegralNumber()
        ? Math.max(1, limit.asInt(Integer.MAX_VALUE))
        : Integer.MAX_VALUE;
  }

  /** The conversation as one text, the same for the same conversation. */
  String conversation() {
    return body.path("messages").toString();
  }

  /** Whether there is something to answer. */
  boolean isWhole() {
    return !model().isEmpty() && !body.path("messages").isEmpty();
  }

  /**
   * The fault that this request asks for itself, by its header or its model.
   *
   * @throws IllegalArgumentException for one that is not known
   */
  Optional<RehearsalFault> fault() {
    Optional<String> wished =
        header(head, RehearsalGateway.FAULT_HEADER)
            .or(() ->
                Optional.of(model())
                    .filter(id -> id.startsWith(RehearsalGateway.MODELS))
                    .map(id -> id.substring(RehearsalGateway.MODELS.length())));
    return wished.map(word ->
        RehearsalFault.of(word)
            .orElseThrow(
                () -> new IllegalArgumentException("there is no model for a fault named " + word)));
  }

  private static Optional<String> header(String head, String name) {
    for (String line : head.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(line.substring(colon + 1).strip());
      }
    }
    return Optional.empty();
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int seen = 0;
    while (seen < END.length()) {
      int next = in.read();
      if (next < 0 || head.size() > MOST_HEAD) {
        throw new IOException("no request");
      }
      head.write(next);
      seen = next == END.charAt(seen) ? seen + 1 : next == '\r' ? 1 : 0;
    }
    return head.toString(ISO_8859_1);
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return bytes.length == 0 ? MissingNode.getInstance() : MAPPER.readTree(bytes);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }
}
