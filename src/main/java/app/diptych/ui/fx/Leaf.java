package app.diptych.ui.fx;

import java.util.List;

/**
 * The block that is being read, inside its quotes and list items. It hands on what cannot change
 * any more, so that what it keeps is bounded.
 */
sealed interface Leaf permits ParagraphLeaf, CodeLeaf, TableLeaf {

  /** One that goes its own way from here. */
  Leaf copy();

  /** The rest of a line that was too long to be taken in one piece. */
  List<StyledParagraph> more(String piece);

  /** What is left when the block ends. */
  List<StyledParagraph> close();
}
