package app.diptych.ui.compare;

import app.diptych.completion.AttachedImage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javafx.scene.image.Image;

/** Makes an image small. Off the JavaFX thread: a large one takes a while. */
final class Thumbnail {
  /** Pixels on the longer side: sharp at 200 %. */
  private static final int EDGE = 96;

  /** Pixels; decoding takes four bytes each for a moment, whatever the file's own size is. */
  private static final long MOST_PIXELS = 40_000_000;

  private static final int HEAD = 256 * 1024;

  private Thumbnail() {}

  /**
   * The image in small; nothing for a kind that JavaFX cannot read, or one of far too many pixels.
   */
  static Optional<Image> of(AttachedImage image) throws IOException {
    if (!isModest(image)) {
      return Optional.empty();
    }
    try (InputStream in = image.stream()) {
      Image small = new Image(in, EDGE, EDGE, true, true);
      return small.isError() ? Optional.empty() : Optional.of(small);
    }
  }

  /** Whether its head promises a size that can be decoded. */
  private static boolean isModest(AttachedImage image) throws IOException {
    byte[] head;
    try (InputStream in = image.stream()) {
      head = in.readNBytes(HEAD);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(head))) {
      long pixels =
          switch (image.mediaType()) {
            case "image/png" -> pngPixels(in);
            case "image/gif" -> gifPixels(in);
            case "image/jpeg" -> jpegPixels(in);
            default -> 0;
          };
      return pixels > 0 && pixels <= MOST_PIXELS;
    } catch (IOException torn) {
      return false;
    }
  }

  private static long pngPixels(DataInputStream in) throws IOException {
    in.skipNBytes(16);
    return Integer.toUnsignedLong(in.readInt()) * in.readInt();
  }

  private static long gifPixels(DataInputStream in) throws IOException {
    in.skipNBytes(6);
    return (long) Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
        * Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
  }

  /** From the first segment that starts a frame; the segments before it say their lengths. */
  private static long jpegPixels(DataInputStream in) throws IOException {
    in.skipNBytes(2);
    while (true) {
      int marker = in.readUnsignedShort();
      int length = in.readUnsignedShort();
      int kind = marker & 0xFF;
      boolean table = kind == 0xC4 || kind == 0xC8 || kind == 0xCC;
      if (kind >= 0xC0 && kind <= 0xCF && !table) {
        in.skipNBytes(1);
        long height = in.readUnsignedShort();
        return height * in.readUnsignedShort();
      }
      in.skipNBytes(Math.max(0, length - 2));
    }
  }
}
