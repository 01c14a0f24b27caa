package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Sampling;
import app.diptych.prompt.Template;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Side;
import app.diptych.ui.compare.RerunTalk.Question;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
  private final RerunTalk talk;
  private final ChangeListener<Boolean> next = (_, _, running) -> ended(running);
  private final ChangeListener<PanePhase> ready = (_, _, _) -> page().later(this::askWhenReady);
  private @Nullable SavedTrial asked;
  private boolean waiting;

  /**
   * @param ownModels whether the models that answered then are to answer now, instead of those
   *     chosen on the page
   */
  Rerun(CompareModel page, List<SavedTrial> trials, boolean ownModels) {
    this.page = page;
    this.left = new ArrayDeque<>(trials);
    this.ownModels = ownModels;
    this.talk = new RerunTalk(trials);
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
        remember();
        if (page.wasStopped()) {
          finish();
        } else {
          prepare();
        }
      });
    }
  }

  /** What was answered now is what later turns go on from. */
  private void remember() {
    SavedTrial was = asked;
    var now = page.session().currentProperty().get();
    if (was != null && now != null) {
      talk.answered(was, now.id(), side -> page.side(side).ended());
    }
    asked = null;
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
    countFor(trial.promptId());
    asked = trial;
    Map<Side, Question> questions = new EnumMap<>(Side.class);
    try {
      for (Side side : Side.values()) {
        boolean wanted = !ownModels || trial.answer(side).isPresent();
        if (wanted && page.side(side).hasModel()) {
          questions.put(side, talk.question(trial, side));
        }
      }
      show(questions);
      page.ask(questions, talk.parent(trial));
    } catch (IllegalArgumentException wrong) {
      page.complain(say("Not everything was run again: %s").formatted(told(wrong)));
    }
    if (!page.runningProperty().get()) {
      finish();
    }
  }

  /** The editor holds what is asked, so that it can be gone on with by hand. */
  private void show(Map<Side, Question> questions) {
    questions.values().stream()
        .findFirst()
        .ifPresent(question -> {
          Sampling sampling = question.sampling();
          page.systemProperty().set(Template.escape(question.system()));
          page.settings().show(sampling);
        });
    boolean goesOn = questions.values().stream().anyMatch(Question::goesOn);
    page.turnProperty().set(goesOn ? Turn.FOLLOW_UP : Turn.NEW);
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
}
