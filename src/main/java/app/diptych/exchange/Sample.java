package app.diptych.exchange;

import app.diptych.session.SavedSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Recorded sessions that come with the product: the two demonstration models, as they really
 * answered. They are ordinary bundles, so whoever likes can look at them as text.
 */
public enum Sample {
  PROMPTS("demo-prompts", "all demo prompts"),
  CONVERSATION("demo-conversation", "a conversation");

  private final String file;
  private final String words;

  Sample(String file, String words) {
    this.file = file + "." + Format.BUNDLE.ending();
    this.words = words;
  }

  /** The name of its file in the folder {@code sessions}. */
  public String file() {
    return file;
  }

  /** What is in it, for people. */
  public String words() {
    return words;
  }

  /**
   * The session; blocks while it is read.
   *
   * @throws ExchangeException when the product's own files are damaged
   */
  public SavedSession read() throws ExchangeException {
    try (InputStream stream = Sample.class.getResourceAsStream("/sessions/" + file)) {
      if (stream == null) {
        throw new ExchangeException("The sample session " + file + " is missing: build again.");
      }
      Path copy = Files.createTempFile("sample", "." + Format.BUNDLE.ending());
      try {
        Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
        return Exchange.read(copy, Format.BUNDLE).sessions().getFirst();
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException refused) {
      throw new ExchangeException(
          "The sample session " + file + " cannot be read: " + Reason.of(refused) + ".", refused);
    }
  }
}
