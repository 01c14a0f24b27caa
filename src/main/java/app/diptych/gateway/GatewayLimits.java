package app.diptych.gateway;

import org.jspecify.annotations.Nullable;

/**
 * How much traffic a gateway allows; null for what is not limited.
 *
 * @param requestsPerMinute requests begun in a minute
 * @param tokensPerMinute tokens of prompts and answers in a minute
 * @param concurrent requests under way at once
 */
public record GatewayLimits(
    @Nullable Integer requestsPerMinute,
    @Nullable Integer tokensPerMinute,
    @Nullable Integer concurrent) {

  /** No limit at all. */
  public static final GatewayLimits NONE = new GatewayLimits(null, null, null);

  /**
   * @throws IllegalArgumentException for a limit below 1, with a sentence a user can act on
   */
  public GatewayLimits {
    check("Requests a minute", requestsPerMinute);
    check("Tokens a minute", tokensPerMinute);
    check("Requests at once", concurrent);
  }

  private static void check(String what, @Nullable Integer limit) {
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException(
          what + " must be 1 or more, or empty for no limit, not " + limit + ".");
    }
  }
}
