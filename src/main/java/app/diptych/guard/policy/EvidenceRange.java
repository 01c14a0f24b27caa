package app.diptych.guard.policy;

import app.diptych.guard.Evidence;
import app.diptych.guard.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds values that are out of range, each told with its field's path and what it may be. */
final class EvidenceRange {
  private static final int MOST_TRIALS = 100;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final List<String> sentences = new ArrayList<>();

  private EvidenceRange() {}

  /** Sentences a user can act on; empty when all is in range. */
  static List<String> outside(EvidenceSpec spec) {
    EvidenceRange range = new EvidenceRange();
    int most = Evidence.MOST_CALLS;
    range.whole("evidence.window_calls", spec.windowCalls(), most, "%,d".formatted(most));
    if (range.sentences.isEmpty()) {
      int window = spec.windowCalls() == null ? Evidence.USUAL.calls() : spec.windowCalls();
      String words = "evidence.window_calls, which is %,d".formatted(window);
      range.whole("evidence.minimum_calls", spec.minimumCalls(), window, words);
      range.whole("evidence.minimum_failures", spec.leastFailures(), window, words);
    }
    range.time("evidence.window", spec.window(), null);
    range.confidence(spec.confidence());
    range.whole("consecutive_failures", spec.inARow(), most, "%,d".formatted(most));
    range.time("cooldown", spec.cooldown(), LONGEST);
    range.whole("half_open_calls", spec.trials(), MOST_TRIALS, String.valueOf(MOST_TRIALS));
    return range.sentences;
  }

  private void whole(String field, @Nullable Integer value, int most, String mostWords) {
    if (value != null && (value < 1 || value > most)) {
      sentences.add("\"%s\" must be 1 to %s, not %,d.".formatted(field, mostWords, value));
    }
  }

  private void time(String field, @Nullable Duration value, @Nullable Duration longest) {
    boolean tooLong = value != null && longest != null && value.compareTo(longest) > 0;
    if (value != null && (tooLong || !value.isPositive())) {
      String most = longest == null ? "" : " and at most " + longest.toHours() + "h";
      sentences.add(
          "\"%s\" must be longer than nothing%s, not %s."
              .formatted(field, most, Words.time(value)));
    }
  }

  private void confidence(@Nullable Double value) {
    if (value != null && !(value > 0.5 && value < 1)) {
      sentences.add(
          "\"evidence.confidence\" must be above 50%% and below 100%%, not %s."
              .formatted(Words.percent(value)));
    }
  }
}
