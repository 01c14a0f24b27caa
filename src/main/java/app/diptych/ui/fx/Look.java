package app.diptych.ui.fx;

import java.util.Locale;
import java.util.Optional;

/** Which theme the user wants. */
public enum Look {
  SYSTEM("As the system"),
  LIGHT("Light"),
  DARK("Dark"),
  CONTRAST("High contrast");

  private final String words;

  Look(String words) {
    this.words = words;
  }

  /** Its name, for people. */
  public String words() {
    return Wording.say(words);
  }

  /** The theme that is worn when the system asks for that. */
  Theme theme(SystemWishes system) {
    return switch (this) {
      case SYSTEM -> system.contrast() ? Theme.CONTRAST : system.dark() ? Theme.DARK : Theme.LIGHT;
      case LIGHT -> Theme.LIGHT;
      case DARK -> Theme.DARK;
      case CONTRAST -> Theme.CONTRAST;
    };
  }

  /** The word it is remembered by. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Look> of(String word) {
    for (Look look : values()) {
      if (look.word().equals(word)) {
        return Optional.of(look);
      }
    }
    return Optional.empty();
  }

  /** The look that is always that theme. */
  public static Look of(Theme theme) {
    return switch (theme) {
      case LIGHT -> LIGHT;
      case DARK -> DARK;
      case CONTRAST -> CONTRAST;
    };
  }
}
