package app.diptych.trial;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a gateway's own name of the model that answered fits the id that was sent. Gateways echo
 * the id in other forms; only these are taken for the same model:
 *
 * <ul>
 *   <li>other capitals: {@code Qwen/Qwen2.5-72B} and {@code qwen/qwen2.5-72b};
 *   <li>the vendor before the slash, or a path, left out or added: {@code meta-llama/llama-4-scout}
 *       and {@code llama-4-scout};
 *   <li>the snapshot behind a moving name: {@code gpt-4o-2024-08-06} for {@code gpt-4o}, {@code
 *       mistral-large-2411} for {@code mistral-large-latest};
 *   <li>{@code :latest}, and a route such as {@code :free} that was asked for.
 * </ul>
 *
 * A snapshot that was asked for and another one, or none, that answered is another model: nobody
 * can tell whether it is the same.
 */
final class SameModel {
  /** As vendors write the day or month of a snapshot: 2024-08-06, 20240806, 0613, 2411, 001. */
  private static final Pattern SNAPSHOT =
      Pattern.compile("[-@.](20\\d\\d-[01]\\d-[0-3]\\d|20\\d\\d[01]\\d[0-3]\\d|\\d{4}|00\\d)");

  private static final String LATEST = "-latest";
  private static final Pattern GGUF = Pattern.compile("\\.gguf$");

  private SameModel() {}

  static boolean fits(String sent, String answered) {
    String asked = plain(sent);
    String came = plain(answered);
    if (isSame(asked, came)) {
      return true;
    }
    String moving =
        asked.endsWith(LATEST) ? asked.substring(0, asked.length() - LATEST.length()) : asked;
    boolean oneVendor = moving.indexOf('/') < 0 || came.indexOf('/') < 0;
    return isSame(moving, came)
        || isSnapshot(moving, came)
        || (oneVendor && isSnapshot(last(moving), last(came)));
  }

  private static boolean isSnapshot(String moving, String came) {
    return came.startsWith(moving) && SNAPSHOT.matcher(came.substring(moving.length())).matches();
  }

  private static boolean isSame(String asked, String came) {
    if (asked.equals(came)) {
      return true;
    }
    // Two vendors' models of one name are two models.
    boolean oneVendor = asked.indexOf('/') < 0 || came.indexOf('/') < 0;
    return oneVendor && last(asked).equals(last(came));
  }

  private static String plain(String id) {
    String lower = GGUF.matcher(id.toLowerCase(Locale.ROOT).strip()).replaceAll("");
    int colon = lower.lastIndexOf(':');
    boolean route = colon > 0 && isRoute(lower.substring(colon + 1));
    return route ? lower.substring(0, colon) : lower;
  }

  /** A tag such as {@code 7b} names another model; these do not. */
  private static boolean isRoute(String tag) {
    return switch (tag) {
      case "latest", "free", "nitro", "floor", "online", "extended", "exacto" -> true;
      default -> false;
    };
  }

  private static String last(String id) {
    return id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf('\\')) + 1);
  }
}
