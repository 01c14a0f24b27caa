package app.diptych.batch;

import org.jspecify.annotations.Nullable;

/** Some of the rows; nothing is read after the last of them. */
final class ChosenRows implements RowReader {
  private final RowReader all;
  private final RowNumbers chosen;

  ChosenRows(RowReader all, RowNumbers chosen) {
    this.all = all;
    this.chosen = chosen;
  }

  @Override
  public @Nullable DatasetRow next() throws DatasetException {
    for (DatasetRow row = all.next(); row != null; row = all.next()) {
      if (row.number() > chosen.last()) {
        return null;
      }
      if (chosen.has(row.number())) {
        return row;
      }
    }
    return null;
  }

  @Override
  public void close() {
    all.close();
  }
}
