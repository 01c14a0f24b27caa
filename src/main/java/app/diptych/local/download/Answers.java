package app.diptych.local.download;

import app.diptych.local.download.DownloadFault.Then;
import java.time.Duration;
import java.util.regex.Pattern;
import okhttp3.Response;

/** What an answer that is not the file means. */
final class Answers {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

  private Answers() {}

  /**
   * @param page where a human can ask for permission; empty when nobody knows
   */
  static DownloadFault fault(Response response, String page, boolean withToken) {
    String host = response.request().url().host();
    int code = response.code();
    return switch (code) {
      case 401, 403 ->
          new DownloadFault(
              host + " does not give it without permission (HTTP " + code + ").",
              permission(page, withToken),
              Then.KEEP);
      case 404, 410 ->
          new DownloadFault(
              host + " has no such file (HTTP " + code + ").",
              page.isEmpty()
                  ? "Look whether the address is right."
                  : "Look at " + page + " for its right name.",
              Then.KEEP);
      case 408, 500, 502, 503, 504 ->
          new DownloadFault(
              host + " cannot serve now (HTTP " + code + ").",
              "Try again later: what came so far is kept.",
              Then.RETRY,
              asked(response));
      case 429 ->
          new DownloadFault(
              host + " asks to be left alone for a while (HTTP 429).",
              "Try again later: what came so far is kept.",
              Then.RETRY,
              asked(response));
      default ->
          new DownloadFault(
              host + " does not give it (HTTP " + code + ").",
              "Look whether the address is right.",
              Then.KEEP);
    };
  }

  private static String permission(String page, boolean withToken) {
    if (page.isEmpty()) {
      return "Download it with your browser, and add its folder to the shelf.";
    }
    return withToken
        ? "The token in HF_TOKEN opens too little: accept the model's terms at " + page + "."
        : "Look at "
            + page
            + ": the name may be wrong, or its terms must be accepted there and a token be put into"
            + " HF_TOKEN.";
  }

  private static Duration asked(Response response) {
    String after = response.header("Retry-After", "");
    return after != null && SECONDS.matcher(after).matches()
        ? Duration.ofSeconds(Long.parseLong(after))
        : Duration.ZERO;
  }
}
