package app.diptych.guard;

import java.util.OptionalDouble;

/** What one way to an answer costs against another. */
@FunctionalInterface
public interface RouteCost {
  /** Nobody knows a price. */
  RouteCost UNKNOWN = (from, to) -> OptionalDouble.empty();

  /**
   * How many times as much the second costs as the first; empty when a price is unknown, which is
   * not the same as free.
   *
   * @param from a name of a {@link Route}
   */
  OptionalDouble ratio(String from, String to);
}
