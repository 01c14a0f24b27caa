package app.diptych.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file a user chose as the value of a {@link Variable.TextFile}. */
public final class ChosenFile {
  public static final int MOST_BYTES = 1 << 20;

  private ChosenFile() {}

  /**
   * Its text.
   *
   * @throws IllegalArgumentException when it cannot be used, with a sentence a user can act on
   */
  public static String text(Path file) {
    String name = KeptText.quoted(String.valueOf(file.getFileName()));
    KeptText.require(Files.isRegularFile(file), () -> name + " is no file: choose another");
    byte[] bytes = bytes(file, name);
    KeptText.require(
        bytes.length <= MOST_BYTES, () -> name + " is larger than 1 MB: choose a smaller file");
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new IllegalArgumentException(
          name + " is not UTF-8 text: save it as UTF-8, or choose another.", notUtf8);
    }
  }

  private static byte[] bytes(Path file, String name) {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(MOST_BYTES + 1);
    } catch (IOException failed) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s.".formatted(name, PromptFiles.reason(failed)), failed);
    }
  }
}
