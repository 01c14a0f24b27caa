package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import java.util.List;
import java.util.Optional;

/** The gateways the page can use. */
public interface Gateways {
  /** Their ids, in the order they were added. */
  List<String> ids();

  /**
   * Where a typed key is kept, as a sentence. May wait for the keyring, so this is not for the
   * JavaFX thread.
   */
  default String keyNote() {
    return say("The key stays in memory and is forgotten when Diptych closes.");
  }

  /**
   * Adds a gateway. Its key goes where {@link #keyNote} says; when it is empty, the environment
   * variable {@code ID_API_KEY} is used. Writes a file, so this is not for the JavaFX thread.
   *
   * @return what is wrong with it in one sentence, or empty when it was added
   */
  Optional<String> add(String id, String url, String key);
}
