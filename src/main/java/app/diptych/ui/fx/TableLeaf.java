package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table. Its first rows decide how wide the columns are; from then on each row is handed on as it
 * comes and nothing that was shown moves.
 */
final class TableLeaf implements Leaf {
  /** So many rows decide. */
  static final int DECIDING_ROWS = 32;

  private static final int DECIDING_LENGTH = 8_000;

  private final List<TableRow.Align> alignments;
  private final List<List<List<StyledText>>> rows;
  private @Nullable TableLayout layout;
  private int length;

  TableLeaf(String head, List<TableRow.Align> alignments) {
    this.alignments = alignments.subList(0, TableRow.cells(head).size());
    this.rows = new ArrayList<>();
    rows.add(read(head));
  }

  private TableLeaf(TableLeaf other) {
    this.alignments = other.alignments;
    this.rows = new ArrayList<>(other.rows);
    this.layout = other.layout;
    this.length = other.length;
  }

  @Override
  public TableLeaf copy() {
    return new TableLeaf(this);
  }

  List<StyledParagraph> add(String line) {
    List<List<StyledText>> row = read(line);
    length += line.length();
    if (layout != null) {
      return show(layout, row, ParagraphStyle.Kind.TABLE_ROW);
    }
    rows.add(row);
    return rows.size() > DECIDING_ROWS || length > DECIDING_LENGTH ? decide() : List.of();
  }

  @Override
  public List<StyledParagraph> more(String piece) {
    throw new IllegalStateException("The rest of a long row is a paragraph");
  }

  @Override
  public List<StyledParagraph> close() {
    return layout == null ? decide() : List.of();
  }

  private List<StyledParagraph> decide() {
    TableLayout decided = new TableLayout(rows, alignments);
    layout = decided;
    List<StyledParagraph> shown = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean head = i == 0;
      shown.addAll(
          show(
              decided,
              rows.get(i),
              head ? ParagraphStyle.Kind.TABLE_HEAD : ParagraphStyle.Kind.TABLE_ROW));
    }
    rows.clear();
    return shown;
  }

  private static List<StyledParagraph> show(
      TableLayout layout, List<List<StyledText>> row, ParagraphStyle.Kind kind) {
    List<List<StyledText>> lines = layout.lines(row);
    List<StyledParagraph> shown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      ParagraphStyle style = ParagraphStyle.of(kind).edges(i == 0, i == lines.size() - 1);
      shown.add(new StyledParagraph(style, lines.get(i)));
    }
    return shown;
  }

  /** As many cells as the head has, whatever the row says. */
  private List<List<StyledText>> read(String line) {
    List<String> cells = TableRow.cells(line);
    List<List<StyledText>> row = new ArrayList<>();
    for (int i = 0; i < alignments.size(); i++) {
      row.add(i < cells.size() ? InlineText.line(cells.get(i)) : List.of());
    }
    return row;
  }
}
