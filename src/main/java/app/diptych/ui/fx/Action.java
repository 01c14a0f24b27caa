package app.diptych.ui.fx;

/**
 * Something the window can do.
 *
 * @param name what, for people
 * @param also other words for it, by which it is found too
 * @param where on which page or in which menu, for people
 * @param keys its keys of now; empty when it has none
 * @param whyNot why it cannot be done now, as a sentence; empty when it can
 */
public record Action(
    String name, String also, String where, String keys, String whyNot, Runnable run) {
  public boolean possible() {
    return whyNot.isEmpty();
  }
}
