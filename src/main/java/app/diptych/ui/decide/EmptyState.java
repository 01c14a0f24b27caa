package app.diptych.ui.decide;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.VBox;

/** What stands where there is nothing to show yet: why, or that it is coming. */
final class EmptyState extends VBox {
  private static final double BUSY = 32;

  private final ProgressIndicator busy = new ProgressIndicator();
  private final Label words = new Label();

  /**
   * @param id of its words
   */
  EmptyState(String id) {
    busy.setMaxSize(BUSY, BUSY);
    words.setId(id);
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    words.getStyleClass().addAll("muted", "centered");
    getChildren().addAll(busy, words);
    getStyleClass().add("empty-state");
  }

  /**
   * @param waits whether something is under way of which nobody knows how far it is
   */
  void say(boolean waits, String sentence) {
    busy.setVisible(waits);
    busy.setManaged(waits);
    words.setText(sentence);
  }
}
