package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;

/** Writes a picture of the clipboard as a PNG: JavaFX reads that format and does not write it. */
final class PngBytes {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int PIXEL = 4;

  /** Pixels: about eight screens of the largest kind. */
  private static final long MOST_PIXELS = 64_000_000;

  private PngBytes() {}

  /**
   * @throws IllegalArgumentException when it is empty or too large, with a sentence
   */
  static byte[] of(Image picture) throws IOException {
    int width = (int) picture.getWidth();
    int height = (int) picture.getHeight();
    PixelReader pixels = picture.getPixelReader();
    if (pixels == null || width < 1 || height < 1) {
      throw new IllegalArgumentException(say("The copied image is empty: copy it again."));
    }
    if ((long) width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          say("The copied image is too large: attach it as a file."));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(SIGNATURE);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    // Eight bits a channel, red, green, blue and alpha; the usual packing and filter, no interlace.
    fields.write(new byte[] {8, 6, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    chunk(out, "IDAT", packed(pixels, width, height));
    chunk(out, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static byte[] packed(PixelReader pixels, int width, int height) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] row = new byte[width * PIXEL];
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      for (int y = 0; y < height; y++) {
        pixels.getPixels(0, y, width, 1, PixelFormat.getByteBgraInstance(), row, 0, row.length);
        for (int at = 0; at < row.length; at += PIXEL) {
          byte blue = row[at];
          row[at] = row[at + 2];
          row[at + 2] = blue;
        }
        deflater.write(0);
        deflater.write(row);
      }
    }
    return packed.toByteArray();
  }

  private static void chunk(DataOutputStream out, String name, byte[] data) throws IOException {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(type);
    check.update(data);
    out.writeInt(data.length);
    out.write(type);
    out.write(data);
    out.writeInt((int) check.getValue());
  }
}
