package app.diptych.ui.fx;

import org.jspecify.annotations.Nullable;

/** What a block can be in. */
sealed interface Container {

  /** A quote. */
  record Quote() implements Container {}

  /**
   * A list item.
   *
   * @param marker the sign that began it
   * @param number its number in the list, or -1
   * @param indent how many columns its content is indented
   * @param shown whether its bullet or number is on the screen already
   */
  record Item(LineShape.Marker marker, int number, int indent, boolean shown) implements Container {

    /** What stands to the left of its first line. */
    String sign() {
      return number < 0 ? "\u2022" : Integer.toString(number) + marker.sign();
    }

    Item asShown() {
      return new Item(marker, number, indent, true);
    }
  }

  /** The number that an item with this marker has when it follows that container. */
  static int number(LineShape.Marker marker, @Nullable Container before) {
    if (!marker.ordered()) {
      return -1;
    }
    return before instanceof Item item && item.marker().continues(marker)
        ? item.number() + 1
        : marker.number();
  }
}
