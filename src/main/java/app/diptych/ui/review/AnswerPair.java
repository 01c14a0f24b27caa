package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import java.util.List;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Two answers side by side. */
final class AnswerPair extends HBox {
  private final VotingModel model;
  private final AnswerCard left;
  private final AnswerCard right;
  private @Nullable Pair pair;

  AnswerPair(VotingModel model) {
    this.model = model;
    left = new AnswerCard("left", say("Left"), (from, to, tag) -> model.mark(true, from, to, tag));
    right =
        new AnswerCard("right", say("Right"), (from, to, tag) -> model.mark(false, from, to, tag));
    getStyleClass().add("voting-answers");
    getChildren().addAll(left, right);
  }

  /** Whether that pair is what it shows. */
  boolean holds(Pair other) {
    return other.equals(pair);
  }

  /** Shows the left answer of a pair that is not wanted yet; the right one follows. */
  void prepareLeft(Pair next) {
    pair = null;
    left.show(next.left());
    settle();
  }

  /** Shows the right answer too. */
  void prepareRight(Pair next) {
    right.show(next.right());
    pair = next;
    settle();
  }

  /** What is not visible is not laid out unless somebody asks for it. */
  private void settle() {
    applyCss();
    layout();
  }

  /** Shows a pair, at once or nothing of it yet. */
  void show(@Nullable Pair next) {
    pair = next;
    if (next == null || next.pace() != null) {
      left.begin();
      right.begin();
    } else {
      left.show(next.left());
      right.show(next.right());
    }
  }

  /**
   * Shows what had come so long after both answers began.
   *
   * @return whether more is to come
   */
  boolean grow(long nanos) {
    Pair now = pair;
    Pace pace = now == null ? null : now.pace();
    if (now == null || pace == null) {
      return false;
    }
    left.grow(now.left(), pace.characters(true, nanos));
    right.grow(now.right(), pace.characters(false, nanos));
    return !pace.isOver(nanos);
  }

  void showMarks() {
    left.showMarks(model.marks(true), model::unmark);
    right.showMarks(model.marks(false), model::unmark);
  }

  /** Marks what is selected on either side; tells whether anything was. */
  boolean mark(MarkTag tag) {
    for (AnswerCard card : List.of(left, right)) {
      if (card.isMarkable()) {
        boolean isLeft = card == left;
        card.mark(tag, (from, to, what) -> model.mark(isLeft, from, to, what));
        return true;
      }
    }
    return false;
  }

  AnswerCard card(boolean ofLeft) {
    return ofLeft ? left : right;
  }
}
