package app.diptych.ui.fx;

import static app.diptych.ui.fx.Wording.say;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The language the user chose, if any. */
public enum Tongue {
  SYSTEM(null),
  ENGLISH(Language.ENGLISH),
  CHINESE(Language.CHINESE);

  private final @Nullable Language language;

  Tongue(@Nullable Language language) {
    this.language = language;
  }

  /** What was chosen, by its code; anything unknown means: as the system. */
  static Tongue of(String code) {
    return Arrays.stream(values())
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElse(SYSTEM);
  }

  /** As it is kept; empty for: as the system. */
  String code() {
    return language == null ? "" : language.code();
  }

  /** For people; a language calls itself by its own name, so that whoever wants it can read it. */
  public String words() {
    return language == null ? say("As the system") : language.ownName();
  }
}
