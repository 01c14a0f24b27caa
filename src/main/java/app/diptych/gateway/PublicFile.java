package app.diptych.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Fetches a file that anybody may read. No key is ever sent, and nothing but the file is taken. */
public final class PublicFile {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int PIECE = 64 * 1024;

  private final GatewayHttp http;

  public PublicFile(GatewayHttp http) {
    this.http = http;
  }

  private OkHttpClient client() {
    return http.client()
        .newBuilder()
        .followRedirects(true)
        .followSslRedirects(false)
        .callTimeout(LONGEST)
        .build();
  }

  /**
   * Whether that is the address of a file on the web, and not a path.
   *
   * @param words as somebody typed them
   */
  public static boolean isAddress(String words) {
    return words.regionMatches(true, 0, "https://", 0, 8)
        || words.regionMatches(true, 0, "http://", 0, 7);
  }

  /**
   * Fetches it into a new file of its own name in that folder, with the time of its last change
   * when the server tells one; blocks for as long as it takes, two minutes at most.
   *
   * @param address https, or http on this machine
   * @param most bytes it may have
   * @throws IOException with a sentence for people when it cannot be had; nothing is left behind
   */
  public Path fetch(String address, Path folder, long most) throws IOException {
    HttpUrl url = url(address);
    Path file = folder.resolve(name(url));
    Request request = new Request.Builder().url(url).header("Accept", "*/*").build();
    try (Response response = client().newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException(
            "%s does not give it (HTTP %d): look whether the address is right."
                .formatted(url.host(), response.code()));
      }
      write(response.body(), file, most, url.host());
      Instant changed = response.headers().getInstant("Last-Modified");
      if (changed != null) {
        Files.setLastModifiedTime(file, FileTime.from(changed));
      }
      return file;
    } catch (InterruptedIOException slow) {
      Files.deleteIfExists(file);
      throw new IOException(
          url.host() + " took too long: try again, or download the file and name it.", slow);
    } catch (IOException failed) {
      Files.deleteIfExists(file);
      throw failed;
    }
  }

  private static void write(ResponseBody body, Path file, long most, String host)
      throws IOException {
    try (InputStream in = body.byteStream();
        OutputStream out = Files.newOutputStream(file)) {
      byte[] piece = new byte[PIECE];
      long sum = 0;
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        sum += read;
        if (sum > most) {
          throw new IOException(
              "What %s gives has more than %,d MB, so it is no such file."
                  .formatted(host, most >> 20));
        }
        out.write(piece, 0, read);
      }
    }
  }

  private static HttpUrl url(String address) throws IOException {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null) {
      throw new IOException("That is no address of a file: " + address);
    }
    if (!url.isHttps() && !GatewayProfile.isLoopback(url)) {
      throw new IOException(
          "Use an https:// address: what comes over plain http may be anybody's numbers.");
    }
    return url;
  }

  /** Only what a file name may hold: the address is not to be trusted. */
  private static String name(HttpUrl url) {
    String last = url.pathSegments().getLast().replaceAll("[^A-Za-z0-9._-]", "_");
    return last.isBlank() || last.startsWith(".") ? "file" : last;
  }
}
