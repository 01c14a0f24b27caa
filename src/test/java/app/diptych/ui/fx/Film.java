package app.diptych.ui.fx;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of a window one after the other in one animated PNG (W3C PNG, third edition, 2025): of
 * each only the pixels that differ from the one before, and nothing between them. It starts again
 * from the beginning.
 */
public final class Film {
  private static final byte WITH_ALPHA = 6;
  private static final byte KEEP = 0;
  private static final byte OVER = 1;
  private static final int MILLIS = 1000;

  private final List<Frame> frames = new ArrayList<>();

  private record Frame(Image image, int millis) {}

  /**
   * Adds the scene as it is drawn now; on the JavaFX thread.
   *
   * @param millis how long it is seen
   */
  public void add(Scene scene, int millis) {
    frames.add(new Frame(scene.snapshot(null), millis));
  }

  /** How many pictures there are. */
  public int length() {
    return frames.size();
  }

  /** Writes them all. */
  public void write(Path file) throws IOException {
    Image first = frames.getFirst().image();
    int width = (int) first.getWidth();
    int height = (int) first.getHeight();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    DataOutputStream out = Screenshot.begin(png, width, height, WITH_ALPHA);
    List<Part> parts = parts();
    Screenshot.chunk(out, "acTL", ByteBuffer.allocate(8).putInt(parts.size()).putInt(0).array());
    int number = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Screenshot.chunk(out, "fcTL", part.control(number++));
      byte[] pixels = part.pixels();
      if (i == 0) {
        Screenshot.chunk(out, "IDAT", pixels);
      } else {
        Screenshot.chunk(
            out,
            "fdAT",
            ByteBuffer.allocate(4 + pixels.length).putInt(number++).put(pixels).array());
      }
    }
    Screenshot.chunk(out, "IEND", new byte[0]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, png.toByteArray());
  }

  /** What is drawn anew of a picture. */
  private record Part(
      Image image, @Nullable Image before, int x, int y, int width, int height, int millis) {
    byte[] control(int number) {
      return ByteBuffer.allocate(26)
          .putInt(number)
          .putInt(width)
          .putInt(height)
          .putInt(x)
          .putInt(y)
          .putShort((short) millis)
          .putShort((short) MILLIS)
          .put(KEEP)
          .put(OVER)
          .array();
    }

    byte[] pixels() throws IOException {
      PixelReader now = image.getPixelReader();
      PixelReader old = before == null ? null : before.getPixelReader();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
        for (int line = y; line < y + height; line++) {
          ByteBuffer row = ByteBuffer.allocate(1 + 4 * width);
          row.put((byte) 0);
          for (int column = x; column < x + width; column++) {
            int argb = now.getArgb(column, line);
            boolean same = old != null && old.getArgb(column, line) == argb;
            row.putInt(same ? 0 : argb << 8 | 0xFF);
          }
          deflated.write(row.array());
        }
      }
      return bytes.toByteArray();
    }

    Part longer(int more) {
      return new Part(image, before, x, y, width, height, millis + more);
    }
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    Frame first = frames.getFirst();
    Image last = first.image();
    int width = (int) last.getWidth();
    int height = (int) last.getHeight();
    parts.add(new Part(last, null, 0, 0, width, height, first.millis()));
    for (Frame frame : frames.subList(1, frames.size())) {
      Optional<Rectangle2D> changed = changed(last, frame.image());
      if (changed.isEmpty()) {
        parts.add(parts.removeLast().longer(frame.millis()));
      } else {
        Rectangle2D box = changed.get();
        parts.add(
            new Part(
                frame.image(),
                last,
                (int) box.getMinX(),
                (int) box.getMinY(),
                (int) box.getWidth(),
                (int) box.getHeight(),
                frame.millis()));
      }
      last = frame.image();
    }
    return parts;
  }

  /** The smallest box around all pixels that differ. */
  private static Optional<Rectangle2D> changed(Image before, Image after) {
    PixelReader old = before.getPixelReader();
    PixelReader now = after.getPixelReader();
    int left = Integer.MAX_VALUE;
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < (int) after.getHeight(); y++) {
      for (int x = 0; x < (int) after.getWidth(); x++) {
        if (old.getArgb(x, y) != now.getArgb(x, y)) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = top < 0 ? y : top;
          bottom = y;
        }
      }
    }
    return right < 0
        ? Optional.empty()
        : Optional.of(new Rectangle2D(left, top, right - left + 1.0, bottom - top + 1.0));
  }
}
