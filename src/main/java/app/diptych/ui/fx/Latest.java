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

  /** The last turn whose result has come: at once, where nothing is done elsewhere. */
  private int ended = -1;

  public Latest(Background background) {
    this.background = background;
  }

  public <T> void run(Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
    cancel();
    int mine = turn;
    BackgroundWork begun =
        background.run(
            task,
            result -> {
              if (mine == turn) {
                end(mine);
                done.accept(result);
              }
            },
            fault -> {
              if (mine == turn) {
                end(mine);
                failed.accept(fault);
              }
            });
    if (mine == turn && ended != mine) {
      work = begun;
    }
  }

  /** Whoever cancels from now on must not hit what the thread of that turn does next. */
  private void end(int mine) {
    work = null;
    ended = mine;
  }

  /** Whether a result is still to come. */
  public boolean isRunning() {
    return work != null;
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
