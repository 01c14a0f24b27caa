package app.diptych.session;

import app.diptych.review.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list. A null means: any.
 *
 * @param words all must occur in the title, or in one trial's prompt and answers; may be empty
 * @param model a model that answered in it
 * @param since changed at this time or later
 * @param before changed earlier than this time
 * @param verdict a verdict that was given in it
 * @param failuresOnly only with a side that failed
 * @param limit most to list
 */
public record SessionQuery(
    String words,
    @Nullable String model,
    @Nullable String tag,
    @Nullable Instant since,
    @Nullable Instant before,
    @Nullable Verdict verdict,
    boolean failuresOnly,
    Shelf shelf,
    int limit) {

  /** The usual number of sessions a list shows at once. */
  public static final int PAGE = 500;

  /** Where a session lies. */
  public enum Shelf {
    /** Neither archived nor deleted. */
    CURRENT,
    ARCHIVED,
    /** Deleted, and not given up for good yet. */
    DELETED
  }

  public static SessionQuery all() {
    return words("");
  }

  public static SessionQuery words(String words) {
    return of(words, Shelf.CURRENT);
  }

  /** Every session that lies there and has these words. */
  public static SessionQuery of(String words, Shelf shelf) {
    return new SessionQuery(words, null, null, null, null, null, false, shelf, PAGE);
  }
}
