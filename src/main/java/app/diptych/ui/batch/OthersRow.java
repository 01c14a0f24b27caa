package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.fx.VisibleText;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;

/** The models that are asked against A as well; a press on one takes it out again. */
final class OthersRow extends FlowPane {
  private static final String CHIP = "other-model";

  private final OtherModels others;
  private final Node more;
  private final Label title = new Label(say("Also against A"));
  private final Label none =
      new Label(say("More models are each asked against A, one after another."));

  /**
   * @param more adds one
   */
  OthersRow(OtherModels others, Node more) {
    this.others = others;
    this.more = more;
    setId("batch-others");
    getStyleClass().addAll("filters", "other-models");
    title.getStyleClass().add("muted");
    none.getStyleClass().addAll("muted", "small-text");
    title.managedProperty().bind(title.visibleProperty());
    none.managedProperty().bind(none.visibleProperty());
    // As wide as its place, with what does not fit on a line below.
    setMinWidth(0);
    none.setWrapText(true);
    none.maxWidthProperty().bind(widthProperty());
    getChildren().addAll(title, more, none);
    others.names().subscribe(this::fill);
    fill();
  }

  /** What adds one stays where it is, so that it keeps the focus. */
  private void fill() {
    boolean empty = others.names().isEmpty();
    title.setVisible(!empty);
    none.setVisible(empty);
    getChildren().removeIf(node -> node.getStyleClass().contains(CHIP));
    getChildren().addAll(1, others.names().stream().map(this::chip).toList());
  }

  private Button chip(String name) {
    Button chip = new Button(VisibleText.of(name), Icon.CLOSE.node());
    chip.getStyleClass().add(CHIP);
    chip.setAccessibleText(say("Do not ask %s").formatted(name));
    Tip.on(chip, say("Do not ask %s").formatted(name));
    chip.setOnAction(_ -> remove(name));
    chip.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
        remove(name);
        event.consume();
      }
    });
    return chip;
  }

  /** The focus stays in the row, on what comes next. */
  private void remove(String name) {
    int place = others.names().indexOf(name);
    others.remove(name);
    // The title comes before the first one.
    Node next = place < others.names().size() ? getChildren().get(place + 1) : more;
    next.requestFocus();
  }
}
