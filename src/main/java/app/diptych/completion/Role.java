package app.diptych.completion;

import java.util.Locale;

/** Who speaks in a message, as in the OpenAI API. */
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT;

  /**
   * The name used on the wire and in chat templates: {@code system}, {@code user}, {@code
   * assistant}.
   */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
