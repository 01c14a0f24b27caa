package app.diptych.exchange;

import java.util.Locale;

/** The formats that can be read or written. */
public enum Format {
  BUNDLE("Diptych session", "diptych.jsonl"),
  PROMPTFOO_CONFIG("promptfoo config", "yaml"),
  PROMPTFOO_RESULTS("promptfoo results", "json"),
  LLM_COMPARATOR("LLM Comparator", "json"),
  ARENA("Arena battles", "jsonl"),
  MT_BENCH("MT-Bench", "jsonl"),
  ARENA_HARD("Arena-Hard", "jsonl"),
  OPENAI_BATCH("OpenAI batch", "jsonl"),
  CHAINFORGE("ChainForge", "cforge"),
  TRL("TRL preferences", "jsonl"),
  OPEN_TELEMETRY("OpenTelemetry GenAI spans", "json"),
  CSV("Table (CSV)", "csv"),
  TABLE_JSONL("Table (JSON Lines)", "jsonl");

  private final String words;
  private final String ending;

  Format(String words, String ending) {
    this.words = words;
    this.ending = ending;
  }

  /** Its name, for people. */
  public String words() {
    return words;
  }

  /** The usual ending of its files, without the dot. */
  public String ending() {
    return ending;
  }

  /** Its name on the command line, for example {@code promptfoo-results}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
