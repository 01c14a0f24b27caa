package app.diptych.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A prompt file somewhere, chosen by the user: read once, or written once. */
public final class LoosePrompt {
  private LoosePrompt() {}

  /**
   * Reads one. It lies in no folder of the library.
   *
   * @param freshId its id when the file names none
   * @throws IllegalArgumentException when it holds no prompt, with a sentence a user can act on
   */
  public static Prompt read(Path file, String freshId) {
    String name = String.valueOf(file.getFileName());
    try {
      KeptText.require(Files.isRegularFile(file), "It is no file: choose another");
      Prompt prompt = PromptFile.read(name, bytes(file)).prompt();
      boolean named = !prompt.id().equals(PromptFile.withoutEnding(name));
      return named ? prompt : prompt.withId(freshId);
    } catch (IOException failed) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s.".formatted(KeptText.quoted(name), PromptFiles.reason(failed)),
          failed);
    } catch (IllegalArgumentException noPrompt) {
      throw new IllegalArgumentException(
          KeptText.quoted(name) + ": " + noPrompt.getMessage(), noPrompt);
    }
  }

  /**
   * Writes one, over a file of that name.
   *
   * @throws IllegalArgumentException when it cannot be written, with a sentence a user can act on
   */
  public static void write(Prompt prompt, Path file) {
    try {
      PromptFiles.replace(file.toAbsolutePath(), PromptFile.of(prompt).text());
    } catch (IOException failed) {
      throw new IllegalArgumentException(
          "%s could not be written: %s. Choose another place."
              .formatted(
                  KeptText.quoted(String.valueOf(file.getFileName())), PromptFiles.reason(failed)),
          failed);
    }
  }

  /** What its file is best called. */
  public static String fileName(Prompt prompt) {
    return FileNames.candidates(prompt).getFirst();
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(PromptFile.MOST_BYTES + 1);
    }
  }
}
