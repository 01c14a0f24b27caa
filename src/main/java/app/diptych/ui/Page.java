package app.diptych.ui;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;

/**
 * A page of the window. It is made when it is first shown, because most starts show one page and
 * each of the others would keep the first frame waiting. JavaFX thread only.
 *
 * @param <V> its view
 */
final class Page<V extends Node> {
  private final ToggleButton button;
  private final Supplier<V> maker;
  private final Consumer<V> shown;
  private final Consumer<V> left;
  private @Nullable V view;

  /**
   * @param button shows it
   * @param maker makes its view, once
   * @param shown is told whenever it comes into the window
   * @param left is told whenever it goes
   */
  Page(ToggleButton button, Supplier<V> maker, Consumer<V> shown, Consumer<V> left) {
    this.button = button;
    this.maker = maker;
    this.shown = shown;
    this.left = left;
  }

  ToggleButton button() {
    return button;
  }

  /** Its view, made now if nobody asked before. */
  V view() {
    V there = view;
    if (there == null) {
      there = maker.get();
      view = there;
    }
    return there;
  }

  /** Its view; empty when it was never shown. */
  Optional<V> made() {
    return Optional.ofNullable(view);
  }

  void shown() {
    shown.accept(view());
  }

  void left() {
    made().ifPresent(left);
  }
}
