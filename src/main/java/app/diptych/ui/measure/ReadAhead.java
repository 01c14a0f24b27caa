package app.diptych.ui.measure;

import app.diptych.session.Workspace;
import app.diptych.ui.fx.Background;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;

/**
 * Makes the numbers of the measure page ready before anybody asks for them, where there are so many
 * that one would wait: a program that was just started takes a hundred thousand answers apart four
 * times slower than one that runs for a while. What is to be measured goes first. JavaFX thread
 * only.
 */
public final class ReadAhead {
  /** Fewer are read faster than one sees. */
  private static final long MANY = 5_000;

  private final MeasureModel model;
  private final Supplier<Optional<Workspace>> workspace;
  private final Background background;
  private final ObservableValue<Boolean> measuring;
  private final long many;

  /**
   * @param measuring whether something is being measured now
   */
  public ReadAhead(
      MeasureModel model,
      Supplier<Optional<Workspace>> workspace,
      Background background,
      ObservableValue<Boolean> measuring) {
    this(model, workspace, background, measuring, MANY);
  }

  ReadAhead(
      MeasureModel model,
      Supplier<Optional<Workspace>> workspace,
      Background background,
      ObservableValue<Boolean> measuring,
      long many) {
    this.model = model;
    this.workspace = workspace;
    this.background = background;
    this.measuring = measuring;
    this.many = many;
  }

  /** Does so once, and gives way to whatever is measured meanwhile. */
  public void begin() {
    var _ =
        measuring.subscribe(now -> {
          if (now) {
            model.giveWay();
          }
        });
    workspace
        .get()
        .ifPresent(from ->
            background.run(
                () -> from.hasMeasured(many),
                so -> {
                  if (so && !measuring.getValue()) {
                    model.readAhead();
                  }
                },
                // Whoever opens the page is told.
                _ -> {}));
  }
}
