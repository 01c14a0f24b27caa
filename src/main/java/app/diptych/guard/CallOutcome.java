package app.diptych.guard;

import app.diptych.completion.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one call ended.
 *
 * @param failure null when it was answered to its end
 * @param timeToFirstToken null when no delta came, or when they came in one burst and so say
 *     nothing about it
 * @param endToEnd null unless it was answered to its end
 */
public record CallOutcome(
    @Nullable Failure failure, @Nullable Duration timeToFirstToken, @Nullable Duration endToEnd) {

  @Nullable Duration time(Thresholds.Time which) {
    return switch (which) {
      case TTFT -> timeToFirstToken;
      case E2E -> endToEnd;
    };
  }
}
