package app.diptych.completion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A picture that goes with a message of the user: PNG, JPEG, WebP or GIF, never changed. What kind
 * it is stands in its first bytes; the name of a file is not asked.
 */
public final class AttachedImage {
  /** The largest image, in bytes. */
  public static final int MOST_BYTES = 20 << 20;

  /** The most images in one message. */
  public static final int MOST_IN_A_MESSAGE = 8;

  /** Images of a whole conversation together, in bytes. */
  public static final int MOST_BYTES_TOGETHER = 32 << 20;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

  /** Bytes written as one piece of Base64: whole groups of three, so the pieces join. */
  private static final int PIECE = 3 << 14;

  private final byte[] bytes;
  private final String mediaType;

  private AttachedImage(byte[] bytes, String mediaType) {
    this.bytes = bytes;
    this.mediaType = mediaType;
  }

  /**
   * The image in these bytes.
   *
   * @throws IllegalArgumentException when it is none, or too large, with a sentence
   */
  public static AttachedImage of(byte[] bytes) {
    return of(bytes.clone(), "The image");
  }

  /**
   * The image in a file.
   *
   * @throws IllegalArgumentException when it cannot be read, is none, or is too large, with a
   *     sentence that names the file
   */
  public static AttachedImage read(Path file) {
    String name = "The image " + file;
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(name + " is not there: check its name.");
    }
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(name + " is no file: name a PNG, JPEG, WebP or GIF file.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(MOST_BYTES + 1), name);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          name + " cannot be read: check its permissions.", unreadable);
    }
  }

  /**
   * The image in a text of Base64.
   *
   * @throws IllegalArgumentException when it is none, or too large, with a sentence
   */
  public static AttachedImage ofBase64(String base64) {
    if (base64.length() / 4L * 3 > MOST_BYTES + 3L) {
      throw tooLarge("The image");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException("The image is not written in Base64.", broken);
    }
    return of(bytes, "The image");
  }

  private static AttachedImage of(byte[] bytes, String name) {
    if (bytes.length > MOST_BYTES) {
      throw tooLarge(name);
    }
    String type = typeOf(bytes);
    if (type.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is no PNG, JPEG, WebP or GIF: save it as one of these.");
    }
    return new AttachedImage(bytes, type);
  }

  private static IllegalArgumentException tooLarge(String name) {
    return new IllegalArgumentException(
        name + " is larger than " + (MOST_BYTES >> 20) + " MiB: make it smaller.");
  }

  private static String typeOf(byte[] bytes) {
    if (starts(bytes, 0, PNG)) {
      return "image/png";
    }
    if (starts(bytes, 0, JPEG)) {
      return "image/jpeg";
    }
    if (starts(bytes, 0, ascii("GIF87a")) || starts(bytes, 0, ascii("GIF89a"))) {
      return "image/gif";
    }
    return starts(bytes, 0, ascii("RIFF")) && starts(bytes, 8, ascii("WEBP")) ? "image/webp" : "";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean starts(byte[] bytes, int from, byte[] mark) {
    return bytes.length >= from + mark.length
        && Arrays.equals(bytes, from, from + mark.length, mark, 0, mark.length);
  }

  /** For example {@code image/png}. */
  public String mediaType() {
    return mediaType;
  }

  /** The size in bytes. */
  public int size() {
    return bytes.length;
  }

  /** Reads its bytes from the start. */
  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  /** All of it as one text. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The same text piece by piece, so that it need not be held whole. */
  public void base64(Consumer<String> pieces) {
    for (int from = 0; from < bytes.length; from += PIECE) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE));
      pieces.accept(Base64.getEncoder().encodeToString(piece));
    }
  }

  /** The size for people, for example {@code 1.4 MB}. */
  public String sizeWords() {
    return bytes.length < 1_000_000
        ? Math.max(1, bytes.length / 1_000) + " kB"
        : String.format(Locale.ROOT, "%.1f MB", bytes.length / 1e6);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AttachedImage image && Arrays.equals(bytes, image.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** What it is, never what is in it. */
  @Override
  public String toString() {
    return mediaType + " of " + bytes.length + " bytes, #" + Integer.toHexString(hashCode());
  }
}
