package app.diptych.exchange;

import java.util.Objects;

/**
 * Something that one side of an exchange knows and the other has no place for; told before anything
 * is saved.
 *
 * @param what what stays behind, in the user's words, for example {@code grading results}
 * @param count how often it occurs, at least 1
 * @param why why it stays behind, in one sentence
 */
public record Loss(String what, int count, String why) {
  public Loss {
    Objects.requireNonNull(what);
    Objects.requireNonNull(why);
    if (count < 1) {
      throw new IllegalArgumentException("A loss occurs at least once, not " + count + " times");
    }
  }
}
