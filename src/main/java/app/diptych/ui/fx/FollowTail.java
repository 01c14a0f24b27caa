package app.diptych.ui.fx;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.fxmisc.richtext.GenericStyledArea;

/**
 * Keeps the end of a growing text in view until the reader scrolls up or selects something, and
 * again once the reader is back at the end.
 */
final class FollowTail {
  /** So close to the end counts as being there, in pixels. */
  private static final double NEAR = 24;

  private final GenericStyledArea<?, ?, ?> area;
  private final ReadOnlyBooleanWrapper following =
      new ReadOnlyBooleanWrapper(this, "following", true);
  private final ReadOnlyBooleanWrapper moreBelow = new ReadOnlyBooleanWrapper(this, "moreBelow");
  private boolean checkPending;

  /**
   * @param area the text
   * @param frame what holds the area and its scroll bar
   */
  FollowTail(GenericStyledArea<?, ?, ?> area, Node frame) {
    this.area = area;
    frame.addEventFilter(ScrollEvent.SCROLL, this::scrolled);
    frame.addEventFilter(MouseEvent.MOUSE_PRESSED, this::bar);
    frame.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::bar);
    frame.addEventFilter(MouseEvent.MOUSE_RELEASED, this::bar);
    area.selectionProperty()
        .addListener((_, _, selection) -> {
          if (selection.getLength() > 0) {
            letGo();
          }
        });
    area.heightProperty().addListener((_, _, _) -> textChanged());
    area.widthProperty().addListener((_, _, _) -> textChanged());
  }

  ReadOnlyBooleanProperty followingProperty() {
    return following.getReadOnlyProperty();
  }

  /** Whether there is text below what is seen and it is not being followed. */
  ReadOnlyBooleanProperty moreBelowProperty() {
    return moreBelow.getReadOnlyProperty();
  }

  /** The text or the room for it changed. */
  void textChanged() {
    if (following.get()) {
      area.showParagraphAtBottom(area.getParagraphs().size() - 1);
    } else {
      look();
    }
  }

  /** Goes to the end and stays there. */
  void stick() {
    following.set(true);
    moreBelow.set(false);
    textChanged();
  }

  /** The reader goes up by other means than wheel and bar. */
  void letGo() {
    following.set(false);
    FxThread.later(this::look);
  }

  /** Follows again if the reader came near the end, as soon as the scrolling has taken place. */
  void checkSoon() {
    if (!checkPending) {
      checkPending = true;
      FxThread.later(() -> {
        checkPending = false;
        check();
        look();
      });
    }
  }

  private void check() {
    if (!following.get() && area.getSelection().getLength() == 0 && below() <= NEAR) {
      stick();
    }
  }

  private void scrolled(ScrollEvent event) {
    if (event.getDeltaY() > 0 && area.getEstimatedScrollY() > 0) {
      letGo();
    } else if (event.getDeltaY() < 0) {
      checkSoon();
    }
  }

  /** While the bar is held nothing may pull it away; where it is let go decides. */
  private void bar(MouseEvent event) {
    if (!isInScrollBar(event)) {
      return;
    }
    letGo();
    if (event.getEventType() == MouseEvent.MOUSE_RELEASED) {
      checkSoon();
    }
  }

  private static boolean isInScrollBar(MouseEvent event) {
    Node node = event.getTarget() instanceof Node target ? target : null;
    while (node != null && !(node instanceof ScrollBar)) {
      node = node.getParent();
    }
    return node != null;
  }

  private void look() {
    // What has just been scrolled to is known only after layout.
    area.layout();
    moreBelow.set(!following.get() && estimateBelow() > NEAR);
  }

  private double estimateBelow() {
    return area.getTotalHeightEstimate() - area.getEstimatedScrollY() - area.getViewportHeight();
  }

  /** How many pixels of text are below what is seen: exact near the end. */
  private double below() {
    int last = area.getParagraphs().size() - 1;
    Bounds frame = area.localToScreen(area.getLayoutBounds());
    return area.getParagraphBoundsOnScreen(last)
        .filter(_ -> frame != null)
        .map(text -> text.getMaxY() - frame.getMaxY() + area.getInsets().getBottom())
        .orElse(Double.MAX_VALUE);
  }
}
