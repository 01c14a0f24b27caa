package app.diptych.completion;

import java.util.List;

/**
 * How sure a model was of one token of its answer.
 *
 * @param length UTF-16 characters of the answer that are this token
 * @param logProbability natural logarithm of its probability before sampling, 0 at most
 * @param alternatives the likeliest tokens in its place, likeliest first; it may be one of them
 */
public record TokenCertainty(int length, double logProbability, List<Alternative> alternatives) {

  /** Asked for with a request: more are seldom read, and each makes every piece longer. */
  public static final int ALTERNATIVES = 5;

  /**
   * @throws IllegalArgumentException when the token is empty or its probability is none
   */
  public TokenCertainty {
    if (length <= 0 || !(logProbability <= 0)) {
      throw new IllegalArgumentException("No token of " + length + " and " + logProbability);
    }
    alternatives = List.copyOf(alternatives);
  }

  /**
   * A token that might have come.
   *
   * @param logProbability natural logarithm of its probability, 0 at most
   */
  public record Alternative(String token, double logProbability) {
    public double probability() {
      return Math.exp(logProbability);
    }
  }

  /** From 0 to 1. */
  public double probability() {
    return Math.exp(logProbability);
  }
}
