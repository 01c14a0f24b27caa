package app.diptych.report.facts;

/**
 * What one source says.
 *
 * @param source who says so, for people
 * @param date when it was read there, for example {@code 2026-08}
 * @param differs whether it contradicts what the model's publisher says
 */
public record FactCell(String value, String source, String date, Kind kind, boolean differs) {
  /** How much a cell is worth. */
  public enum Kind {
    /** Of the publisher of the model. */
    CARD("model card"),
    /** Computed here from facts of the card. */
    COMPUTED("computed"),
    /** Of a source that was not read again. */
    UNCHECKED("not re-checked"),
    /** Somebody says so, without a source of his own. */
    CLAIM("claim");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
