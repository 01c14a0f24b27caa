package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.cost.Cost;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.ModelCatalog.Lookup;
import app.diptych.trial.ModelCatalog.Unknown;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Which model is on a side, found and got ready in the background. JavaFX thread only. */
final class SidePick {
  private final Side side;
  private final ModelCatalog catalog;
  private final Background background;
  private final Listener listener;
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Found> found = new ReadOnlyObjectWrapper<>(null);
  private final ReentrantLock finding = new ReentrantLock();
  private int picks;
  private @Nullable BackgroundWork work;

  /** Hears what becomes of the last pick, on the JavaFX thread; of earlier ones nothing. */
  interface Listener {
    void found(Found who);

    /**
     * @param unready why it cannot be asked now; empty when it can
     */
    void prepared(Optional<Failure> unready);

    /** No such model, or the work itself failed. */
    void failed(Failure problem);
  }

  SidePick(Side side, ModelCatalog catalog, Background background, Listener listener) {
    this.side = side;
    this.catalog = catalog;
    this.background = background;
    this.listener = listener;
  }

  /**
   * Puts a model on the side. A pick still under way is given up: its work is interrupted and its
   * result is not looked at.
   */
  void pick(String wanted) {
    leave();
    int pick = picks;
    name.set(wanted);
    work =
        background.run(
            () -> find(wanted), lookup -> looked(lookup, pick), fault -> fail(fault, pick));
  }

  /** The model that was there can no longer be asked; a pick under way is given up. */
  void leave() {
    hold();
    found.set(null);
  }

  /** A pick under way is given up; the model that was found stays named until the next pick. */
  void hold() {
    picks++;
    if (work != null) {
      work.cancel();
    }
  }

  /** Does something in the catalog while no pick of this side does. Not on the JavaFX thread. */
  <T> T alone(Callable<T> task) throws Exception {
    finding.lockInterruptibly();
    try {
      return task.call();
    } finally {
      finding.unlock();
    }
  }

  /**
   * One after the other, because the catalog unloads what the side had before: a pick that is given
   * up must not be the last to do so.
   */
  private Lookup find(String wanted) throws Exception {
    return alone(() -> catalog.find(side, wanted));
  }

  private void looked(Lookup lookup, int pick) {
    if (pick != picks) {
      return;
    }
    switch (lookup) {
      case Unknown unknown -> listener.failed(unknown.failure());
      case Found who -> {
        name.set(who.model());
        found.set(who);
        listener.found(who);
        prepare(who, pick);
      }
    }
  }

  private void prepare(Found who, int pick) {
    work =
        background.run(
            who.provider()::prepare,
            unready -> {
              if (pick == picks) {
                listener.prepared(unready);
              }
            },
            fault -> fail(fault, pick));
  }

  private void fail(Exception fault, int pick) {
    if (pick == picks) {
      listener.failed(
          new Failure.ProviderError(
              say("The model could not be prepared: %s").formatted(told(fault)),
              say("Choose the model again."),
              true));
    }
  }

  /**
   * What the side is to be asked, or empty when it has no model.
   *
   * @param weighed whether the probabilities of the tokens are wanted
   */
  Optional<SideSetup> setup(List<Message> messages, Sampling sampling, boolean weighed) {
    return Optional.ofNullable(found.get())
        .map(who ->
            new SideSetup(
                who.model(),
                who.local(),
                who.provider(),
                new CompletionRequest(who.requestModel(), messages, sampling, weighed),
                who.price()));
  }

  /** What can be told of the cost before the answer has ended; null when it has a price. */
  @Nullable Cost costBefore() {
    if (isLocal()) {
      return new Cost.Local();
    }
    Found who = found.get();
    return who == null || who.price() == null ? Cost.Unpriced.UNKNOWN : null;
  }

  /** Also while no model is there. */
  boolean isLocal() {
    Found who = found.get();
    return who == null || who.local();
  }

  /** As it was chosen, and once it was found as it is called. */
  String name() {
    return name.get();
  }

  ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  @Nullable Found found() {
    return found.get();
  }

  ReadOnlyObjectProperty<@Nullable Found> foundProperty() {
    return found.getReadOnlyProperty();
  }
}
