package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.batch.BatchSide;
import app.diptych.completion.Failure;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.ModelCatalog.Unknown;
import app.diptych.trial.Side;
import app.diptych.ui.batch.BatchSides;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/** The models of the compare page, lent to a batch. */
public final class SidesForBatch implements BatchSides {
  private final CompareModel page;

  public SidesForBatch(CompareModel page) {
    this.page = page;
  }

  @Override
  public Optional<BatchSide> on(Side side) {
    return Optional.ofNullable(page.side(side).foundProperty().get()).map(BatchSide::of);
  }

  @Override
  public ObservableValue<String> name(Side side) {
    // Not a binding: nothing holds one that is only listened to.
    return page.side(side)
        .foundProperty()
        .map(found -> found == null ? "" : found.model())
        .orElse("");
  }

  @Override
  public BatchSide beside(String model) {
    return switch (page.catalog().beside(model)) {
      case Found found -> BatchSide.of(found);
      case Unknown unknown -> throw new IllegalArgumentException(unknown.failure().sentences());
    };
  }

  @Override
  public void put(Map<Side, String> models, Runnable there, Consumer<String> missing) {
    if (isBusy()) {
      missing.accept(say("Both sides must have ended first, on the compare page."));
      return;
    }
    new Putting(models, there, missing).begin();
  }

  /** Whether something else is under way; what is held is held for the batch itself. */
  private boolean isBusy() {
    return page.heldProperty().get()
        ? Stream.of(Side.values()).anyMatch(side -> page.side(side).runningProperty().get())
        : page.runningProperty().get();
  }

  /** Waits for all of them, or for the first that cannot be had. */
  private final class Putting {
    private final Map<Side, String> models;
    private final Runnable there;
    private final Consumer<String> missing;
    private final List<Subscription> listening = new ArrayList<>();
    private boolean over;

    Putting(Map<Side, String> models, Runnable there, Consumer<String> missing) {
      this.models = models;
      this.there = there;
      this.missing = missing;
    }

    void begin() {
      models.forEach((side, model) -> {
        if (!on(side).map(BatchSide::model).equals(Optional.of(model))) {
          page.side(side).pick(model);
        }
      });
      for (Side side : models.keySet()) {
        SideModel one = page.side(side);
        listening.add(one.foundProperty().subscribe((_, _) -> look()));
        listening.add(one.failureProperty().subscribe((_, _) -> look()));
      }
      look();
    }

    private void look() {
      if (over) {
        return;
      }
      for (Side side : models.keySet()) {
        Failure failure = page.side(side).failureProperty().get();
        if (failure != null && on(side).isEmpty()) {
          end();
          missing.accept(say("Side %s: %s").formatted(side, told(failure.sentences())));
          return;
        }
      }
      if (models.keySet().stream().allMatch(side -> on(side).isPresent())) {
        end();
        there.run();
      }
    }

    private void end() {
      over = true;
      listening.forEach(Subscription::unsubscribe);
    }
  }

  @Override
  public void hold(boolean held) {
    page.heldProperty().set(held);
  }
}
