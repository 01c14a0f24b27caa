package app.diptych.ui.compare;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Below the head of a side: why its answer has no probabilities though they are wanted. */
final class CertaintyNote extends HBox {
  private static final double NARROWEST = 160;

  CertaintyNote(SideCertainty side, String id) {
    getStyleClass().add("recorded-note");
    Label words = new Label();
    words.setId(id);
    words.setWrapText(true);
    words.textProperty().bind(side.missingProperty());
    Tip.on(words, words.textProperty());
    getChildren().addAll(Icon.CERTAINTY.node(), words);
    visibleProperty().bind(side.missingProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
  }

  /** As in {@link RecordedNote}: all of it is read before the answer is. */
  @Override
  protected double computeMinHeight(double width) {
    return width >= NARROWEST ? computePrefHeight(width) : super.computeMinHeight(width);
  }
}
