package app.diptych.report.decision;

import org.jspecify.annotations.Nullable;

/**
 * A piece of text.
 *
 * @param small what is said with it, in small print; may be empty
 * @param evidence the id of the table that it rests on; null when it rests on none
 */
public record Text(String words, String small, @Nullable String evidence) {
  /** Text that rests on nothing but itself. */
  public static Text of(String words) {
    return new Text(words, "", null);
  }

  /** The same with small print. */
  public Text small(String print) {
    return new Text(words, print, evidence);
  }

  /** The same, leading to the table it rests on; to none for null. */
  public Text by(@Nullable String table) {
    return new Text(words, small, table);
  }
}
