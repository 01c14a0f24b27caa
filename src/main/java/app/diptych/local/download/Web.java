package app.diptych.local.download;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one download, one after the other. Redirects are followed here and not by the
 * client, so that each one is looked at: it must not lead to plain http, and no token goes along to
 * another origin.
 */
final class Web {
  private static final int MOST_REDIRECTS = 10;

  /** One for all downloads: what it keeps open is small. */
  static final OkHttpClient CLIENT =
      new OkHttpClient.Builder()
          .followRedirects(false)
          .followSslRedirects(false)
          .connectTimeout(Duration.ofSeconds(15))
          .readTimeout(Duration.ofSeconds(30))
          .build();

  private final OkHttpClient client;
  private final @Nullable HubToken token;
  private @Nullable Call current;
  private boolean stopped;

  Web(OkHttpClient client, @Nullable HubToken token) {
    this.client = client;
    this.token = token;
  }

  /** The rest of a file, from where on and as long as it is the same file. */
  record Rest(long from, @Nullable String validator) {
    static final Rest ALL = new Rest(0, null);
  }

  /**
   * An answer, behind all redirects.
   *
   * @param linkedEtag what the first server called the file; null when it did not
   */
  record Answer(Response response, @Nullable String linkedEtag) implements AutoCloseable {
    @Override
    public void close() {
      response.close();
    }
  }

  boolean hasToken() {
    return token != null;
  }

  /** Ends the request under way, and every later one at once; from any thread. */
  synchronized void stop() {
    stopped = true;
    if (current != null) {
      current.cancel();
    }
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  Answer get(HttpUrl address, Rest rest) throws IOException {
    HttpUrl url = address;
    String linkedEtag = null;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      Response response = begin(request(url, rest)).execute();
      if (HubToken.isSame(url, address) && linkedEtag == null) {
        linkedEtag = response.header("X-Linked-Etag");
      }
      if (!response.isRedirect()) {
        return new Answer(response, linkedEtag);
      }
      try (response) {
        url = next(url, Objects.requireNonNullElse(response.header("Location"), ""), address);
      }
    }
    throw new DownloadFault(
        address.host() + " sends in circles.",
        "Look whether the address is right.",
        DownloadFault.Then.KEEP);
  }

  private Request request(HttpUrl url, Rest rest) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", "diptych")
            // Bytes are counted, so they must come as they are.
            .header("Accept-Encoding", "identity");
    if (rest.from() > 0) {
      request.header("Range", "bytes=" + rest.from() + "-");
      if (rest.validator() != null) {
        request.header("If-Range", rest.validator());
      }
    }
    if (token != null) {
      token.on(request, url);
    }
    return request.build();
  }

  private synchronized Call begin(Request request) throws IOException {
    if (stopped) {
      throw new IOException("stopped");
    }
    Call call = client.newCall(request);
    current = call;
    return call;
  }

  private static HttpUrl next(HttpUrl url, String location, HttpUrl first) throws DownloadFault {
    HttpUrl next = url.resolve(location);
    if (next == null || !Origins.isAllowed(next, Origins.isHere(first))) {
      throw new DownloadFault(
          url.host() + " sends on to a place that is not asked, because it is not https.",
          "Look whether the address is right.",
          DownloadFault.Then.KEEP);
    }
    return next;
  }
}
