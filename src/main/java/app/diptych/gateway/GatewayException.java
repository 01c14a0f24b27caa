package app.diptych.gateway;

import app.diptych.completion.Failure;

/** Carries a failure to the edge of this room. */
final class GatewayException extends Exception {
  private final transient Failure failure;

  GatewayException(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
