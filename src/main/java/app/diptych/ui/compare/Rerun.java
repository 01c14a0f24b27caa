package app.diptych.ui.compare;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.prompt.Template;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;

/** Sends the prompts of a saved session again, each when the one before has ended. */
final class Rerun {
  private final CompareModel page;
  private final Deque<SavedTrial> left;
  private final ChangeListener<Boolean> next = (_, _, running) -> ended(running);

  Rerun(CompareModel page, List<SavedTrial> trials) {
    this.page = page;
    this.left = new ArrayDeque<>(trials);
  }

  void start() {
    page.runningProperty().addListener(next);
    send();
  }

  private void ended(boolean running) {
    if (!running) {
      // After everybody else has heard that the trial is over.
      page.later(this::send);
    }
  }

  private void send() {
    SavedTrial trial = left.poll();
    if (trial == null || page.wasStopped()) {
      page.runningProperty().removeListener(next);
      return;
    }
    page.promptProperty().set(Template.escape(trial.prompt()));
    page.systemProperty().set(system(trial));
    countFor(trial.promptId());
    trial.answers().values().stream()
        .findFirst()
        .ifPresent(answer -> page.sampling().set(answer.request().sampling()));
    page.turnProperty().set(trial.parent() == null ? Turn.NEW : Turn.FOLLOW_UP);
    page.run();
    if (!page.runningProperty().get()) {
      page.runningProperty().removeListener(next);
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
