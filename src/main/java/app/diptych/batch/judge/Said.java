package app.diptych.batch.judge;

import app.diptych.review.Verdict;

/** What a judge said, as far as it can be understood. Nothing is ever guessed. */
public sealed interface Said {

  /** Which answer is better; never {@code BOTH_BAD}. */
  record Preferred(Verdict verdict) implements Said {}

  /** A score from 1 to 5. */
  record Scored(int score) implements Said {}

  /** No verdict. */
  record None(NoVerdict why) implements Said {}

  /** Why there is none. */
  enum NoVerdict {
    /** The reply is not the JSON object that was asked for. */
    NONSENSE("what it said is no verdict"),
    /** The reply was cut off at the longest length. */
    CUT_OFF("it did not come to an end"),
    /** The judge's provider would not take this request at all. */
    REFUSED("its provider refused the request");

    private final String words;

    NoVerdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
