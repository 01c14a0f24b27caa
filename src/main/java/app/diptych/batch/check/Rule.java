package app.diptych.batch.check;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a type of check decides. */
@FunctionalInterface
interface Rule {
  /**
   * @param value what the check compares with, its blanks filled; missing when there is none
   */
  Outcome judge(Subject subject, JsonNode value, @Nullable Double threshold);
}
