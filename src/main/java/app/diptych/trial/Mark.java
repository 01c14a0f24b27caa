package app.diptych.trial;

/** Why the times of an answer are not those of its model. */
public enum Mark {
  CONTENDED("shared this machine with the other side"),
  BUFFERED("came in one burst, so only its end-to-end time counts"),
  FAILED_OVER("was given by another provider than the one asked for"),
  ANSWERED_BY_ANOTHER("was given by another model than the one asked for"),
  REPLAYED("is a recording");

  private final String words;

  Mark(String words) {
    this.words = words;
  }

  /** Goes on after "an answer that". */
  public String words() {
    return words;
  }
}
