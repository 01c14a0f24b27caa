package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.exchange.Exchange;
import app.diptych.exchange.Intake;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import app.diptych.ui.fx.FxThread;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Files on their way in: read, looked at, and saved only when the user says so. JavaFX thread only.
 */
public final class ImportModel {
  private final Supplier<Optional<Workspace>> workspace;
  private final Background background;
  private final NanoClock clock;
  private final Consumer<Intake> saved;
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.NONE);
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(0);
  private final ReadOnlyObjectWrapper<@Nullable Intake> intake = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final Deque<List<Path>> waiting = new ArrayDeque<>();
  private @Nullable BackgroundWork work;
  private int turn;

  /** How far a file has come. */
  public enum Step {
    /** No file is on its way. */
    NONE,
    READING,
    /** It can be looked at; nothing is saved yet. */
    PREVIEW,
    SAVING,
    /** It could not be read or saved. */
    FAILED
  }

  /**
   * @param workspace asked each time; empty while nothing can be saved
   * @param saved told what was saved
   */
  ImportModel(
      Supplier<Optional<Workspace>> workspace,
      Background background,
      NanoClock clock,
      Consumer<Intake> saved) {
    this.workspace = workspace;
    this.background = background;
    this.clock = clock;
    this.saved = saved;
  }

  /**
   * Reads files, those that belong together at once, the others one after the other; each waits for
   * the user's word on the one before.
   */
  public void read(Collection<Path> files) {
    List<Path> wanted = List.copyOf(files);
    var _ =
        background.run(
            () -> Exchange.groups(wanted),
            this::line,
            _ -> line(wanted.stream().map(List::of).toList()));
  }

  private void line(List<List<Path>> groups) {
    waiting.addAll(groups);
    if (step.get() == Step.NONE || step.get() == Step.FAILED) {
      next();
    }
  }

  private void next() {
    int mine = ++turn;
    List<Path> files = waiting.poll();
    intake.set(null);
    problem.set("");
    if (files == null) {
      step.set(Step.NONE);
      return;
    }
    name.set(
        files.stream()
            .map(file -> String.valueOf(file.getFileName()))
            .collect(Collectors.joining(" + ")));
    Workspace into = workspace.get().orElse(null);
    String why =
        into == null
            ? say("Nothing can be saved here, so nothing can be imported.")
            : told(into.readOnly().orElse(""));
    if (into == null || !why.isEmpty()) {
      fail(why);
      return;
    }
    progress.set(0);
    step.set(Step.READING);
    work =
        background.run(
            () -> Intake.of(Exchange.read(files, share -> tell(mine, share)), into, clock.now()),
            found -> {
              if (mine == turn) {
                intake.set(found);
                step.set(Step.PREVIEW);
              }
            },
            fault -> {
              if (mine == turn) {
                fail(told(fault));
              }
            });
  }

  private void tell(int reading, double share) {
    FxThread.later(() -> {
      if (reading == turn) {
        progress.set(share);
      }
    });
  }

  /** Saves what is shown. */
  public void take() {
    Intake shown = intake.get();
    Workspace into = workspace.get().orElse(null);
    if (step.get() != Step.PREVIEW || shown == null || into == null || shown.isEmpty()) {
      return;
    }
    int mine = ++turn;
    step.set(Step.SAVING);
    work =
        background.run(
            () -> {
              shown.save(into);
              return shown;
            },
            done -> {
              saved.accept(done);
              if (mine == turn) {
                next();
              }
            },
            fault -> {
              if (mine == turn) {
                fail(told(fault));
              }
            });
  }

  /** Leaves the file alone, and those that wait behind it; what is being saved goes on. */
  public void cancel() {
    if (step.get() == Step.SAVING) {
      return;
    }
    BackgroundWork reading = work;
    if (reading != null) {
      reading.cancel();
    }
    waiting.clear();
    next();
  }

  private void fail(String sentence) {
    problem.set(sentence);
    step.set(Step.FAILED);
  }

  public ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** The name of the file. */
  public ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  /** The share of the file that was read, 0 to 1. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** What would be saved; null unless it can be looked at. */
  public ReadOnlyObjectProperty<@Nullable Intake> intakeProperty() {
    return intake.getReadOnlyProperty();
  }

  /** What went wrong and what to do, for people. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
