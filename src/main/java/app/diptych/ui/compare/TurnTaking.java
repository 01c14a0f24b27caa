package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.trial.Answer;
import app.diptych.trial.Order;
import app.diptych.trial.Side;
import app.diptych.ui.compare.RerunTalk.Question;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * Whether the two sides are asked together or one after the other, and the way from times that say
 * little to times that compare. JavaFX thread only.
 */
public final class TurnTaking {
  private final ObjectProperty<Order> order = new SimpleObjectProperty<>(Order.TOGETHER);
  private final ReadOnlyBooleanWrapper contended = new ReadOnlyBooleanWrapper(false);
  private final CompareModel page;

  TurnTaking(CompareModel page) {
    this.page = page;
  }

  /** How the next prompt is sent. */
  public ObjectProperty<Order> orderProperty() {
    return order;
  }

  /** Whether the trial shown shared this machine, so that its times say less than they seem to. */
  public ReadOnlyBooleanProperty contendedProperty() {
    return contended.getReadOnlyProperty();
  }

  void shows(boolean nowContended) {
    contended.set(nowContended);
  }

  /**
   * From now on one side after the other, each with all the memory: asks again what was asked, or
   * what is written when the model could not even be got ready.
   */
  void takeTurns(SideModel failed) {
    order.set(Order.IN_TURN);
    if (failed.failedWhileAnswering()) {
      measureInTurn();
    } else {
      page.run();
    }
  }

  /** Asks exactly what was asked in the trial shown, one side after the other. */
  void measureInTurn() {
    if (page.runningProperty().get()) {
      return;
    }
    Map<Side, Question> questions = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      if (page.side(side).hasModel()) {
        page.side(side)
            .ended()
            .map(Answer::request)
            .ifPresent(
                asked -> questions.put(side, new Question(asked.messages(), asked.sampling())));
      }
    }
    if (questions.isEmpty()) {
      page.complain(say("Both sides must have answered first."));
      return;
    }
    try {
      page.ask(questions, page.conversation(Turn.AGAIN).parent(), Order.IN_TURN);
    } catch (IllegalArgumentException wrong) {
      page.complain(told(wrong));
    }
  }
}
