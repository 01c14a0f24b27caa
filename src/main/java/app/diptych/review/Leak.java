package app.diptych.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place where an answer says whose it is, such as "I am Qwen": whoever reads it is blind no more.
 *
 * @param from the first character
 * @param to behind the last character
 */
public record Leak(int from, int to, String words) {
  /** Longer answers are looked through up to here. */
  private static final int MOST_CHARACTERS = 1 << 20;

  private static final int MOST_LEAKS = 100;

  /**
   * Names of models and of who makes them, where they can hardly mean anything else. Of the word
   * lists that arenas clean their votes with, names that are common words (opus, nova, command)
   * only stand where the answer speaks of itself.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "(?iu)(?<![\\p{L}\\p{N}])(chatgpt|gpt-?[345][\\w.-]*|openai|claude|anthropic|gemini|gemma"
              + "|google deepmind|llama[ -]?\\d[\\w.-]*|meta ai|qwen[\\w.-]*|tongyi|\u901a\u4e49\u5343\u95ee|\u5343\u95ee|alibaba"
              + "|\u963f\u91cc(?:\u4e91|\u5df4\u5df4)|deepseek[\\w.-]*|\u6df1\u5ea6\u6c42\u7d22|mistral[\\w.-]*|mixtral[\\w.-]*|grok|xai"
              + "|copilot|ernie|\u6587\u5fc3\u4e00\u8a00|chatglm|glm-?\\d[\\w.-]*|kimi|moonshot|yi-\\d+b|phi-\\d[\\w.-]*"
              + "|command[ -]r\\+?|nemotron|smollm\\d?|granite-\\d[\\w.-]*)(?![\\p{L}\\p{N}])");

  /** The answer speaks of itself: whatever name follows tells. */
  private static final Pattern SELF =
      Pattern.compile(
          "(?iu)\\b(?:i am|i'm|i\u2019m|my name is|as)(?: an? (?:ai|language model|assistant)(?: called| named|,)?)?"
              + " (llama|opus|sonnet|haiku|nova|command|bard|bing|pi|sage|o1|o3)\\b"
              + "|(?:\u6211\u662f|\u6211\u53eb)([\\p{L}\\p{N}-]{2,12}?)(?=[\uff0c,\u3002.\uff01!\\s])");

  /** Every place in the text, from the front; bounded. */
  public static List<Leak> in(String text) {
    String looked = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    List<Leak> leaks = new ArrayList<>();
    Matcher name = NAME.matcher(looked);
    while (name.find() && leaks.size() < MOST_LEAKS) {
      leaks.add(new Leak(name.start(1), name.end(1), name.group(1)));
    }
    Matcher self = SELF.matcher(looked);
    while (self.find() && leaks.size() < MOST_LEAKS) {
      int group = self.group(1) == null ? 2 : 1;
      Leak leak = new Leak(self.start(group), self.end(group), self.group(group));
      if (leaks.stream().noneMatch(leak::touches)) {
        leaks.add(leak);
      }
    }
    leaks.sort((a, b) -> Integer.compare(a.from, b.from));
    return leaks;
  }

  private boolean touches(Leak other) {
    return from < other.to && other.from < to;
  }

  /**
   * The text with every such place blacked out by as many blocks as it has characters, so that
   * spans stay where they are. A name that the prompt itself brings is left: it tells nothing.
   */
  public static String mask(String text, String prompt) {
    StringBuilder masked = new StringBuilder(text);
    String asked = prompt.toLowerCase(Locale.ROOT);
    for (Leak leak : in(text)) {
      if (!asked.contains(leak.words.toLowerCase(Locale.ROOT))) {
        for (int i = leak.from; i < leak.to; i++) {
          masked.setCharAt(i, '\u2588');
        }
      }
    }
    return masked.toString();
  }

  /** Whether the text says whose it is, beyond what the prompt says already. */
  public static boolean tells(String text, String prompt) {
    return !mask(text, prompt).equals(text);
  }
}
