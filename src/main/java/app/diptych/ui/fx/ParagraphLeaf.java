package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;

/** Text, until a blank line or another block ends it; also what is left of an overlong heading. */
final class ParagraphLeaf implements Leaf {
  /**
   * How much text is read in one piece. Longer paragraphs are split: what is parsed again with each
   * delta, and what the toolkit lays out at once, stays small.
   */
  static final int LIMIT = 2_000;

  private final ParagraphStyle.Kind kind;
  private final StringBuilder text = new StringBuilder();
  private ParagraphStyle.Join join = ParagraphStyle.Join.LINE;
  private boolean first = true;
  private int lines;
  private int lastLine;

  ParagraphLeaf(ParagraphStyle.Kind kind) {
    this.kind = kind;
  }

  /** What goes on after a line was split behind that piece. */
  static ParagraphLeaf after(ParagraphStyle.Kind kind, String piece) {
    ParagraphLeaf rest = new ParagraphLeaf(kind);
    rest.first = false;
    rest.join = joinBehind(piece);
    return rest;
  }

  @Override
  public ParagraphLeaf copy() {
    ParagraphLeaf copy = new ParagraphLeaf(kind);
    copy.text.append(text);
    copy.join = join;
    copy.first = first;
    copy.lines = lines;
    copy.lastLine = lastLine;
    return copy;
  }

  /** Adds a line; gives back the lines before it when they are long enough to be handed on. */
  List<StyledParagraph> add(String line) {
    List<StyledParagraph> done = List.of();
    if (text.length() + line.length() > LIMIT && !text.isEmpty()) {
      done = render(false);
      restart(ParagraphStyle.Join.LINE);
    }
    if (lines > 0) {
      text.append('\n');
    }
    lastLine = text.length();
    text.append(line);
    lines++;
    return done;
  }

  @Override
  public List<StyledParagraph> more(String piece) {
    List<StyledParagraph> done = List.of();
    if (!text.isEmpty()) {
      done = render(false);
      restart(joinBehind(text()));
    }
    text.append(piece);
    lines = 1;
    return done;
  }

  /** The last line, which may turn out to be the head of a table. */
  String lastLine() {
    return text.substring(lastLine);
  }

  /** Whether nothing has been handed on yet and there is one line only. */
  boolean isOneLine() {
    return first && lines == 1;
  }

  /** Takes the last line away. */
  void dropLastLine() {
    text.setLength(Math.max(0, lastLine - 1));
    lines--;
  }

  boolean isEmpty() {
    return lines == 0;
  }

  String text() {
    return text.toString();
  }

  @Override
  public List<StyledParagraph> close() {
    return text().isBlank() ? List.of() : render(true);
  }

  private void restart(ParagraphStyle.Join how) {
    join = how;
    text.setLength(0);
    first = false;
    lines = 0;
    lastLine = 0;
  }

  private List<StyledParagraph> render(boolean end) {
    List<List<StyledText>> rendered = InlineText.lines(text());
    List<StyledParagraph> paragraphs = new ArrayList<>();
    for (int i = 0; i < rendered.size(); i++) {
      ParagraphStyle style =
          ParagraphStyle.of(kind)
              .edges(first && i == 0, end && i == rendered.size() - 1)
              .joined(i == 0 ? join : ParagraphStyle.Join.LINE);
      paragraphs.add(new StyledParagraph(style, rendered.get(i)));
    }
    return paragraphs;
  }

  private static ParagraphStyle.Join joinBehind(String piece) {
    boolean space = !piece.isEmpty() && Character.isWhitespace(piece.charAt(piece.length() - 1));
    return space ? ParagraphStyle.Join.SPACE : ParagraphStyle.Join.TIGHT;
  }
}
