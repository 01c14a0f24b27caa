package app.diptych.timing;

import org.jspecify.annotations.Nullable;

/**
 * How much was read and written for an answer. What is impossible is kept as it was told, and no
 * metric is made of it.
 *
 * @param inputTokens of the whole prompt; null when unknown
 * @param cachedTokens part of the prompt that came from a cache
 * @param outputTokens N, answer and reasoning together; null when unknown
 * @param hiddenTokens part of N that was never streamed, because the provider keeps its reasoning
 * @param estimatedTokens of the text that was streamed, counted here with another tokenizer; null
 *     when nobody counted
 * @param characters of answer and reasoning as streamed, in UTF-16 units; negative when unknown
 * @param firstCharacters of the first delta; negative when unknown
 * @param refused whether the provider told something that is no number of tokens, in the place of
 *     which these stand
 * @param beyondPrompt whether the tokens of the prompt are {@linkplain #areMoreThanAsked far more}
 *     than what was asked can have
 */
public record Amounts(
    @Nullable Integer inputTokens,
    int cachedTokens,
    @Nullable Integer outputTokens,
    int hiddenTokens,
    @Nullable Integer estimatedTokens,
    int characters,
    int firstCharacters,
    boolean refused,
    boolean beyondPrompt) {

  /** One UTF-16 unit is three bytes at most, and a tokenizer that knows nothing takes bytes. */
  private static final int MOST_TOKENS_PER_CHARACTER = 3;

  /** Marks of beginning, end and turns that have no text. */
  private static final int MARKS = 16;

  /** Twice the longest token of the tokenizers in use (o200k_base: 128 spaces). */
  private static final int MOST_CHARACTERS_PER_TOKEN = 256;

  /** AIPerf's threshold between reported and counted tokens (read 2026-11). */
  private static final double DISAGREEMENT = 0.10;

  /**
   * What a gateway may put around a prompt on its own: instructions, tools, what it looked up. More
   * than most models can read at all.
   */
  private static final long AROUND_A_PROMPT = 200_000;

  /** A tokenizer that knows nothing takes bytes, and a template spells some of them out. */
  private static final long MOST_ASKED_PER_CHARACTER = 4 * MOST_TOKENS_PER_CHARACTER;

  /** More than any host is known to count for the largest image. */
  private static final long MOST_TOKENS_PER_IMAGE = 20_000;

  /** Of tokens that nobody has to doubt but by their own numbers. */
  public Amounts(
      @Nullable Integer inputTokens,
      int cachedTokens,
      @Nullable Integer outputTokens,
      int hiddenTokens,
      @Nullable Integer estimatedTokens,
      int characters,
      int firstCharacters) {
    this(
        inputTokens,
        cachedTokens,
        outputTokens,
        hiddenTokens,
        estimatedTokens,
        characters,
        firstCharacters,
        false,
        false);
  }

  /** Only N is known, as while an answer comes. */
  static Amounts of(@Nullable Integer outputTokens) {
    return new Amounts(null, 0, outputTokens, 0, null, -1, -1);
  }

  boolean isNegative() {
    return refused
        || (inputTokens != null && inputTokens < 0)
        || (outputTokens != null && outputTokens < 0)
        || cachedTokens < 0
        || hiddenTokens < 0;
  }

  /** Whether N cannot be the number of tokens of that text. */
  public boolean isOutputImpossible() {
    Integer all = outputTokens;
    if (all == null) {
      return false;
    }
    if (all < 0 || hiddenTokens < 0 || hiddenTokens > all) {
      return true;
    }
    long streamed = (long) all - hiddenTokens;
    return characters >= 0
        && (areMoreThanFit(streamed, characters) || areFewerThanNeeded(streamed, characters));
  }

  /** Whether a text of that many UTF-16 units cannot have as many tokens. */
  public static boolean areMoreThanFit(long tokens, long characters) {
    return tokens > characters * MOST_TOKENS_PER_CHARACTER + MARKS;
  }

  /** Whether a text of that many UTF-16 units cannot have as few tokens. */
  public static boolean areFewerThanNeeded(long tokens, long characters) {
    return characters > tokens * MOST_CHARACTERS_PER_TOKEN;
  }

  /**
   * Whether a prompt of that many UTF-16 units and images cannot have as many tokens, whatever a
   * gateway puts around it.
   */
  public static boolean areMoreThanAsked(long tokens, long characters, long images) {
    return tokens
        > characters * MOST_ASKED_PER_CHARACTER + images * MOST_TOKENS_PER_IMAGE + AROUND_A_PROMPT;
  }

  /** Whether what is told of the prompt cannot be. */
  boolean isInputImpossible() {
    Integer all = inputTokens;
    return all != null && (all < 0 || cachedTokens < 0 || cachedTokens > all || beyondPrompt);
  }

  /** Tokens that were streamed; null when nobody knows, or what is told is impossible. */
  public @Nullable Integer streamedTokens() {
    return outputTokens == null || isOutputImpossible() ? null : outputTokens - hiddenTokens;
  }

  /** Whether what was told and what was counted here are more than a tenth apart. */
  boolean disagrees() {
    Integer streamed = streamedTokens();
    return streamed != null
        && estimatedTokens != null
        && Math.abs(streamed - estimatedTokens) > DISAGREEMENT * estimatedTokens;
  }
}
