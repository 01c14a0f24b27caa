package app.diptych.report.check;

/** There is no table of figures there; the message is a sentence a user can act on. */
public final class UnreadableTable extends Exception {
  private static final long serialVersionUID = 1;

  public UnreadableTable(String sentence) {
    super(sentence);
  }

  public UnreadableTable(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
