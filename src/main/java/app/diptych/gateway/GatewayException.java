package app.diptych.gateway;

import app.diptych.completion.Failure;

/** Carries a failure to the edge of this room. */
final class GatewayException extends Exception {
  private final transient Failure failure;
  private final int status;

  GatewayException(Failure failure) {
    this(failure, 0);
  }

  /**
   * @param status the HTTP status it came with; 0 for none
   */
  GatewayException(Failure failure, int status) {
    super(failure.message());
    this.failure = failure;
    this.status = status;
  }

  /** Whether the gateway knows no such thing. */
  boolean isNotFound() {
    return status == 404 || status == 410;
  }

  Failure failure() {
    return failure;
  }
}
