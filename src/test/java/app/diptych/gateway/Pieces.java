package app.diptych.gateway;

import java.util.function.IntSupplier;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;

/** Bytes that arrive in pieces of given sizes, as from a slow socket. */
final class Pieces implements Source {
  private final Buffer rest = new Buffer();
  private final IntSupplier sizes;

  private Pieces(byte[] bytes, IntSupplier sizes) {
    rest.write(bytes);
    this.sizes = sizes;
  }

  static BufferedSource of(byte[] bytes, IntSupplier sizes) {
    return Okio.buffer(new Pieces(bytes, sizes));
  }

  static BufferedSource whole(byte[] bytes) {
    return of(bytes, () -> Integer.MAX_VALUE);
  }

  /** First that many bytes, then the rest. */
  static BufferedSource splitAt(byte[] bytes, int offset) {
    int[] read = {0};
    return of(bytes, () -> read[0]++ == 0 && offset > 0 ? offset : Integer.MAX_VALUE);
  }

  @Override
  public long read(Buffer sink, long byteCount) {
    return rest.read(sink, Math.min(byteCount, Math.max(1, sizes.getAsInt())));
  }

  @Override
  public Timeout timeout() {
    return Timeout.NONE;
  }

  @Override
  public void close() {
    rest.clear();
  }
}
