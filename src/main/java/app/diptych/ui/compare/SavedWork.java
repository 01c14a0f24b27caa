package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.exchange.Sample;
import app.diptych.prompt.Template;
import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.trial.Answer;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Side;
import app.diptych.trial.Trial;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import app.diptych.ui.fx.Wording;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * What is saved, on the compare page again: sessions, single trials, samples, recorded answers.
 * What runs is not pushed aside by any of it. JavaFX thread only.
 */
public final class SavedWork {
  private final CompareModel page;
  private final SessionModel session;

  /** The session that was open when it was deleted; null when none was. */
  private @Nullable String left;

  /** The prompt that was in the editor then. */
  private String promptThen = "";

  SavedWork(CompareModel page) {
    this.page = page;
    this.session = page.session();
  }

  /** Begins an empty session; the one before stays saved. */
  public void startNew() {
    if (isFree()) {
      left = null;
      session.startNew();
      page.turnProperty().set(Turn.NEW);
      showNothing();
    }
  }

  /**
   * A saved session was changed on another page. Deleting the open one leaves it behind; it is open
   * again when that is taken back before another one is.
   */
  public void changed(String id) {
    if (isWaitedFor(id)) {
      session.unlessDeleted(
          id,
          () -> {
            if (isWaitedFor(id)) {
              open(id);
            }
          });
    }
    session.lookAgain(
        id,
        () -> {
          if (isFree()) {
            startNew();
            left = id;
            promptThen = page.promptProperty().get();
          } else {
            // Once what runs has ended and nobody wants the session back.
            afterThis(() -> changed(id));
          }
        });
  }

  /** What was written since would be lost. */
  private boolean isWaitedFor(String id) {
    return id.equals(left)
        && session.id().isEmpty()
        && page.promptProperty().get().equals(promptThen);
  }

  private void afterThis(Runnable task) {
    page.runningProperty()
        .addListener(
            new ChangeListener<Boolean>() {
              @Override
              public void changed(
                  ObservableValue<? extends Boolean> runs, @Nullable Boolean was, Boolean is) {
                if (!is) {
                  page.runningProperty().removeListener(this);
                  page.later(task);
                }
              }
            });
  }

  /** Opens a saved session as it was left. */
  public void open(String id) {
    if (isFree()) {
      left = null;
      session.open(id, last -> last.ifPresentOrElse(this::show, this::showNothing));
    }
  }

  /** Opens a saved session at its first trial, for somebody who has not seen it. */
  private void openFromTheStart(String id) {
    if (isFree()) {
      left = null;
      session.openAtFirst(id, first -> first.ifPresentOrElse(this::show, this::showNothing));
    }
  }

  /** Opens the session of a saved trial and shows that trial. */
  public void openTrial(SavedTrial wanted) {
    if (isFree()) {
      left = null;
      session.open(
          wanted.session(),
          last ->
              session.trials().stream()
                  .filter(entry -> entry.id().equals(wanted.id()))
                  .findFirst()
                  .ifPresentOrElse(this::show, () -> last.ifPresent(this::show)));
    }
  }

  /**
   * Shows a saved trial without the others of its session, of which there may be a hundred
   * thousand.
   *
   * @param title what the session is called
   */
  public void openAlone(SavedTrial wanted, String title) {
    if (isFree()) {
      left = null;
      session.openAlone(wanted, title);
      show(wanted);
    }
  }

  /** Opens a session that comes with the product; the first time it joins the user's own. */
  public void openSample(Sample sample) {
    Workspace workspace = session.workspace().orElse(null);
    if (workspace != null && isFree()) {
      page.background()
          .run(
              () -> SampleSessions.take(sample, workspace),
              this::openFromTheStart,
              fault -> page.complain(told(fault)));
    }
  }

  /**
   * Opens the session that was open when the program ended. Words that are in the editor by then
   * stay there.
   *
   * @param afterwards called when that is done, or at once when there was none; told whether there
   *     were such words
   */
  public void reopen(Consumer<Boolean> afterwards) {
    session.reopen(last -> {
      String typed = page.promptProperty().get();
      last.ifPresent(this::show);
      if (!typed.isBlank()) {
        page.promptProperty().set(typed);
      }
      afterwards.accept(!typed.isBlank());
    });
  }

  /**
   * Runs every prompt of a session again, one after the other; the new session is linked to the old
   * one. Turns of a conversation go on from the new answers.
   *
   * @param ownModels whether the models that answered then are to answer now, instead of those
   *     chosen on the page
   * @param begun called once it begins
   * @param refused told in sentences why it cannot begin; everything is then as it was
   */
  public void rerun(String id, boolean ownModels, Runnable begun, Consumer<String> refused) {
    if (!ownModels && !page.side(Side.A).canAnswer() && !page.side(Side.B).canAnswer()) {
      refused.accept(
          Wording.say("Not run again: choose a model for side A or B first, on the compare page."));
      return;
    }
    session.trialsOf(
        id,
        (title, saved) ->
            new RerunModels(page, saved, ownModels)
                .check(
                    () -> {
                      if (isFree()) {
                        startNew();
                        session.repeats(id, title);
                        begun.run();
                        new Rerun(page, saved, ownModels).start();
                      }
                    },
                    refused));
  }

  /** Shows a trial of the open session as it was. */
  void show(TrialEntry entry) {
    show(entry, () -> {});
  }

  /**
   * The same.
   *
   * @param then called once it is shown
   */
  void show(TrialEntry entry, Runnable then) {
    if (isFree()) {
      session.load(
          entry,
          saved -> {
            show(saved);
            then.run();
          });
    }
  }

  private void show(SavedTrial saved) {
    if (!isFree()) {
      return;
    }
    page.forgetTrial();
    page.origin().forget();
    page.promptProperty().set(Template.escape(saved.prompt()));
    boolean contended = new Trial(saved.id(), saved.startedAt(), saved.answers()).contended();
    page.turns().shows(contended);
    for (SideModel side : page.sides()) {
      saved
          .answer(side.side())
          .ifPresentOrElse(
              answer -> side.show(answer, CompareModel.before(answer.request()), contended),
              side::startAnew);
    }
    saved.answers().values().stream()
        .findFirst()
        .ifPresent(answer -> {
          takeSystem(answer);
          page.images().set(answer.request().messages().getLast().images());
          page.settings().show(answer.request().sampling());
        });
    page.turnProperty().set(Turn.NEW);
    page.repeat().shows(saved);
  }

  /** Shows a trial of the open session and plays it again. */
  void replay(TrialEntry entry) {
    show(entry, () -> page.replay().shownProperty().set(true));
  }

  /** Whether the answer of that side can be given again in the place of a model. */
  boolean canUseRecording(Side side) {
    return isFree()
        && session.canSave()
        && session.currentProperty().get() != null
        && page.side(side).ended().filter(answer -> answer.timeline().deltas() > 0).isPresent();
  }

  /** Puts the answer of one side, as it was recorded, on a side as its model. */
  void useRecording(Side from, Side on) {
    TrialEntry trial = session.currentProperty().get();
    String id = session.id().orElse("");
    if (trial != null && canUseRecording(from)) {
      String name = RecordedAnswer.PREFIX + id + "#" + trial.number() + "/" + from;
      session.whenSaved(() -> page.side(on).pick(name));
    }
  }

  private void takeSystem(Answer answer) {
    page.systemProperty()
        .set(
            answer.request().messages().stream()
                .filter(message -> message.role() == Role.SYSTEM)
                .map(Message::content)
                .findFirst()
                .map(Template::escape)
                .orElse(""));
  }

  private void showNothing() {
    page.settings().startNew();
    page.turns().shows(false);
    page.sides().forEach(SideModel::startAnew);
  }

  private boolean isFree() {
    return !page.runningProperty().get();
  }
}
