package app.diptych.ui.fx;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Labeled;

/** Words that give way where there is no room: a letter and three dots tell nothing. */
public final class Legible {
  private Legible() {}

  /** Seen only while all of its words are: a number that is cut is another number. */
  public static void whole(Labeled words) {
    atLeast(words, Double.MAX_VALUE);
  }

  /**
   * Seen only while that much of its words is, or all of them.
   *
   * @param width in pixels
   */
  public static void atLeast(Labeled words, double width) {
    words
        .opacityProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> words.getWidth() + 1 < Math.min(width, words.prefWidth(-1)) ? 0 : 1.0,
                words.widthProperty(),
                words.fontProperty(),
                words.textProperty()));
  }
}
