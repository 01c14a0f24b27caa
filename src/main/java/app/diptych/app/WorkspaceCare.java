package app.diptych.app;

import app.diptych.session.Backup;
import app.diptych.session.Backups;
import app.diptych.session.Restore;
import app.diptych.session.Restore.Restored;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.session.WorkspaceException;
import app.diptych.session.WorkspaceException.Kind;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.compare.SavingModel;
import app.diptych.ui.compare.SavingModel.Remedy;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/**
 * What the window does for its workspace: it keeps the draft, and offers the backup when the
 * workspace is damaged or gone. JavaFX thread only.
 */
final class WorkspaceCare {
  private static final String DRAFT = "draft";
  private static final String BESIDES = "draft.besides";
  private static final int LONGEST_DRAFT = 200_000;
  private static final Duration DRAFT_PACE = Duration.millis(300);

  /** By then models are loaded and numbers read, which a look at all of a large file holds up. */
  private static final Duration AFTER_THE_START = Duration.seconds(10);

  /** So often it waits that long again for answers to end: a batch can take the whole night. */
  private static final int MOST_WAITS = 60;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

  private final Wiring wiring;
  private final CompareModel model;
  private final SavingModel saving;
  private final PauseTransition start;
  private int waits;

  WorkspaceCare(Wiring wiring, CompareModel model) {
    this(wiring, model, AFTER_THE_START);
  }

  /**
   * @param start how long the start of the program is left alone
   */
  WorkspaceCare(Wiring wiring, CompareModel model, Duration start) {
    this.wiring = wiring;
    this.model = model;
    this.saving = model.session().saving();
    this.start = new PauseTransition(start);
    this.start.setOnFinished(_ -> lookAfterWhenQuiet());
  }

  /** Offers what helps when the workspace did not open well, and looks after one that did. */
  void begin(Saving opened) {
    Workspace workspace = opened.workspace();
    if (workspace != null) {
      workspace.orphan().ifPresent(this::offerOrphan);
      model.background().run(() -> ready(workspace), _ -> {}, this::notWell);
      begin();
    } else if (opened.damaged()) {
      offer(opened.problem());
    }
  }

  private void offerOrphan(Backup backup) {
    saving.lasts(
        "This workspace is new, but a backup lies beside it. Put it back, or go on without it.",
        new Remedy(words(backup), this::restore));
  }

  private static boolean ready(Workspace workspace) {
    workspace.getReady();
    return true;
  }

  private void begin() {
    waits = 0;
    start.playFromStart();
  }

  /** Nothing is begun any more: the window closes, or another workspace takes its place. */
  void close() {
    start.stop();
  }

  /** Not while answers come, whose time it would take, and of whichever workspace is open. */
  private void lookAfterWhenQuiet() {
    if (model.runningProperty().get() && waits++ < MOST_WAITS) {
      start.playFromStart();
    } else {
      model.session().workspace().ifPresent(this::lookAfter);
    }
  }

  /** Reading everything takes a while, so it is done beside the window. */
  private void lookAfter(Workspace workspace) {
    model
        .background()
        .run(
            () -> {
              workspace.lookAfter();
              return true;
            },
            _ -> {},
            this::notWell);
  }

  private void notWell(Exception fault) {
    String words = String.valueOf(fault.getMessage());
    if (fault instanceof WorkspaceException found && found.kind() == Kind.DAMAGED) {
      offer(words);
    } else {
      saving.lasts("No backup could be made. " + words, null);
    }
  }

  /** Finding the newest backup that is whole means reading it. */
  private void offer(String problem) {
    model
        .background()
        .run(
            () -> Restore.newestWhole(wiring.home().workspace()),
            found ->
                saving.lasts(
                    found.isPresent() ? problem : problem + none(),
                    found.map(backup -> new Remedy(words(backup), this::restore)).orElse(null)),
            _ -> {});
  }

  private String none() {
    return Backups.of(wiring.home().workspace()).isEmpty()
        ? ""
        : " None of its backups can be read, though: the newest lies in the folder backups.";
  }

  private void restore() {
    close();
    saving.lasts("The backup is being put back.", null);
    model
        .background()
        .run(this::putBack, this::restored, fault -> offer(String.valueOf(fault.getMessage())));
  }

  /** What is typed and not sent yet survives the end of the program, too. */
  void keepDraft() {
    PauseTransition pause = new PauseTransition(DRAFT_PACE);
    pause.setOnFinished(_ -> saveDraft());
    model.promptProperty().addListener((_, _, _) -> pause.playFromStart());
    model.systemProperty().addListener((_, _, _) -> pause.playFromStart());
    model.variables().addListener(pause::playFromStart);
  }

  private void saveDraft() {
    String typed = model.promptProperty().get();
    Workspace workspace = model.session().workspace().orElse(null);
    if (workspace != null && workspace.readOnly().isEmpty() && typed.length() <= LONGEST_DRAFT) {
      var _ = workspace.value(DRAFT, typed);
      Draft besides = Draft.of(model);
      model
          .background()
          .run(
              () -> besides.isLongerThan(LONGEST_DRAFT) ? "" : besides.text(),
              text -> {
                var _ = workspace.value(BESIDES, text);
              },
              _ -> {});
    }
  }

  /**
   * Puts back what was typed and never sent; what a session brought is the same or older, and what
   * is typed meanwhile is newer.
   */
  void takeDraft() {
    String before = model.promptProperty().get();
    Workspace workspace = model.session().workspace().orElse(null);
    if (workspace != null) {
      model
          .background()
          .run(
              () ->
                  new Typed(
                      workspace.value(DRAFT).orElse(""),
                      Draft.read(workspace.value(BESIDES).orElse(""))),
              typed -> {
                if (!typed.text().isBlank() && model.promptProperty().get().equals(before)) {
                  model.promptProperty().set(typed.text());
                  typed.besides().into(model);
                }
              },
              _ -> {});
    }
  }

  private record Typed(String text, Draft besides) {}

  private record Back(Restored restored, Workspace workspace) {}

  private Back putBack() throws WorkspaceException {
    wiring.closeWorkspace();
    Restored restored = Restore.newest(wiring.home().workspace(), wiring.clock().now());
    return new Back(restored, wiring.openWorkspace(Role.OWNER));
  }

  private void restored(Back back) {
    model.session().attach(back.workspace());
    model.shelf().attach(back.workspace());
    saving.lasts(sentence(back.restored()), new Remedy("Got it", () -> saving.lasts("", null)));
    model
        .saved()
        .reopen(typed -> {
          if (!typed) {
            takeDraft();
          }
        });
    begin();
  }

  /** What was done, for the window and the command line. */
  static String sentence(Restored restored) {
    List<String> sentences = new ArrayList<>();
    sentences.add("The backup of " + date(restored.backup()) + " is back.");
    if (restored.trials() > 0) {
      sentences.add("Of what came later, " + count(restored.trials()) + " could be kept.");
    }
    if (restored.lost() > 0) {
      sentences.add(count(restored.lost()) + " could not be read any more.");
    }
    if (restored.aside() != null) {
      sentences.add("The damaged file is kept: " + restored.aside().getFileName() + ".");
    }
    return String.join(" ", sentences);
  }

  private static String count(int trials) {
    return trials == 1 ? "1 trial" : trials + " trials";
  }

  static String date(Backup backup) {
    return DATE.format(backup.madeAt().atZone(ZoneId.systemDefault()));
  }

  private static String words(Backup backup) {
    return "Restore backup of " + date(backup);
  }
}
