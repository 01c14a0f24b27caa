package app.diptych.ui.fx;

import java.util.Locale;
import java.util.Map;

/** A language of the window. Adding one: {@code docs/extending.md}. */
public enum Language {
  ENGLISH("en", "English"),
  CHINESE("zh", "\u7b80\u4f53\u4e2d\u6587");

  private final String code;
  private final String ownName;

  Language(String code, String ownName) {
    this.code = code;
    this.ownName = ownName;
  }

  /** As ISO 639 has it. */
  public String code() {
    return code;
  }

  /** Its name in itself: whoever wants it can read that. */
  public String ownName() {
    return ownName;
  }

  /**
   * The language of that code, else the one nearest to that locale, English when there is none.
   *
   * @param code what the user chose; anything else, such as nothing, means: as the system
   */
  public static Language of(String code, Locale system) {
    for (Language one : values()) {
      if (one.code.equals(code)) {
        return one;
      }
    }
    for (Language one : values()) {
      if (one.code.equals(system.getLanguage())) {
        return one;
      }
    }
    return ENGLISH;
  }

  /** How dates are written, and what the toolkit says by itself, such as in a text field's menu. */
  public Locale locale(Locale system) {
    return code.equals(system.getLanguage())
        ? system
        : switch (this) {
          case ENGLISH -> Locale.US;
          case CHINESE -> Locale.SIMPLIFIED_CHINESE;
        };
  }

  /** English sentences and the same in this language; empty for English. */
  Map<String, String> translations() {
    return this == ENGLISH ? Map.of() : PoFile.read("/words/" + code + ".po");
  }

  /** The same for the sentences of other rooms. */
  Map<String, String> told() {
    return this == ENGLISH ? Map.of() : PoFile.read("/words/told/" + code + ".po");
  }
}
