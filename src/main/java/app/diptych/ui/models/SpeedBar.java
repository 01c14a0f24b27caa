package app.diptych.ui.models;

import app.diptych.timing.Summary;
import javafx.scene.layout.Region;

/** A bar as long as a mean, and across its end a whisker as long as the deviation both ways. */
final class SpeedBar extends Region {
  private static final double HEIGHT = 14;
  private static final double WHISKER = 2;
  private static final double CAP = 8;

  private final Region bar = region("speed-mean");
  private final Region whisker = region("speed-deviation");
  private final Region low = region("speed-deviation");
  private final Region high = region("speed-deviation");
  private double mean;
  private double deviation;
  private double longest = 1;

  /**
   * @param style class of the bar's colour
   */
  SpeedBar(String style) {
    getStyleClass().add("speed-bar");
    bar.getStyleClass().add(style);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    getChildren().addAll(bar, whisker, low, high);
  }

  private static Region region(String style) {
    Region region = new Region();
    region.getStyleClass().add(style);
    return region;
  }

  /**
   * @param scale what takes the whole width
   */
  void show(Summary rate, double scale) {
    mean = rate.mean().orElse(0);
    deviation = rate.deviation().orElse(0);
    longest = Math.max(scale, Double.MIN_NORMAL);
    setAccessibleText(SpeedWords.rate(rate));
    requestLayout();
  }

  /** What a rate takes of the width at most. */
  static double reach(Summary rate) {
    return rate.mean().orElse(0) + rate.deviation().orElse(0);
  }

  @Override
  protected void layoutChildren() {
    double scale = getWidth() / longest;
    double end = mean * scale;
    bar.resizeRelocate(0, 1, Math.max(mean > 0 ? 2 : 0, end), getHeight() - 2);
    boolean varies = deviation > 0;
    double from = Math.max(0, (mean - deviation) * scale);
    double to = Math.min(getWidth(), (mean + deviation) * scale);
    double middle = (getHeight() - WHISKER) / 2;
    whisker.setVisible(varies);
    low.setVisible(varies);
    high.setVisible(varies);
    whisker.resizeRelocate(from, middle, Math.max(WHISKER, to - from), WHISKER);
    low.resizeRelocate(from, (getHeight() - CAP) / 2, WHISKER, CAP);
    high.resizeRelocate(Math.max(from, to - WHISKER), (getHeight() - CAP) / 2, WHISKER, CAP);
  }
}
