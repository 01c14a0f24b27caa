package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of fixed width for the rows of a table; longer cells go on in further lines. */
final class TableLayout {
  /** As many columns of code text as a pane of ordinary width shows. */
  static final int WIDTH = 52;

  private static final int GAP = 2;
  private static final int NARROWEST = 5;

  private final int[] widths;
  private final List<TableRow.Align> alignments;

  /**
   * @param rows the rows that decide how wide the columns are
   * @param alignments one for each column
   */
  TableLayout(List<List<List<StyledText>>> rows, List<TableRow.Align> alignments) {
    this.alignments = alignments;
    this.widths = new int[alignments.size()];
    Arrays.fill(widths, 1);
    for (List<List<StyledText>> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], TextWidth.of(StyledText.textOf(row.get(i))));
      }
    }
    shrink();
  }

  /** Takes from the widest columns until the table fits, or all are as narrow as can be. */
  private void shrink() {
    int tooMuch = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - WIDTH;
    while (tooMuch > 0) {
      int widest = 0;
      int second = NARROWEST;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      for (int i = 0; i < widths.length; i++) {
        second = widths[i] < widths[widest] ? Math.max(second, widths[i]) : second;
      }
      if (widths[widest] <= NARROWEST) {
        return;
      }
      int step = Math.max(1, Math.min(tooMuch, widths[widest] - second));
      int cut = Math.min(step, widths[widest] - NARROWEST);
      widths[widest] -= cut;
      tooMuch -= cut;
    }
  }

  /** The row as lines of text, at least one. */
  List<List<StyledText>> lines(List<List<StyledText>> row) {
    List<List<List<StyledText>>> columns = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < widths.length; i++) {
      columns.add(wrap(row.get(i), widths[i]));
      height = Math.max(height, columns.getLast().size());
    }
    List<List<StyledText>> lines = new ArrayList<>();
    for (int i = 0; i < height; i++) {
      lines.add(line(columns, i));
    }
    return lines;
  }

  private List<StyledText> line(List<List<List<StyledText>>> columns, int number) {
    List<StyledText> line = new ArrayList<>();
    int owed = 0;
    for (int i = 0; i < widths.length; i++) {
      List<List<StyledText>> cell = columns.get(i);
      List<StyledText> text = number < cell.size() ? cell.get(number) : List.of();
      int free = Math.max(0, widths[i] - TextWidth.of(StyledText.textOf(text)));
      int before =
          switch (alignments.get(i)) {
            case LEFT -> 0;
            case CENTER -> free / 2;
            case RIGHT -> free;
          };
      if (!text.isEmpty()) {
        if (owed + before > 0) {
          line.add(StyledText.plain(" ".repeat(owed + before)));
        }
        line.addAll(text);
        owed = free - before + GAP;
      } else {
        owed += widths[i] + GAP;
      }
    }
    return line;
  }

  private static List<List<StyledText>> wrap(List<StyledText> cell, int width) {
    String text = StyledText.textOf(cell);
    List<List<StyledText>> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = lineEnd(text, start, width);
      int trimmed = end;
      while (trimmed > start && text.charAt(trimmed - 1) == ' ') {
        trimmed--;
      }
      lines.add(cut(StyledText.from(cell, start), trimmed - start));
      start = end;
    }
    return lines;
  }

  /** Where the line that begins there ends: behind a space when there is one, else when full. */
  private static int lineEnd(String text, int start, int width) {
    int used = 0;
    int afterSpace = -1;
    int i = start;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      used += c == ' ' && used == width ? 0 : TextWidth.of(c);
      if (used > width && i > start) {
        return afterSpace > 0 ? afterSpace : i;
      }
      i += Character.charCount(c);
      afterSpace = c == ' ' ? i : afterSpace;
    }
    return i;
  }

  private static List<StyledText> cut(List<StyledText> runs, int length) {
    List<StyledText> head = new ArrayList<>();
    int left = length;
    for (StyledText run : runs) {
      int take = Math.min(left, run.text().length());
      if (take > 0) {
        head.add(new StyledText(run.text().substring(0, take), run.styles()));
      }
      left -= take;
    }
    return head;
  }
}
