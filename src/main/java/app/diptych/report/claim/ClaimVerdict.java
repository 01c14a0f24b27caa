package app.diptych.report.claim;

/** What measurements say to a claim. */
public enum ClaimVerdict {
  CONFIRMED("confirmed"),
  REFUTED("refuted"),
  NOT_ENOUGH_DATA("not enough data"),
  NOT_MEASURABLE("not measurable here");

  private final String words;

  ClaimVerdict(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
