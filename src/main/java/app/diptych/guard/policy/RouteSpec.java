package app.diptych.guard.policy;

import org.jspecify.annotations.Nullable;

/**
 * One of the two gateways of a policy.
 *
 * @param record what was measured or claimed of it
 * @param sla what its operator promises
 */
public record RouteSpec(
    String provider, String model, @Nullable String baseUrl, TrackRecord record, TrackRecord sla) {

  /** As a sentence names it. */
  public String name() {
    return provider + "/" + model;
  }
}
