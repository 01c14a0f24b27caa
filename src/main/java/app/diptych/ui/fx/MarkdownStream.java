package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;

/**
 * Markdown that arrives in pieces of any size. What is committed never changes again; the open tail
 * is small and is rendered anew with each piece. Both depend on the text alone and not on where it
 * was cut. Not thread-safe.
 */
public final class MarkdownStream {
  /** How far back from the limit of a piece white space is looked for. */
  private static final int LOOK_BACK = 200;

  /** How many characters are read from one point to which it can go back to the next. */
  private static final int BETWEEN_MARKS = 2_000;

  /**
   * What a piece of text changed.
   *
   * @param committed paragraphs that are final since this piece, in order
   * @param tail the paragraphs behind all committed ones as they are now
   */
  public record Update(List<StyledParagraph> committed, List<StyledParagraph> tail) {
    public Update {
      committed = List.copyOf(committed);
      tail = List.copyOf(tail);
    }

    /** The whole document, when this is its first update. */
    StyledMarkdown all() {
      List<StyledParagraph> all = new ArrayList<>(committed);
      all.addAll(tail);
      return new StyledMarkdown(all);
    }
  }

  /**
   * What going back changed.
   *
   * @param kept how many of the committed paragraphs, from the first, stay as they are
   * @param update what stands behind them now
   */
  record Cut(int kept, Update update) {}

  /** A point that it can go back to: all that reading on from there depends on. */
  private record Mark(
      int length,
      int committed,
      BlockScanner scanner,
      String line,
      boolean lineWasSplit,
      boolean afterReturn) {}

  private BlockScanner scanner = new BlockScanner();
  private final StringBuilder source = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private final List<Mark> marks = new ArrayList<>();
  private int committed;
  private boolean lineWasSplit;
  private boolean afterReturn;

  /** Reads on; an empty piece asks for the tail again. */
  public Update append(String markdown) {
    int before = source.length();
    source.append(markdown);
    return readFrom(before);
  }

  /**
   * Goes back to the first characters of what was appended. What that costs does not depend on how
   * many they are.
   */
  Cut cut(int length) {
    while (!marks.isEmpty() && marks.getLast().length() > length) {
      marks.removeLast();
    }
    Mark mark =
        marks.isEmpty() ? new Mark(0, 0, new BlockScanner(), "", false, false) : marks.getLast();
    source.setLength(length);
    scanner = mark.scanner().copy();
    committed = mark.committed();
    line.setLength(0);
    line.append(mark.line());
    lineWasSplit = mark.lineWasSplit();
    afterReturn = mark.afterReturn();
    return new Cut(mark.committed(), readFrom(mark.length()));
  }

  private Update readFrom(int start) {
    List<StyledParagraph> done = new ArrayList<>();
    String fresh = source.substring(start);
    int i = 0;
    while (i < fresh.length()) {
      i = read(fresh, i);
      int marked = marks.isEmpty() ? 0 : marks.getLast().length();
      if (start + i - marked >= BETWEEN_MARKS) {
        done.addAll(scanner.take());
        mark(start + i, committed + done.size());
      }
    }
    done.addAll(scanner.take());
    committed += done.size();
    return new Update(done, tail());
  }

  private void mark(int length, int committedThen) {
    marks.add(
        new Mark(
            length, committedThen, scanner.copy(), line.toString(), lineWasSplit, afterReturn));
  }

  /**
   * How many paragraphs the first characters make. What that costs does not depend on how many they
   * are.
   */
  int paragraphs(int length) {
    Mark mark = new Mark(0, 0, new BlockScanner(), "", false, false);
    for (Mark each : marks) {
      mark = each.length() <= length ? each : mark;
    }
    MarkdownStream probe = new MarkdownStream();
    probe.scanner = mark.scanner().copy();
    probe.line.append(mark.line());
    probe.lineWasSplit = mark.lineWasSplit();
    probe.afterReturn = mark.afterReturn();
    Update read = probe.append(source.substring(mark.length(), Math.min(length, length())));
    return mark.committed() + read.committed().size() + read.tail().size();
  }

  /** How many characters were appended. */
  int length() {
    return source.length();
  }

  /** Everything that was appended. */
  public String source() {
    return source.toString();
  }

  /** Reads up to the end of the line or of the piece, and no further than a line may be long. */
  private int read(String text, int start) {
    char first = text.charAt(start);
    if (afterReturn && first == '\n') {
      afterReturn = false;
      return start + 1;
    }
    afterReturn = false;
    int limit = scanner.isInFence() ? CodeLeaf.LIMIT : ParagraphLeaf.LIMIT;
    int room = start + limit - line.length();
    int i = start;
    while (i < text.length() && i < room && !isLineEnd(text.charAt(i))) {
      i++;
    }
    line.append(text, start, i);
    if (line.length() >= limit) {
      splitLine();
    } else if (i < text.length()) {
      afterReturn = text.charAt(i) == '\r';
      endLine(scanner, line.toString());
      line.setLength(0);
      lineWasSplit = false;
      return i + 1;
    }
    return i;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private void endLine(BlockScanner target, String rest) {
    if (!lineWasSplit) {
      target.line(rest, true);
    } else if (!rest.isEmpty()) {
      target.more(rest);
    }
  }

  private void splitLine() {
    int end = line.length();
    while (end > line.length() - LOOK_BACK && !LineCursor.isSpace(line.charAt(end - 1))) {
      end--;
    }
    if (end == line.length() - LOOK_BACK) {
      boolean pair = Character.isHighSurrogate(line.charAt(line.length() - 1));
      end = pair ? line.length() - 1 : line.length();
    }
    String piece = line.substring(0, end);
    if (lineWasSplit) {
      scanner.more(piece);
    } else {
      scanner.line(piece, false);
    }
    line.delete(0, end);
    lineWasSplit = true;
  }

  private List<StyledParagraph> tail() {
    BlockScanner view = scanner.guess();
    if (!line.isEmpty()) {
      boolean half = Character.isHighSurrogate(line.charAt(line.length() - 1));
      endLine(view, line.substring(0, line.length() - (half ? 1 : 0)));
    }
    view.close();
    return view.take();
  }
}
