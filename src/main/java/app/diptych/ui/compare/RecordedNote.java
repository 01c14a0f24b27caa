package app.diptych.ui.compare;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * Below the head of a side: that its answer is a recording, of whom, and whether of this prompt; or
 * that another model answered than was asked for.
 */
final class RecordedNote extends HBox {
  private static final PseudoClass ELSEWHERE = PseudoClass.getPseudoClass("elsewhere");

  private static final double NARROWEST = 160;

  RecordedNote(SideModel side) {
    getStyleClass().add("recorded-note");
    Label words = new Label();
    words.setId("recorded-" + side.side());
    words.setWrapText(true);
    HBox.setHgrow(words, Priority.ALWAYS);
    Tip.on(words, words.textProperty());
    side.recordedProperty()
        .subscribe(note -> {
          Icon icon = note.swapped() ? Icon.ERROR : Icon.RECORDED;
          getChildren().setAll(icon.node(), words);
          words.setText(note.words());
          pseudoClassStateChanged(ELSEWHERE, note.elsewhere());
          setVisible(!note.words().isEmpty());
          setManaged(!note.words().isEmpty());
        });
  }

  /**
   * All of it is read before the answer is. Layout also asks for widths that no pane ever has, at
   * which the words would be as high as a tower.
   */
  @Override
  protected double computeMinHeight(double width) {
    return width >= NARROWEST ? computePrefHeight(width) : super.computeMinHeight(width);
  }
}
