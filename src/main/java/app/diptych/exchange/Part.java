package app.diptych.exchange;

/** What a session knows that a format may have no place for. */
enum Part {
  TITLE("titles"),
  NOTES("notes"),
  TAGS("tags"),
  TIMES("dates and times"),
  SYSTEM("system prompts"),
  EARLIER_TURNS("earlier turns of a conversation"),
  IMAGES("images"),
  SAMPLING("sampling settings"),
  REASONING("reasoning"),
  USAGE("token counts"),
  END_TO_END("end-to-end times"),
  FIRST_TOKEN("times to the first token"),
  PIECES("the pieces an answer came in"),
  FINISH_REASON("reasons why an answer ended"),
  FAILURES("why answers failed"),
  ORIGIN("which engine or gateway really answered"),
  ANSWERS("answers"),
  VERDICTS("verdicts"),
  OTHER_RATERS("verdicts of other raters"),
  VOTE_NOTES("notes on verdicts"),
  VOTE_TIMES("times of verdicts"),
  LIBRARY("which prompt of the library was sent");

  private final String words;

  Part(String words) {
    this.words = words;
  }

  /** Its name, in the user's words. */
  String words() {
    return words;
  }
}
