package app.diptych.ui.diff;

import app.diptych.diff.Cell;
import app.diptych.diff.Diff;
import app.diptych.diff.Mode;
import app.diptych.diff.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the list shows of a comparison.
 *
 * @param items the lines of the list
 * @param ofDifference for each difference the item in which it begins
 */
record DiffItems(List<DiffItem> items, List<Integer> ofDifference) {
  static final DiffItems NONE = new DiffItems(List.of(), List.of());

  DiffItems {
    items = List.copyOf(items);
    ofDifference = List.copyOf(ofDifference);
  }

  static DiffItems of(Diff diff, boolean onlyDifferences) {
    List<DiffItem> items = new ArrayList<>();
    int[] itemOfRow = new int[diff.rows().size()];
    Fences a = new Fences(diff.mode());
    Fences b = new Fences(diff.mode());
    int leftOut = 0;
    for (int i = 0; i < itemOfRow.length; i++) {
      Row row = diff.rows().get(i);
      var line = new DiffItem.Line(row, a.isCode(row.a()), b.isCode(row.b()));
      if (onlyDifferences && row.kind() == Row.Kind.SAME && !row.heading()) {
        leftOut++;
        continue;
      }
      leave(items, leftOut);
      leftOut = 0;
      itemOfRow[i] = items.size();
      items.add(line);
    }
    leave(items, leftOut);
    return new DiffItems(items, diff.firstRows().stream().map(row -> itemOfRow[row]).toList());
  }

  private static void leave(List<DiffItem> items, int rows) {
    if (rows > 0) {
      items.add(new DiffItem.LeftOut(rows));
    }
  }

  /** Follows the fences of one side, so that code can be drawn as such. */
  private static final class Fences {
    private final boolean all;
    private boolean open;

    Fences(Mode mode) {
      this.all = mode == Mode.STRUCTURE;
    }

    boolean isCode(@Nullable Cell cell) {
      if (cell == null || all) {
        return all;
      }
      String line = cell.text().strip();
      boolean fence = line.startsWith("```") || line.startsWith("~~~");
      boolean code = open || fence;
      open = fence != open;
      return code;
    }
  }
}
