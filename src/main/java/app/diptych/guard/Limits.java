package app.diptych.guard;

import org.jspecify.annotations.Nullable;

/**
 * What may be sent to one gateway. A limit that is absent does not hold.
 *
 * @param requestsPerMinute most requests in any 60 seconds
 * @param tokensPerMinute most tokens in any 60 seconds, prompts and answers together
 * @param concurrent most requests under way at once
 */
public record Limits(
    @Nullable Integer requestsPerMinute,
    @Nullable Integer tokensPerMinute,
    @Nullable Integer concurrent) {

  /** Nothing is held back. */
  public static final Limits NONE = new Limits(null, null, null);

  /**
   * The migration playbook's own limiter (error case 2): a tier of 100 requests a minute, of which
   * it uses 90.
   */
  public static final Limits USUAL = new Limits(90, null, null);

  private static final int MOST = 1_000_000_000;

  /**
   * @throws IllegalArgumentException for a limit that lets nothing through, with a sentence a user
   *     can act on
   */
  public Limits {
    require(requestsPerMinute, "Requests per minute");
    require(tokensPerMinute, "Tokens per minute");
    require(concurrent, "Requests at once");
  }

  private static void require(@Nullable Integer limit, String what) {
    if (limit != null && (limit < 1 || limit > MOST)) {
      throw new IllegalArgumentException(
          "%s must be 1 to %,d, or left out for no limit, not %,d.".formatted(what, MOST, limit));
    }
  }
}
