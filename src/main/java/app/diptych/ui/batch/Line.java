package app.diptych.ui.batch;

import app.diptych.batch.BatchIndex.Entry;

/** A line of the table of results. */
sealed interface Line {
  /** An item. */
  record OfItem(Entry entry) implements Line {}

  /**
   * All items with a tag.
   *
   * @param open whether they stand below it
   */
  record OfGroup(Group group, boolean open) implements Line {}
}
