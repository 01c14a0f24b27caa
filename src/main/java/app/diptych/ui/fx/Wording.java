package app.diptych.ui.fx;

import java.util.Map;

/**
 * Says the words of the window in the language the user reads. Code is written in English, and the
 * English sentence is the key: what has no translation stays English and is never a name of
 * nothing. Formats stay formats: {@code say("%,d answers").formatted(count)}. Exports, reports, the
 * command line and the log are English always. Thread-safe.
 */
public final class Wording {
  private static volatile Map<String, String> translations = Map.of();

  private Wording() {}

  /** Chooses the language; what is on the screen already stays as it is. */
  public static void speak(Language language) {
    translations = language.translations();
  }

  /** These English words in the language that was chosen. */
  public static String say(String english) {
    return translations.getOrDefault(english, english);
  }

  /**
   * Marks English words that are said later. Constants are made at a moment nobody chooses, perhaps
   * before the language is known: they keep the English words.
   */
  public static String toSay(String english) {
    return english;
  }
}
