package app.diptych.prompt;

import java.util.List;
import java.util.Locale;

/** A prompt worth keeping. */
public record Prompt(String title, List<String> tags, String text) {
  public Prompt {
    tags = List.copyOf(tags);
  }

  /** Whether every word of the query occurs in the title, a tag or the text, in any case. */
  public boolean matches(String query) {
    String all = (title + '\n' + String.join("\n", tags) + '\n' + text).toLowerCase(Locale.ROOT);
    for (String word : query.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!all.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
