package app.diptych.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A small text out of a file, or out of standard input when it is named {@code -}. */
final class GivenText {
  private static final int MOST_BYTES = 1 << 20;
  private static final String STANDARD_INPUT = "-";

  private GivenText() {}

  /**
   * Reads it as UTF-8.
   *
   * @throws NotStarted when it cannot be read or is larger than 1 MB, with what to do
   */
  static String read(Path file) {
    boolean piped = file.toString().equals(STANDARD_INPUT);
    try (InputStream stream = piped ? System.in : Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new NotStarted(name(file) + " is larger than 1 MB: give the part that matters.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException missing) {
      throw new NotStarted("There is no file " + file + ".", missing);
    } catch (IOException refused) {
      throw new NotStarted(
          name(file) + " cannot be read: check that it is a file and may be read.", refused);
    }
  }

  /** As sentences name it. */
  static String name(Path file) {
    return file.toString().equals(STANDARD_INPUT) ? "Standard input" : file.toString();
  }
}
