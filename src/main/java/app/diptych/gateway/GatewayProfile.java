package app.diptych.gateway;

import app.diptych.completion.Failure;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible gateway, without its key.
 *
 * @param id the short name that stands before the slash in {@code holysheep/llama-4-scout}
 * @param name for people
 * @param baseUrl as the user gave it: the address of the API with or without {@code /v1}, {@code
 *     /chat/completions} or a slash at the end. An address without a path means {@code /v1}, where
 *     nearly every gateway is.
 * @param key where its key is kept and to whom it may go
 * @param aliases the user's own names for models, each with the id the gateway knows
 * @param headers sent with every request; never secrets
 */
public record GatewayProfile(
    String id,
    String name,
    URI baseUrl,
    KeyBinding key,
    Map<String, String> aliases,
    GatewayLimits limits,
    GatewayTimeouts timeouts,
    Map<String, String> headers,
    String notes) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
  private static final String COMPLETIONS = "/chat/completions";
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_NOTES = 10_000;

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
    name = name.strip().isEmpty() ? id : name.strip();
    if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "The name for people is one line of at most " + LONGEST_NAME + " characters.");
    }
    if (notes.length() > LONGEST_NOTES) {
      throw new IllegalArgumentException("The notes are longer than 10,000 characters.");
    }
    aliases = AliasMap.checked(aliases);
    headers = ExtraHeaders.checked(headers);
  }

  /** One with everything as usual: its key, if any, is in the environment. */
  public GatewayProfile(String id, URI baseUrl) {
    this(
        id,
        id,
        baseUrl,
        new KeyBinding(new KeySource.None(), ""),
        Map.of(),
        GatewayLimits.NONE,
        GatewayTimeouts.DEFAULTS,
        Map.of(),
        "");
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
    GatewayProfile profile = new GatewayProfile(id, url.uri());
    return profile.with(
        new KeyBinding(KeySource.Environment.usual(profile.id()), profile.origin()));
  }

  public GatewayProfile with(KeyBinding other) {
    return new GatewayProfile(id, name, baseUrl, other, aliases, limits, timeouts, headers, notes);
  }

  /** Under other names; its key stays where it was. */
  public GatewayProfile named(String otherId, String otherName) {
    return new GatewayProfile(
        otherId, otherName, baseUrl, key, aliases, limits, timeouts, headers, notes);
  }

  /** At another address. Its key stays bound to the origin it was given for. */
  public GatewayProfile at(URI otherUrl) {
    return new GatewayProfile(id, name, otherUrl, key, aliases, limits, timeouts, headers, notes);
  }

  /** The id this gateway knows for a model as the user names it. */
  public String idOf(String model) {
    return aliases.getOrDefault(model, model);
  }

  /** Scheme, host and, where it is not the usual one, port of the base URL. */
  public String origin() {
    HttpUrl url = url(baseUrl);
    String host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    return url.scheme() + "://" + host + (usual ? "" : ":" + url.port());
  }

  /** The host of the base URL, in lower case, international names in ASCII. */
  public String host() {
    return url(baseUrl).host();
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
    return isLoopback(url(baseUrl));
  }

  static boolean isLoopback(HttpUrl url) {
    String host = url.host().toLowerCase(Locale.ROOT);
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

  HttpUrl files() {
    return url(baseUrl).newBuilder().encodedPath(root() + "/files").build();
  }

  HttpUrl batches() {
    return url(baseUrl).newBuilder().encodedPath(root() + "/batches").build();
  }

  /** Puts what this user wants sent with everything into a request. */
  void addHeaders(Request.Builder request) {
    ExtraHeaders.addTo(request, headers);
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
