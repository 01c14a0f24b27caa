package app.diptych.ui.fx;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Background work of one kind, one at a time: whatever was begun before is not wanted any more, and
 * its result never comes. JavaFX thread only.
 */
public final class Latest {
  private final Background background;
  private @Nullable BackgroundWork work;
  private int turn;

  public Latest(Background background) {
    this.background = background;
  }

  public <T> void run(Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
    cancel();
    int mine = turn;
    work =
        background.run(
            task,
            result -> {
              if (mine == turn) {
                // It has ended: whoever cancels now must not hit what its thread does next.
                work = null;
                done.accept(result);
              }
            },
            fault -> {
              if (mine == turn) {
                work = null;
                failed.accept(fault);
              }
            });
  }

  /** Whatever is under way is not wanted any more. */
  public void cancel() {
    turn++;
    BackgroundWork before = work;
    if (before != null) {
      before.cancel();
    }
    work = null;
  }
}
