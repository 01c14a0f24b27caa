package app.diptych.ui.fx;

/**
 * How a paragraph is laid out. A block of Markdown becomes one or more of them: one for each line
 * of code, row of a table or line of text.
 *
 * @param kind what it is
 * @param depth how many list items it is in
 * @param quotes how many quotes it is in
 * @param marker the bullet or number to its left, or empty
 * @param join how it hangs on the paragraph before it
 * @param first whether it is the first of its block
 * @param last whether it is the last of its block
 * @param language the language of code as the author named it, or empty
 */
public record ParagraphStyle(
    Kind kind,
    int depth,
    int quotes,
    String marker,
    Join join,
    boolean first,
    boolean last,
    String language) {

  /** The paragraph of an empty document. */
  static final ParagraphStyle EMPTY = of(Kind.TEXT);

  /** What a paragraph is; the name of its style class is {@code md-} and {@link #css}. */
  public enum Kind {
    TEXT("p"),
    HEADING_1("h1"),
    HEADING_2("h2"),
    HEADING_3("h3"),
    CODE("code"),
    TABLE_HEAD("th"),
    TABLE_ROW("td"),
    RULE("rule");

    private final String css;

    Kind(String css) {
      this.css = css;
    }

    /** The short name that style sheets use. */
    public String css() {
      return css;
    }
  }

  /** What stands between a paragraph and the one before it when the text is copied. */
  public enum Join {
    /** A line end: they are different lines. */
    LINE("\n"),
    /** Nothing: one long line, split so that it can be shown. */
    TIGHT(""),
    /** A space: one long line, split where it had white space. */
    SPACE(" ");

    private final String text;

    Join(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  static ParagraphStyle of(Kind kind) {
    return new ParagraphStyle(kind, 0, 0, "", Join.LINE, true, true, "");
  }

  ParagraphStyle at(int depth, int quotes, String marker) {
    return new ParagraphStyle(kind, depth, quotes, marker, join, first, last, language);
  }

  ParagraphStyle joined(Join join) {
    return new ParagraphStyle(kind, depth, quotes, marker, join, first, last, language);
  }

  ParagraphStyle edges(boolean first, boolean last) {
    return new ParagraphStyle(kind, depth, quotes, marker, join, first, last, language);
  }

  ParagraphStyle in(String language) {
    return new ParagraphStyle(kind, depth, quotes, marker, join, first, last, language);
  }
}
