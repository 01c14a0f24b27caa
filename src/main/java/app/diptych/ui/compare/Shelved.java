package app.diptych.ui.compare;

import app.diptych.prompt.Prompt;

/**
 * A prompt there is to choose.
 *
 * @param uses how often it was sent
 * @param own whether it is the user's own; the others come with the product and cannot be changed
 */
public record Shelved(Prompt prompt, int uses, boolean own) {
  public String id() {
    return prompt.id();
  }

  public boolean favourite() {
    return prompt.favourite();
  }
}
