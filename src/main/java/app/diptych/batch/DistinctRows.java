package app.diptych.batch;

import org.jspecify.annotations.Nullable;

/**
 * Marks a row whose id an earlier one has; ids are remembered as numbers, a bounded many of them.
 */
final class DistinctRows implements RowReader {
  /** 64 MB; rows after that many ids are not compared any more. */
  private static final int MOST = 4_000_000;

  private final RowReader rows;
  private long[] seen = new long[1 << 10];
  private int size;

  DistinctRows(RowReader rows) {
    this.rows = rows;
  }

  @Override
  public @Nullable DatasetRow next() throws DatasetException {
    DatasetRow row = rows.next();
    if (row == null || row.problem() != null || add(hash(row.id()))) {
      return row;
    }
    return row.withProblem("An earlier row has the id " + row.id() + " too.");
  }

  /** Whether it is new; a table of this size takes two ids for one once in billions of rows. */
  private boolean add(long hash) {
    if (size >= MOST) {
      return true;
    }
    if (2 * size >= seen.length) {
      grow();
    }
    return put(hash);
  }

  private boolean put(long hash) {
    int at = (int) (hash >>> 32) & (seen.length - 1);
    while (seen[at] != 0) {
      if (seen[at] == hash) {
        return false;
      }
      at = (at + 1) & (seen.length - 1);
    }
    seen[at] = hash;
    size++;
    return true;
  }

  private void grow() {
    long[] before = seen;
    seen = new long[2 * before.length];
    size = 0;
    for (long hash : before) {
      if (hash != 0) {
        put(hash);
      }
    }
  }

  /** Never 0. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    hash ^= hash >>> 29;
    return hash == 0 ? 1 : hash;
  }

  @Override
  public void close() {
    rows.close();
  }
}
