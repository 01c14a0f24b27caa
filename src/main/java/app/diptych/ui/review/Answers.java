package app.diptych.ui.review;

import javafx.animation.AnimationTimer;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The pair that is judged, and behind it the one that comes then: it is laid out while somebody
 * reads, an answer a pulse, so that a vote has only to turn it to the front.
 */
final class Answers extends StackPane {
  private final VotingModel model;
  private final AnimationTimer pulses;
  private AnswerPair front;
  private AnswerPair back;
  private @Nullable Pair wanted;
  private boolean half;
  private boolean growing;

  Answers(VotingModel model) {
    this.model = model;
    front = new AnswerPair(model);
    back = new AnswerPair(model);
    back.setVisible(false);
    getChildren().addAll(front, back);
    setMinHeight(0);
    pulses =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            pulse();
          }
        };
    sceneProperty()
        .subscribe(scene -> {
          if (scene == null) {
            pulses.stop();
          } else {
            pulses.start();
          }
        });
    model.aheadProperty().subscribe(this::want);
    model.pairProperty().subscribe(this::show);
    model.marksProperty().subscribe(_ -> front.showMarks());
  }

  private void want(@Nullable Pair next) {
    wanted = next == null || next.pace() != null || back.holds(next) ? null : next;
    half = false;
    if (wanted != null) {
      pulses.start();
    }
  }

  /** Ends by itself when there is nothing left to do: a page that rests costs nothing. */
  private void pulse() {
    Pair next = wanted;
    if (next != null && half) {
      back.prepareRight(next);
      wanted = null;
    } else if (next != null) {
      back.prepareLeft(next);
      half = true;
    }
    boolean grows = front.grow(model.isWhole() ? Long.MAX_VALUE : model.sinceShown());
    if (growing && !grows) {
      // What came last was drawn anew, and the marks in it with it.
      front.showMarks();
    }
    growing = grows;
    if (wanted == null && !grows) {
      pulses.stop();
    }
  }

  private void show(@Nullable Pair pair) {
    if (pair != null && back.holds(pair)) {
      AnswerPair shown = front;
      front = back;
      back = shown;
      front.setVisible(true);
      back.setVisible(false);
    } else if (pair == null || !front.holds(pair)) {
      front.show(pair);
      if (pair != null && pair.pace() != null) {
        growing = true;
        pulses.start();
      }
    }
    front.showMarks();
  }

  /** Marks what is selected; tells whether anything was. */
  boolean mark(MarkTag tag) {
    return front.mark(tag);
  }

  AnswerPair front() {
    return front;
  }
}
