package app.diptych.ui.charts;

import app.diptych.timing.NanoClock;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The live charts below one another, drawn at most 30 times a second and only when seen. */
public final class ChartRail extends VBox {
  /** A pulse comes every 16.7 ms: every second one is taken. */
  private static final long BETWEEN = 30_000_000;

  private final ChartsModel model;
  private final NanoClock clock;
  private final List<ChartCard> cards;
  private final AnimationTimer timer;
  private long drawnAt;
  private int drawn = -1;

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
    palette.onChange(this::draw);
    timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            pulse(now);
          }
        };
    model.changesProperty().subscribe(this::wake);
    model.momentProperty().subscribe(this::wake);
    model.pausedProperty().subscribe(this::wake);
    visibleProperty().subscribe(this::wake);
    sceneProperty().subscribe(this::wake);
  }

  /** The first chart takes the keys; the next one is a Tab away. */
  @Override
  public void requestFocus() {
    cards.getFirst().requestFocus();
  }

  /** The timer costs nothing while nothing comes. */
  private void wake() {
    drawn = -1;
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
    model.tick(clock.nanos());
    if (drawn != model.changesProperty().get()) {
      draw();
    } else if (!model.isLive()) {
      timer.stop();
    }
  }

  private void draw() {
    drawn = model.changesProperty().get();
    cards.forEach(ChartCard::draw);
  }
}
