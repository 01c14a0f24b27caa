package app.diptych.gateway;

import app.diptych.completion.Failure;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible gateway, without its key.
 *
 * @param id the short name that stands before the slash in {@code holysheep/llama-4-scout}
 * @param baseUrl as the user gave it: the address of the API with or without {@code /v1}, {@code
 *     /chat/completions} or a slash at the end. An address without a path means {@code /v1}, where
 *     nearly every gateway is.
 */
public record GatewayProfile(String id, URI baseUrl) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
  private static final String COMPLETIONS = "/chat/completions";

  /**
   * @throws IllegalArgumentException with a sentence a user can act on
   */
  public GatewayProfile {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "A gateway's name has 1 to 64 letters, digits, dots, dashes or underscores.");
    }
    String problem = problemOf(baseUrl);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
  }

  /**
   * @param baseUrl as typed; blanks around it are dropped
   * @throws IllegalArgumentException with a sentence a user can act on
   */
  public static GatewayProfile of(String id, String baseUrl) {
    HttpUrl url = HttpUrl.parse(baseUrl.strip());
    if (url == null) {
      throw new IllegalArgumentException(
          "The base URL must be a web address such as https://api.example.com/v1 or"
              + " http://localhost:8080/v1.");
    }
    return new GatewayProfile(id, url.uri());
  }

  /**
   * Why that key must not be sent to this gateway, or empty when it may: a key goes over plain http
   * only to this machine itself.
   */
  public Optional<Failure> refusalOf(@Nullable ApiKey key) {
    if (key == null || "https".equalsIgnoreCase(baseUrl.getScheme()) || isLoopback()) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure.InvalidRequest(
            "The key of %s was not sent: %s would carry it unencrypted over the network."
                .formatted(id, baseUrl),
            "Use an https:// address; plain http with a key is for this machine only."));
  }

  /** Whether the address names this machine itself. */
  public boolean isLoopback() {
    String host = url(baseUrl).host().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || LOOPBACK_V4.matcher(host).matches();
  }

  HttpUrl completions() {
    return url(baseUrl).newBuilder().encodedPath(root() + COMPLETIONS).build();
  }

  HttpUrl models() {
    return url(baseUrl).newBuilder().encodedPath(root() + "/models").build();
  }

  /** The name this gateway's own API has for the limit of an answer's length. */
  String maxTokensField() {
    // OpenAI itself refuses the older name for its reasoning models; the others know only that one.
    return url(baseUrl).host().equals("api.openai.com") ? "max_completion_tokens" : "max_tokens";
  }

  private String root() {
    String path = url(baseUrl).encodedPath().replaceAll("/+$", "");
    if (path.endsWith(COMPLETIONS)) {
      return path.substring(0, path.length() - COMPLETIONS.length());
    }
    return path.isEmpty() ? "/v1" : path;
  }

  private static HttpUrl url(URI uri) {
    return HttpUrl.get(uri.toString());
  }

  private static @Nullable String problemOf(URI uri) {
    HttpUrl url = HttpUrl.parse(uri.toString());
    if (url == null) {
      return "The base URL must start with http:// or https:// and name a host.";
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      return "The base URL must not contain a name or password: the key has a place of its own.";
    }
    if (url.query() != null || url.fragment() != null) {
      return "The base URL must not contain ? or #.";
    }
    return null;
  }
}
