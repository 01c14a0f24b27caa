package app.diptych.ui.fx;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;

/** Writes what is on the screen into a PNG file, for people to look at. */
public final class Screenshot {
  private static final byte TRUE_COLOUR = 2;

  private Screenshot() {}

  /** Writes the node as it is drawn now; on the JavaFX thread. */
  public static void of(Node node, Path file) throws IOException {
    write(node.snapshot(null, null), file);
  }

  /** Writes the whole scene as it is drawn now; on the JavaFX thread. */
  public static void of(Scene scene, Path file) throws IOException {
    write(scene.snapshot(null), file);
  }

  private static void write(Image image, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    DataOutputStream out = begin(png, width, height, TRUE_COLOUR);
    chunk(out, "IDAT", pixels(image.getPixelReader(), width, height));
    chunk(out, "IEND", new byte[0]);
    Files.write(file, png.toByteArray());
  }

  /** The beginning of a PNG file whose pixels are of that kind. */
  static DataOutputStream begin(ByteArrayOutputStream png, int width, int height, byte kind)
      throws IOException {
    DataOutputStream out = new DataOutputStream(png);
    out.writeLong(0x89504E470D0A1A0AL);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, kind, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    return out;
  }

  private static byte[] pixels(PixelReader reader, int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
      for (int y = 0; y < height; y++) {
        byte[] row = new byte[1 + width * 3];
        for (int x = 0; x < width; x++) {
          int argb = reader.getArgb(x, y);
          row[1 + x * 3] = (byte) (argb >> 16);
          row[2 + x * 3] = (byte) (argb >> 8);
          row[3 + x * 3] = (byte) argb;
        }
        deflated.write(row);
      }
    }
    return bytes.toByteArray();
  }

  static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) check.getValue());
  }
}
