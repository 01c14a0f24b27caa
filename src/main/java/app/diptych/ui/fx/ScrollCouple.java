package app.diptych.ui.fx;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * Lets two panes scroll as one: when the reader scrolls either, the other goes as far through its
 * own text. A pane that moves because its text grows moves nothing else.
 */
public final class ScrollCouple {
  private final BooleanProperty on = new SimpleBooleanProperty(this, "on", false);
  private boolean pending;

  /** A couple that is not on yet. */
  public ScrollCouple(MarkdownPane one, MarkdownPane other) {
    listen(one, other);
    listen(other, one);
    on.addListener((_, _, now) -> {
      if (now) {
        follow(one, other);
      }
    });
  }

  /** Whether they scroll as one. */
  public BooleanProperty onProperty() {
    return on;
  }

  private void listen(MarkdownPane moved, MarkdownPane follower) {
    listen(moved, follower, ScrollEvent.SCROLL);
    listen(moved, follower, KeyEvent.KEY_PRESSED);
    listen(moved, follower, MouseEvent.MOUSE_DRAGGED);
    listen(moved, follower, MouseEvent.MOUSE_RELEASED);
  }

  private <E extends Event> void listen(
      MarkdownPane moved, MarkdownPane follower, EventType<E> type) {
    moved.addEventFilter(
        type,
        _ -> {
          if (on.get() && !pending) {
            pending = true;
            // Where the reader has gone is known only after the event has been handled.
            FxThread.later(() -> {
              pending = false;
              follow(moved, follower);
            });
          }
        });
  }

  private static void follow(MarkdownPane moved, MarkdownPane follower) {
    moved.position().ifPresent(follower::scrollTo);
  }
}
