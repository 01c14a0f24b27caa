package app.diptych.gateway;

import app.diptych.completion.Failure;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whoever keeps the limits of the gateways. Every request this room sends by itself, which is every
 * one that is no completion, asks here first. Thread-safe.
 */
public interface Turns {

  /**
   * A place for one request, not in the queue yet.
   *
   * @param tokens that the request may take
   * @param told hears how long the wait may take, each time that changes, on any thread
   */
  Turn of(GatewayProfile profile, long tokens, Consumer<Duration> told);

  /**
   * Leave for one more request on behalf of a call that is under way. It waits for nobody, because
   * its own call may be what the others wait for.
   *
   * @return whether it may be sent now, and is counted
   */
  boolean aside(GatewayProfile profile);

  /** One request, from joining the queue to its end. */
  interface Turn {
    /**
     * Waits for the turn, but not when that will take longer.
     *
     * @return null when the request may be sent, which {@link #end} must follow; else how long it
     *     would have taken, as far as is known
     */
    @Nullable Duration await(Duration longest) throws InterruptedException;

    /** Leaves the queue, from any thread. */
    void cancel();

    /**
     * @param failure why the request failed; null when it did not
     */
    void end(@Nullable Failure failure);
  }

  /** Where nobody keeps limits: everything may be sent at once. */
  Turns FREE =
      new Turns() {
        @Override
        public Turn of(GatewayProfile profile, long tokens, Consumer<Duration> told) {
          return new Turn() {
            @Override
            public @Nullable Duration await(Duration longest) {
              return null;
            }

            @Override
            public void cancel() {}

            @Override
            public void end(@Nullable Failure failure) {}
          };
        }

        @Override
        public boolean aside(GatewayProfile profile) {
          return true;
        }
      };
}
