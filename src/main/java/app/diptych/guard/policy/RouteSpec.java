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

  /**
   * Whether that model at that gateway is meant; the policy may spell the gateway its own way.
   *
   * @param gateway as the user named it here
   * @param model as the user or the gateway calls it
   */
  public boolean isFor(String gateway, String model) {
    return isAt(gateway) && model.equals(this.model);
  }

  /** Whether that gateway is meant. */
  public boolean isAt(String gateway) {
    return GatewayName.same(gateway, provider);
  }

  /** As a sentence names it. */
  public String name() {
    return provider + "/" + model;
  }
}
