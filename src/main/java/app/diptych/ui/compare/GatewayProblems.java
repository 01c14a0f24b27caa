package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Failure;
import app.diptych.ui.fx.Icon;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Which gateways gave no list of models, why, and what helps; takes no room when all did. */
final class GatewayProblems extends ScrollPane {
  private final Map<String, Failure> failures = new LinkedHashMap<>();
  private final VBox rows = new VBox();

  GatewayProblems() {
    getStyleClass().add("gateway-problems");
    rows.getStyleClass().add("gateway-problem-rows");
    setContent(rows);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    show();
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  /** As high as the words need at this width; a scroll pane by itself does not count their wrap. */
  @Override
  protected double computePrefHeight(double width) {
    double around = snappedTopInset() + snappedBottomInset();
    double inside = width - snappedLeftInset() - snappedRightInset();
    return around + rows.prefHeight(width < 0 ? width : inside);
  }

  /** The list above gives way, because what is wrong must be seen. */
  @Override
  protected double computeMinHeight(double width) {
    double needed = computePrefHeight(width);
    return getMaxHeight() > 0 ? Math.min(needed, getMaxHeight()) : needed;
  }

  void clear() {
    failures.clear();
    show();
  }

  void add(String gateway, Failure failure) {
    failures.put(gateway, failure);
    show();
  }

  private void show() {
    rows.getChildren()
        .setAll(
            failures.entrySet().stream().map(row -> row(row.getKey(), row.getValue())).toList());
    setVisible(!failures.isEmpty());
    setManaged(!failures.isEmpty());
  }

  private static HBox row(String gateway, Failure failure) {
    // Not every message names the gateway: a refused connection only has a host.
    Label message = new Label(gateway + ": " + told(failure.message()));
    message.getStyleClass().add("problem");
    message.setWrapText(true);
    Label hint = new Label(told(failure.hint()));
    hint.getStyleClass().addAll("muted", "small-text");
    hint.setWrapText(true);
    VBox words = new VBox(message, hint);
    for (Label label : new Label[] {message, hint}) {
      label.setMinHeight(USE_PREF_SIZE);
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(Icon.ERROR.node(), words);
    row.getStyleClass().add("gateway-problem");
    return row;
  }
}
