package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

/** Where a key may come from, as a user chooses it. */
enum KeyKind {
  TYPED(toSay("Typed here")),
  ENVIRONMENT(toSay("Environment variable")),
  NONE(toSay("No key"));

  private final String words;

  KeyKind(String words) {
    this.words = words;
  }

  String words() {
    return say(words);
  }
}
