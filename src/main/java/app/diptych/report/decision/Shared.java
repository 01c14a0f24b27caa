package app.diptych.report.decision;

import java.util.HashMap;
import java.util.Map;

/** Values of which there are many alike, each kept once. */
final class Shared {
  private final Map<Object, Object> values = new HashMap<>();

  /** The first value that is equal to it. */
  @SuppressWarnings(
      "unchecked") // What is equal to a value of these records and texts has its type.
  <T> T one(T value) {
    Object known = values.putIfAbsent(value, value);
    return known == null ? value : (T) known;
  }
}
