package app.diptych.ui.fx;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says the words of the window in the language the user reads. Code is written in English, and the
 * English sentence is the key: what has no translation stays English and is never a name of
 * nothing. Formats stay formats: {@code say("%,d answers").formatted(count)}. Exports, reports, the
 * command line and the log are English always, and so are the sentences of other rooms, which are
 * told in the language of the window when they are shown: {@code told(failure.message())}.
 * Thread-safe.
 */
public final class Wording {
  private static volatile Spoken spoken = new Spoken(Language.ENGLISH);

  private Wording() {}

  /** A language and its words; what other rooms say is read when something of it is told. */
  private static final class Spoken {
    private final Language language;
    private final Map<String, String> translations;
    private volatile @Nullable Retelling retelling;

    Spoken(Language language) {
      this.language = language;
      this.translations = language.translations();
    }

    Retelling retelling() {
      Retelling known = retelling;
      if (known == null) {
        known = new Retelling(language.told(), translations);
        retelling = known;
      }
      return known;
    }
  }

  /** Chooses the language; what is on the screen already stays as it is. */
  public static void speak(Language language) {
    spoken = new Spoken(language);
  }

  /** These English words in the language that was chosen. */
  public static String say(String english) {
    return spoken.translations.getOrDefault(english, english);
  }

  /**
   * Marks English words that are said later. Constants are made at a moment nobody chooses, perhaps
   * before the language is known: they keep the English words.
   */
  public static String toSay(String english) {
    return english;
  }

  /**
   * What another room has said in English, in the language that was chosen. What nobody has
   * translated, such as a gateway's own words, stays as it is.
   */
  public static String told(String english) {
    return spoken.retelling().tell(english);
  }

  /** The same of what a fault says. */
  public static String told(Throwable fault) {
    return told(String.valueOf(fault.getMessage()));
  }
}
