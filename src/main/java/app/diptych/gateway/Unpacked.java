package app.diptych.gateway;

import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response without its content encoding. No encoding is asked for, but a proxy may
 * pack all the same.
 */
final class Unpacked extends ForwardingSource {
  private boolean cut;

  private Unpacked(BufferedSource plain) {
    super(plain);
  }

  /**
   * @param encoding the header {@code Content-Encoding}, null when there is none
   * @throws UnreadableEncoding for one that cannot be undone here
   */
  static BufferedSource of(BufferedSource plain, @Nullable String encoding)
      throws UnreadableEncoding {
    String name = encoding == null ? "" : encoding.strip();
    if (name.isEmpty() || name.equalsIgnoreCase("identity")) {
      return plain;
    }
    if (!name.equalsIgnoreCase("gzip") && !name.equalsIgnoreCase("x-gzip")) {
      throw new UnreadableEncoding(
          "packed its answer in a way that was not asked for and is not known here", null);
    }
    Unpacked below = new Unpacked(plain);
    return Okio.buffer(
        new ForwardingSource(new GzipSource(below)) {
          @Override
          public long read(Buffer sink, long byteCount) throws IOException {
            try {
              return super.read(sink, byteCount);
            } catch (IOException failed) {
              throw below.cut
                  ? failed
                  : new UnreadableEncoding("sent gzip that cannot be unpacked", failed);
            }
          }
        });
  }

  /** Remembers that the bytes themselves ended badly: then nobody is to blame for their content. */
  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    try {
      long count = super.read(sink, byteCount);
      cut = count < 0;
      return count;
    } catch (IOException failed) {
      cut = true;
      throw failed;
    }
  }
}
