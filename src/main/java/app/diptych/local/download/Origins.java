package app.diptych.local.download;

import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Which addresses may be asked for a model. */
final class Origins {
  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  private Origins() {}

  /** https everywhere; plain http to this machine, where that is expected. */
  static boolean isAllowed(HttpUrl url, boolean plainHere) {
    return url.isHttps() || (plainHere && isHere(url));
  }

  static boolean isHere(HttpUrl url) {
    String host = url.host().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("::1") || LOOPBACK_V4.matcher(host).matches();
  }
}
