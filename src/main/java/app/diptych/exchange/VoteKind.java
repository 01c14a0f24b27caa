package app.diptych.exchange;

/** What a file of votes is made of. */
public enum VoteKind {
  BUNDLE("a session bundle"),
  ARENA("arena battles"),
  MT_BENCH("MT-Bench judgments"),
  ALPACA_EVAL("AlpacaEval annotations"),
  TABLE("a table of votes");

  private final String words;

  VoteKind(String words) {
    this.words = words;
  }

  /** As sentences name it. */
  public String words() {
    return words;
  }
}
