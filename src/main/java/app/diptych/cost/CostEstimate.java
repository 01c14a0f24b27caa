package app.diptych.cost;

import org.jspecify.annotations.Nullable;

/**
 * What a request can cost, told before it is sent.
 *
 * @param prompt what the prompt alone costs, nothing of it from a cache
 * @param most the same with the longest answer allowed; null when its length is not limited
 */
public record CostEstimate(Money prompt, @Nullable Money most) {}
