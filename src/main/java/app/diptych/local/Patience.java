package app.diptych.local;

import java.time.Duration;

/**
 * How long to wait for the engine before its process is killed.
 *
 * @param connect for the child to start and call back
 * @param load for a model to be loaded
 * @param cancel for an answer to stop when asked to
 * @param silence between two pieces of an answer; a long prompt on a slow machine is silence too
 */
public record Patience(Duration connect, Duration load, Duration cancel, Duration silence) {
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10));
}
