package app.diptych.ui.settings;

/** Where a key may come from, as a user chooses it. */
enum KeyKind {
  TYPED("Typed here"),
  ENVIRONMENT("Environment variable"),
  NONE("No key");

  private final String words;

  KeyKind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
