package app.diptych.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * One side of a comparison by words: its words and lines, and to which difference each word
 * belongs. A long line counts as several, so that a row never gets too tall.
 */
final class MarkedText {
  private final String text;
  private final List<Word> words;
  private final List<TextLine> lines;

  /** For each word the number of its difference, or {@link Span#NONE}. */
  private final int[] marks;

  MarkedText(String text, List<Word> words, int[] marks) {
    this.text = text;
    this.words = words;
    this.marks = marks;
    this.lines = shortened(TextLine.of(text), words);
  }

  int lines() {
    return lines.size();
  }

  boolean isBlank(int line) {
    return lines.get(line).in(text).isBlank();
  }

  /** For each word the line it stands in. */
  int[] linesOfWords() {
    int[] result = new int[words.size()];
    int line = 0;
    for (int i = 0; i < result.length; i++) {
      while (words.get(i).start() >= lines.get(line).end()) {
        line++;
      }
      result[i] = line;
    }
    return result;
  }

  /** All lines, with what differs marked; space between two words of a difference belongs to it. */
  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    int word = 0;
    for (TextLine line : lines) {
      List<Span> spans = new ArrayList<>();
      int at = line.start();
      int before = Span.NONE;
      while (word < words.size() && words.get(word).start() < line.end()) {
        Word next = words.get(word);
        int mark = marks[word];
        append(spans, text.substring(at, next.start()), mark == before ? mark : Span.NONE);
        append(spans, next.text(), mark);
        at = next.end();
        before = mark;
        word++;
      }
      append(spans, text.substring(at, line.end()), Span.NONE);
      cells.add(new Cell(spans));
    }
    return cells;
  }

  private static void append(List<Span> spans, String piece, int difference) {
    if (piece.isEmpty()) {
      return;
    }
    if (!spans.isEmpty() && spans.getLast().difference() == difference) {
      spans.set(spans.size() - 1, new Span(spans.getLast().text() + piece, difference));
    } else {
      spans.add(new Span(piece, difference));
    }
  }

  private static List<TextLine> shortened(List<TextLine> lines, List<Word> words) {
    List<TextLine> result = new ArrayList<>();
    int word = 0;
    for (TextLine line : lines) {
      int start = line.start();
      while (word < words.size() && words.get(word).start() < line.end()) {
        Word next = words.get(word);
        if (next.end() - start > Cell.LONGEST && next.start() > start) {
          result.add(new TextLine(start, next.start()));
          start = next.start();
        }
        word++;
      }
      result.add(new TextLine(start, line.end()));
    }
    return result;
  }
}
