package app.diptych.timing;

/** Why a metric of an answer is missing, or is not what it seems. */
public enum Doubt {
  CLOCK_WENT_BACK("The clock went back while the answer came, so it has no times."),
  NEGATIVE_USAGE(
      "The provider reports fewer than no tokens, or something that is no number of them, so"
          + " nothing is made of it."),
  IMPOSSIBLE_USAGE(
      "The tokens the provider reports cannot be those of its text or its prompt, so no times"
          + " and no rates are made of them."),
  TOKENS_DISAGREE(
      "The tokens the provider reports are more than 10 % off those counted here with another"
          + " tokenizer."),
  HIDDEN_REASONING(
      "The provider kept its reasoning: those tokens count for N and not for the time between"
          + " tokens."),
  CACHED_PROMPT(
      "Part of the prompt came from a cache, so its prefill speed is that of a warm prompt."),
  NO_TOKENS("There is no token, so there is no token metric."),
  ONE_TOKEN("One token has no time between tokens."),
  ONE_DELTA("The answer came in one piece, which says nothing about the time between tokens.");

  private final String sentence;

  Doubt(String sentence) {
    this.sentence = sentence;
  }

  /** For people. */
  public String sentence() {
    return sentence;
  }
}
