package app.diptych.ui.batch;

import app.diptych.batch.BatchIndex.Entry;
import app.diptych.batch.BatchIndex.Measured;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which items are wanted; all of it at once.
 *
 * @param differing the trials whose answers differ, when only those are wanted; else null
 * @param slowerThan milliseconds that an answer took at least; negative for any
 * @param words part of the id, or words of what was asked or answered; blank for any
 * @param found the trials with those words
 */
record GridFilter(
    boolean failed,
    @Nullable Set<String> differing,
    boolean checkFailed,
    double slowerThan,
    String words,
    Set<String> found) {

  boolean takes(Entry entry) {
    return (!failed || entry.failed())
        && (!checkFailed || entry.checkFailed())
        && (differing == null || (entry.trial() != null && differing.contains(entry.trial())))
        && (slowerThan < 0 || isSlow(entry.a()) || isSlow(entry.b()))
        && (words.isBlank() || isFound(entry));
  }

  private boolean isSlow(@Nullable Measured one) {
    return one != null && one.e2eMs() > slowerThan;
  }

  private boolean isFound(Entry entry) {
    return (entry.trial() != null && found.contains(entry.trial()))
        || entry.id().toLowerCase(Locale.ROOT).contains(words.strip().toLowerCase(Locale.ROOT));
  }
}
