package app.diptych.batch;

import org.jspecify.annotations.Nullable;

/** Gives the rows of a data set one after another, holding none but the last. */
interface RowReader extends AutoCloseable {
  /**
   * The next row, a good or a broken one; null after the last.
   *
   * @throws DatasetException when reading itself fails
   */
  @Nullable DatasetRow next() throws DatasetException;

  @Override
  void close();
}
