package app.diptych.ui.charts;

import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.FocusByKey;
import java.util.Arrays;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The live charts below one another, drawn at most 30 times a second and only when seen. */
public final class ChartRail extends VBox {
  /**
   * A pulse comes every 16.7 ms: one half of the charts is drawn in each, the other in the next.
   */
  private static final long BETWEEN = 14_000_000;

  private final ChartsModel model;
  private final NanoClock clock;
  private final List<ChartCard> cards;
  private final AnimationTimer timer;
  private final int[] drawn = {-1, -1};
  private long drawnAt;
  private int half;
  private int drawings;

  public ChartRail(ChartsModel model, NanoClock clock) {
    this.model = model;
    this.clock = clock;
    Palette palette = new Palette();
    ChartCard phases = new ChartCard(model, new PhasePlot(), palette);
    phases.getStyleClass().add("low");
    this.cards =
        List.of(
            new ChartCard(model, new RatePlot(), palette),
            new ChartCard(model, new GapPlot(), palette),
            new ChartCard(model, new CostPlot(), palette),
            phases,
            new ChartCard(model, new RacePlot(), palette));
    getStyleClass().add("charts");
    setId("charts");
    cards.forEach(card -> {
      if (card != phases) {
        VBox.setVgrow(card, Priority.ALWAYS);
      }
    });
    getChildren().addAll(cards);
    getChildren().addAll(palette.nodes());
    palette.onChange(this::wake);
    timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            pulse(now);
          }
        };
    model.changesProperty().subscribe(timer::start);
    model.momentProperty().subscribe(this::wake);
    model.pausedProperty().subscribe(this::wake);
    visibleProperty().subscribe(this::wake);
    sceneProperty().subscribe(this::wake);
  }

  /** How often the charts were drawn until now. */
  public int drawings() {
    return drawings;
  }

  /** The first chart takes the keys; the next one is a Tab away. */
  @Override
  public void requestFocus() {
    FocusByKey.give(cards.getFirst());
  }

  /** The timer costs nothing while nothing comes. */
  private void wake() {
    Arrays.fill(drawn, -1);
    timer.start();
  }

  private void pulse(long now) {
    if (getScene() == null || !isVisible()) {
      timer.stop();
      return;
    }
    if (now - drawnAt < BETWEEN) {
      return;
    }
    drawnAt = now;
    half = 1 - half;
    if (half == 0) {
      model.tick(clock.nanos());
    }
    int wanted = model.changesProperty().get();
    if (drawn[half] != wanted) {
      draw(half, wanted);
    } else if (!model.isLive() && drawn[0] == wanted && drawn[1] == wanted) {
      timer.stop();
    }
  }

  /** All at once would take a pulse too long. */
  private void draw(int which, int version) {
    drawn[which] = version;
    drawings += which;
    for (int i = which; i < cards.size(); i += drawn.length) {
      cards.get(i).draw();
    }
  }
}
