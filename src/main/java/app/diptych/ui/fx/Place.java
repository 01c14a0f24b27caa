package app.diptych.ui.fx;

import java.util.Optional;

/** Where a key does something. */
public enum Place {
  ANYWHERE("Everywhere"),
  COMPARE("Compare"),
  SESSIONS("Sessions"),
  LIBRARY("Library"),
  REVIEW("Review"),
  BATCH("Batch"),
  SETTINGS("Settings"),
  LISTS("In a list"),
  REPLAY_BAR("In the replay");

  private final String words;

  Place(String words) {
    this.words = words;
  }

  /** Its name, for people. */
  public String words() {
    return Wording.say(words);
  }

  /** What shows the page it is; empty when it is none. */
  public Optional<Shortcut> page() {
    return switch (this) {
      case COMPARE -> Optional.of(Shortcut.COMPARE_PAGE);
      case SESSIONS -> Optional.of(Shortcut.SESSIONS_PAGE);
      case LIBRARY -> Optional.of(Shortcut.LIBRARY_PAGE);
      case REVIEW -> Optional.of(Shortcut.REVIEW_PAGE);
      case BATCH -> Optional.of(Shortcut.BATCH_PAGE);
      case SETTINGS -> Optional.of(Shortcut.SETTINGS_PAGE);
      case ANYWHERE, LISTS, REPLAY_BAR -> Optional.empty();
    };
  }
}
