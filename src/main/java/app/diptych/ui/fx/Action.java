package app.diptych.ui.fx;

/**
 * Something the window can do.
 *
 * @param name what, for people
 * @param also other words for it, by which it is found too
 * @param where on which page or in which menu, for people
 * @param keys its keys of now; empty when it has none
 * @param whyNot why it cannot be done now, as a sentence; empty when it can
 * @param first where it goes before anything else, as a sentence; empty when it is done here
 */
public record Action(
    String name,
    String also,
    String where,
    String keys,
    String whyNot,
    String first,
    Runnable run) {
  public boolean possible() {
    return whyNot.isEmpty();
  }

  /** What whoever chooses it should know before. */
  public String note() {
    return whyNot.isEmpty() ? first : whyNot;
  }
}
