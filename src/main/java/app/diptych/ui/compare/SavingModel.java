package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.session.Trouble;
import app.diptych.session.Workspace;
import app.diptych.ui.fx.FxThread;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Whether what happens is saved, and what to do when it is not. JavaFX thread only. */
public final class SavingModel {
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Remedy> remedy = new ReadOnlyObjectWrapper<>(null);
  private String lasting = "";
  private boolean waiting;
  private @Nullable Remedy lastingRemedy;

  /**
   * Something the user can do about it with one click.
   *
   * @param words what the button says
   */
  public record Remedy(String words, Runnable action) {}

  SavingModel() {}

  /** From now on tells how that workspace does; one that was watched before is forgotten. */
  void watch(Workspace workspace) {
    waiting = false;
    lasts(workspace.readOnly().orElse(""), null);
    workspace.listen(
        new Workspace.Listener() {
          @Override
          public void trouble(Optional<Trouble> now) {
            FxThread.later(() -> look(workspace, now));
          }

          @Override
          public void problem(String sentence) {
            FxThread.later(() -> lasts(sentence, lastingRemedy));
          }
        });
  }

  /**
   * Says something that stays until something else lasts; while saving waits not before that is
   * over, because its way out must not be hidden.
   */
  public void lasts(String sentence, @Nullable Remedy help) {
    lasting = told(sentence);
    lastingRemedy = help;
    if (!waiting) {
      show(lasting, help);
    }
  }

  private void look(Workspace workspace, Optional<Trouble> now) {
    waiting = now.isPresent();
    if (now.isEmpty()) {
      show(lasting, lastingRemedy);
      return;
    }
    Trouble what = now.get();
    show(
        say("Saving waits: %s. Everything is kept in memory and saved as soon as that is mended. "
                + "%s")
            .formatted(told(what.words()), told(what.wayOut())),
        what == Trouble.GONE ? again(workspace) : null);
  }

  private Remedy again(Workspace workspace) {
    return new Remedy(say("Save everything again"), () -> saveAgain(workspace));
  }

  /** When it fails the way out stays open: what failed may be over a moment later. */
  private void saveAgain(Workspace workspace) {
    var _ =
        workspace
            .saveAgain()
            .whenComplete((_, refused) ->
                FxThread.later(() -> {
                  if (refused == null) {
                    lasts(say("Everything is saved again: %s.").formatted(workspace.file()), null);
                  } else {
                    Throwable cause = refused.getCause() == null ? refused : refused.getCause();
                    show(say("Not saved again: %s").formatted(told(cause)), again(workspace));
                  }
                }));
  }

  /** Tells when a change is refused. */
  void report(CompletableFuture<Void> change) {
    var _ =
        change.exceptionally(refused -> {
          Throwable cause = refused.getCause() == null ? refused : refused.getCause();
          FxThread.later(() ->
              show(say("A change could not be saved: %s").formatted(told(cause)), lastingRemedy));
          return null;
        });
  }

  /** Says something until the next thing happens. */
  public void show(String sentence, @Nullable Remedy help) {
    problem.set(sentence);
    remedy.set(help);
  }

  /** Why something is not saved right now; empty while all is. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What helps, or null. */
  public ReadOnlyObjectProperty<@Nullable Remedy> remedyProperty() {
    return remedy.getReadOnlyProperty();
  }
}
