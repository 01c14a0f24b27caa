package app.diptych.completion;

import java.util.Random;

/** Bytes that begin as an image does; what follows is from a seed. */
public final class TestImages {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private TestImages() {}

  /** A PNG of that many bytes, at least 8. */
  public static byte[] png(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    System.arraycopy(PNG, 0, bytes, 0, PNG.length);
    return bytes;
  }

  /** The same as an image. */
  public static AttachedImage image(int size, long seed) {
    return AttachedImage.of(png(size, seed));
  }
}
