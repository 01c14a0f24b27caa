package app.diptych.exchange;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the votes of a review can be written as. */
public enum ReviewFormat {
  HISTORY("Votes with their history (JSON)", "json", null),
  CSV("Table, a row a vote (CSV)", "csv", null),
  ARENA("Arena battles", "jsonl", Format.ARENA),
  LLM_COMPARATOR("LLM Comparator", "json", Format.LLM_COMPARATOR),
  TRL("TRL preferences", "jsonl", Format.TRL),
  OPENAI_PREFERENCES("OpenAI preferences", "jsonl", null),
  LABEL_STUDIO("Label Studio tasks", "json", null),
  ARGILLA("Argilla records", "json", null);

  private final String words;
  private final String ending;

  /** What writes sessions so; null where a review has a writer of its own. */
  private final @Nullable Format sessions;

  ReviewFormat(String words, String ending, @Nullable Format sessions) {
    this.words = words;
    this.ending = ending;
    this.sessions = sessions;
  }

  /** Its name, for people. */
  public String words() {
    return words;
  }

  /** The usual ending of its files, without the dot. */
  public String ending() {
    return ending;
  }

  /** Its name on the command line, for example {@code label-studio}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Nullable Format sessions() {
    return sessions;
  }
}
