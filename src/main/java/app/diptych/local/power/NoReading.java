package app.diptych.local.power;

/** A source tells nothing now. */
final class NoReading extends Exception {
  private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * @param why for people, without a stop at the end
   * @param advice how to mend it, empty when nothing is to be done
   */
  NoReading(String why, String advice) {
    super(why);
    this.advice = advice;
  }

  String why() {
    return String.valueOf(getMessage());
  }

  String advice() {
    return advice;
  }
}
