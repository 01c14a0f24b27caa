package app.diptych.app;

import app.diptych.ui.fx.MarkdownPane;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/** Finds the answers that are seen: those of the next pair are laid out already, and hidden. */
final class ReviewPanes {
  private ReviewPanes() {}

  static @Nullable MarkdownPane left(Scene scene) {
    return shown(scene, ".review-left");
  }

  /** One that must be there. */
  static MarkdownPane seen(Scene scene, String selector) {
    return Objects.requireNonNull(shown(scene, selector), selector);
  }

  /** What an answer says; empty while there is none. */
  static String markdown(Scene scene, String selector) {
    MarkdownPane pane = shown(scene, selector);
    return pane == null ? "" : pane.markdown();
  }

  static @Nullable MarkdownPane shown(Scene scene, String selector) {
    for (Node node : scene.getRoot().lookupAll(selector)) {
      if (node instanceof MarkdownPane pane && isSeen(pane)) {
        return pane;
      }
    }
    return null;
  }

  private static boolean isSeen(Node node) {
    for (Node one = node; one != null; one = one.getParent()) {
      if (!one.isVisible()) {
        return false;
      }
    }
    return true;
  }
}
