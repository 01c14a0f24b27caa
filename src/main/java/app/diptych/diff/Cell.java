package app.diptych.diff;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One side of a row: a line, or a part of a long one. */
public record Cell(List<Span> spans) {
  /** What a single row may hold; longer lines go on in the next row. */
  static final int LONGEST = 1_000;

  public Cell {
    spans = List.copyOf(spans);
  }

  static Cell of(String text, int difference) {
    return new Cell(List.of(new Span(text, difference)));
  }

  public String text() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }

  /** Whether any of it is not on the other side. */
  public boolean differs() {
    return spans.stream().anyMatch(Span::differs);
  }

  /** Whether none of it but white space is on the other side. */
  public boolean differsWholly() {
    return spans.stream().allMatch(span -> span.differs() || span.text().isBlank());
  }

  boolean isBlank() {
    return spans.stream().allMatch(span -> span.text().isBlank());
  }

  /** The same in cells that are not too long; cut between characters as the reader sees them. */
  List<Cell> folded() {
    int length = spans.stream().mapToInt(span -> span.text().length()).sum();
    return length <= LONGEST ? List.of(this) : fold();
  }

  private List<Cell> fold() {
    List<Cell> cells = new ArrayList<>();
    List<Span> open = new ArrayList<>();
    int length = 0;
    for (Span span : spans) {
      BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
      String rest = span.text();
      while (length + rest.length() > LONGEST) {
        characters.setText(rest);
        int room = LONGEST - length;
        int cut = characters.isBoundary(room) ? room : characters.preceding(room);
        // A heap of accents may be longer than a row; then the row is longer.
        if (cut <= 0 && open.isEmpty()) {
          cut = characters.following(0);
        }
        if (cut > 0) {
          open.add(new Span(rest.substring(0, cut), span.difference()));
        }
        cells.add(new Cell(open));
        open.clear();
        length = 0;
        rest = rest.substring(Math.max(cut, 0));
      }
      if (!rest.isEmpty()) {
        open.add(new Span(rest, span.difference()));
        length += rest.length();
      }
    }
    if (!open.isEmpty()) {
      cells.add(new Cell(open));
    }
    return cells;
  }
}
