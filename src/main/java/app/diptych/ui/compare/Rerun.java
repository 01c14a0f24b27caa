package app.diptych.ui.compare;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.prompt.Template;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;

/**
 * Sends the prompts of a saved session again, each when the one before has ended and both models
 * are ready. Stopping a trial by hand ends it.
 */
final class Rerun {
  private final CompareModel page;
  private final Deque<SavedTrial> left;
  private final boolean ownModels;
  private final ChangeListener<Boolean> next = (_, _, running) -> ended(running);
  private final ChangeListener<PanePhase> ready = (_, _, _) -> page().later(this::askWhenReady);
  private boolean waiting;

  /**
   * @param ownModels whether the models that answered then are to answer now, instead of those
   *     chosen on the page
   */
  Rerun(CompareModel page, List<SavedTrial> trials, boolean ownModels) {
    this.page = page;
    this.left = new ArrayDeque<>(trials);
    this.ownModels = ownModels;
  }

  void start() {
    page.runningProperty().addListener(next);
    for (Side side : Side.values()) {
      page.side(side).phaseProperty().addListener(ready);
    }
    prepare();
  }

  private CompareModel page() {
    return page;
  }

  private void ended(boolean running) {
    if (!running) {
      // After everybody else has heard that the trial is over.
      page.later(() -> {
        if (page.wasStopped()) {
          finish();
        } else {
          prepare();
        }
      });
    }
  }

  private void prepare() {
    SavedTrial trial = left.peek();
    if (trial == null) {
      finish();
      return;
    }
    if (ownModels) {
      trial
          .answers()
          .forEach((side, answer) -> {
            if (!page.side(side).modelProperty().get().equals(answer.model())) {
              page.side(side).pick(answer.model());
            }
          });
    }
    waiting = true;
    askWhenReady();
  }

  private void askWhenReady() {
    boolean loading = false;
    for (Side side : Side.values()) {
      loading |= page.side(side).phaseProperty().get() == PanePhase.LOADING;
    }
    if (waiting && !loading && !page.runningProperty().get()) {
      waiting = false;
      SavedTrial trial = left.poll();
      if (trial != null) {
        ask(trial);
      }
    }
  }

  private void ask(SavedTrial trial) {
    page.promptProperty().set(Template.escape(trial.prompt()));
    page.systemProperty().set(system(trial));
    countFor(trial.promptId());
    trial.answers().values().stream()
        .findFirst()
        .ifPresent(answer -> page.sampling().set(answer.request().sampling()));
    page.turnProperty().set(trial.parent() == null ? Turn.NEW : Turn.FOLLOW_UP);
    page.run();
    if (!page.runningProperty().get()) {
      finish();
    }
  }

  private void finish() {
    waiting = false;
    left.clear();
    page.runningProperty().removeListener(next);
    for (Side side : Side.values()) {
      page.side(side).phaseProperty().removeListener(ready);
    }
  }

  /** The trial again is a use of the same prompt again. */
  private void countFor(@Nullable String promptId) {
    if (promptId == null) {
      page.origin().forget();
    } else {
      page.origin().takeFilled(promptId);
    }
  }

  private static String system(SavedTrial trial) {
    Optional<Answer> answer = trial.answers().values().stream().findFirst();
    return answer.stream()
        .flatMap(found -> found.request().messages().stream())
        .filter(message -> message.role() == Role.SYSTEM)
        .map(Message::content)
        .findFirst()
        .map(Template::escape)
        .orElse("");
  }
}
