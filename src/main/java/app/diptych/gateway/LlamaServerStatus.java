package app.diptych.gateway;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * What llama.cpp's own server tells about itself beside its answers (tools/server/README.md of
 * llama.cpp v0.5.0, held against that build).
 */
public final class LlamaServerStatus {
  private static final int MOST_BODY = 16 << 20;
  private static final int MOST_READ = 8 << 10;

  private final GatewayProfile profile;
  private final ApiKey key;
  private final GatewayHttp http;

  public LlamaServerStatus(GatewayProfile profile, ApiKey key, GatewayHttp http) {
    this.profile = profile;
    this.key = key;
    this.http = http;
  }

  /** How far a server is. */
  public enum Health {
    /** It answers requests. */
    READY,
    /** It is there and loads its model. */
    LOADING,
    /** Nobody answers, or somebody else does. */
    SILENT
  }

  /**
   * What the server says that it runs.
   *
   * @param build for example {@code b9894-de3ff81}; empty when it does not say
   * @param context tokens of context of one request; 0 when it does not say
   * @param template the Jinja template in use, null when it does not say
   */
  public record Properties(String build, int context, @Nullable String template) {}

  /** What came of asking for properties. */
  public sealed interface Answer {}

  /** It told. */
  public record Told(Properties properties) implements Answer {}

  /**
   * It did not tell as llama-server does.
   *
   * @param status of HTTP; 0 when there was no answer
   */
  public record Foreign(int status) implements Answer {}

  /** Asks once, at most as long as the limits of the client allow. */
  public Health health() {
    try (Response response = ask("/health")) {
      return switch (response.code()) {
        case 200 -> Health.READY;
        case 503 -> Health.LOADING;
        default -> Health.SILENT;
      };
    } catch (IOException nobody) {
      return Health.SILENT;
    }
  }

  /** Asks once what it runs. */
  public Answer properties() {
    try (Response response = ask("/props")) {
      if (!response.isSuccessful()) {
        return new Foreign(response.code());
      }
      byte[] body = read(response.body().source());
      try (JsonParser parser = ChunkDecoder.JSON.createParser(ObjectReadContext.empty(), body)) {
        return parser.nextToken() == JsonToken.START_OBJECT
            ? new Told(properties(parser))
            : new Foreign(response.code());
      } catch (JacksonException notJson) {
        return new Foreign(response.code());
      }
    } catch (IOException cut) {
      return new Foreign(0);
    }
  }

  private Response ask(String path) throws IOException {
    HttpUrl url = profile.models().newBuilder().encodedPath(path).build();
    return http.client().newCall(Exchange.request(url, key).build()).execute();
  }

  private static byte[] read(BufferedSource body) throws IOException {
    Buffer document = new Buffer();
    while (body.read(document, MOST_READ) >= 0) {
      if (document.size() > MOST_BODY) {
        throw new StreamTooLarge("The list of properties", MOST_BODY);
      }
    }
    return document.readByteArray();
  }

  private static Properties properties(JsonParser parser) {
    String build = "";
    int context = 0;
    @Nullable String template = null;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("build_info") && value == JsonToken.VALUE_STRING) {
        build = parser.getString();
      } else if (name.equals("chat_template") && value == JsonToken.VALUE_STRING) {
        template = parser.getString();
      } else if (name.equals("default_generation_settings") && value == JsonToken.START_OBJECT) {
        context = context(parser);
      } else {
        parser.skipChildren();
      }
    }
    return new Properties(build, context, template);
  }

  private static int context(JsonParser parser) {
    int context = 0;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("n_ctx") && value == JsonToken.VALUE_NUMBER_INT) {
        context = Math.clamp(parser.getLongValue(), 0, Integer.MAX_VALUE);
      } else {
        parser.skipChildren();
      }
    }
    return context;
  }
}
