package app.diptych.gateway;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Request;

/**
 * Headers a user wants sent with every request to a gateway. They stand in a file, so no secrets.
 */
final class ExtraHeaders {
  private static final int MOST = 20;
  private static final int LONGEST = 1_000;

  /** What RFC 9110, section 5.6.2, calls a token. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E]*");

  /** Those a request cannot do without or must not have twice. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "content-type",
          "transfer-encoding",
          "connection",
          "accept",
          "accept-encoding",
          "user-agent",
          "te",
          "upgrade",
          "expect");

  private static final List<String> SECRET =
      List.of("authorization", "api-key", "apikey", "token", "secret", "password", "cookie");

  private ExtraHeaders() {}

  /**
   * A copy in the same order.
   *
   * @throws IllegalArgumentException with a sentence a user can act on
   */
  static Map<String, String> checked(Map<String, String> headers) {
    if (headers.size() > MOST) {
      throw new IllegalArgumentException("At most " + MOST + " extra headers can be sent.");
    }
    Map<String, String> checked = new LinkedHashMap<>();
    headers.forEach((name, value) -> {
      check(name, value);
      checked.put(name, value.strip());
    });
    return Collections.unmodifiableMap(checked);
  }

  static void addTo(Request.Builder request, Map<String, String> headers) {
    headers.forEach(request::header);
  }

  private static void check(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A header's name has letters, digits and dashes only, such as X-Title.");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (OURS.contains(lower)) {
      throw new IllegalArgumentException(
          "The header " + name + " is set for every request already: leave it out.");
    }
    if (SECRET.stream().anyMatch(lower::contains) || looksSecret(value.strip())) {
      throw new IllegalArgumentException(
          "The header " + name + " looks like a secret: the key has a place of its own.");
    }
    if (value.strip().length() > LONGEST || !VALUE.matcher(value.strip()).matches()) {
      throw new IllegalArgumentException(
          "The value of the header "
              + name
              + " must be one line of at most 1,000 ASCII characters.");
    }
  }

  private static boolean looksSecret(String value) {
    return value.regionMatches(true, 0, "Bearer ", 0, 7) || value.startsWith("sk-");
  }
}
