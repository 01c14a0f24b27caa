package app.diptych.batch.judge;

/** Why a trial cannot be judged. */
public enum NotJudged {
  ONE_SIDED("only one side was asked"),
  UNFINISHED("an answer did not come to its end"),
  SWAPPED("another model or a recording answered"),
  OTHER_CONVERSATIONS("the sides had different conversations"),
  NO_REFERENCE("no reference answer is known"),
  TOO_LONG("a text is longer than a judge reads"),
  IMAGES("an image was shown");

  private final String words;

  NotJudged(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
