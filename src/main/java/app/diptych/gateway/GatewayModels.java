package app.diptych.gateway;

import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okhttp3.Request;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Asks a gateway which models it has. */
public final class GatewayModels {
  /** More than any gateway has; the rest of a longer list is left out. */
  public static final int MOST_MODELS = 5_000;

  private static final int MOST_BODY = 16 * 1024 * 1024;
  private static final int MOST_READ = 8 * 1024;

  private final GatewayHttp http;
  private final NanoClock clock;

  public GatewayModels(GatewayHttp http, NanoClock clock) {
    this.http = http;
    this.clock = clock;
  }

  /**
   * Asks and waits for the list, at most as long as the time limits of the client allow.
   *
   * @param key null for a gateway that asks for none
   */
  public ModelListing list(GatewayProfile profile, @Nullable ApiKey key) {
    Failure refusal = profile.refusalOf(key).orElse(null);
    if (refusal != null) {
      return new ModelListing.Unavailable(refusal);
    }
    UntrustedText text = new UntrustedText(key);
    Addressee to = new Addressee(profile.id(), profile.models(), "", key != null, text);
    Set<String> ids = new LinkedHashSet<>();
    try {
      Request.Builder request = Exchange.request(profile.models(), key);
      profile.addHeaders(request);
      new Exchange(http, request.build(), to, clock)
          .run((body, _, _) -> ids.addAll(read(body, to)));
    } catch (GatewayException failed) {
      return new ModelListing.Unavailable(failed.failure());
    }
    return new ModelListing.Models(List.copyOf(ids));
  }

  private static List<String> read(BufferedSource body, Addressee to)
      throws IOException, GatewayException {
    Buffer document = new Buffer();
    while (body.read(document, MOST_READ) >= 0) {
      if (document.size() > MOST_BODY) {
        throw new StreamTooLarge("The list of models", MOST_BODY);
      }
    }
    byte[] bytes = document.readByteArray();
    List<String> ids = new ArrayList<>();
    boolean isList;
    try (JsonParser parser = ChunkDecoder.JSON.createParser(ObjectReadContext.empty(), bytes)) {
      isList = readRoot(parser, to.text(), ids);
    } catch (JacksonException notJson) {
      isList = false;
    }
    if (!isList) {
      throw new GatewayException(unlikeAList(bytes, to));
    }
    return ids;
  }

  private static boolean readRoot(JsonParser parser, UntrustedText text, List<String> ids) {
    JsonToken root = parser.nextToken();
    if (root == JsonToken.START_ARRAY) {
      readIds(parser, text, ids);
      return true;
    }
    boolean found = false;
    if (root == JsonToken.START_OBJECT) {
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("data")) {
          readIds(parser, text, ids);
          found = true;
        } else {
          parser.skipChildren();
        }
      }
    }
    return found;
  }

  private static void readIds(JsonParser parser, UntrustedText text, List<String> ids) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        String id = name.equals("id") ? ChoiceReader.textOr("", parser) : "";
        parser.skipChildren();
        // A name that cannot be shown as it is cannot be asked for either.
        if (!id.isEmpty() && ids.size() < MOST_MODELS && id.equals(text.name(id))) {
          ids.add(id);
        }
      }
    }
  }

  private static Failure unlikeAList(byte[] bytes, Addressee to) {
    GatewayError error = ErrorReader.read(bytes, 0, bytes.length);
    return error.message().isEmpty()
        ? new Failure.BrokenStream(
            to.host() + " gives no list of models, so it does not look OpenAI-compatible.",
            "Check the base URL; it often ends in /v1.")
        : Rejection.inStream(error).failure(to);
  }
}
