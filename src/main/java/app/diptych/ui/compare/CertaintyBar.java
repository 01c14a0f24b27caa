package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.Side;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Tip;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Below the panes: what the marks of the tokens mean, and the way to where the answers part. */
final class CertaintyBar extends HBox {
  CertaintyBar(AnswerCertainty model) {
    getStyleClass().add("certainty-bar");
    setId("certainty-bar");
    HBox legend = new HBox();
    legend.getStyleClass().add("certainty-legend");
    Label title = new Label(say("Probability, from"));
    title.getStyleClass().addAll("muted", "small-text");
    legend.getChildren().add(title);
    for (CertaintyLevel level : CertaintyLevel.values()) {
      Label mark = new Label(level.words());
      mark.setMinWidth(USE_PREF_SIZE);
      mark.getStyleClass().addAll("small-text", "legend-mark", level.style());
      legend.getChildren().add(mark);
    }
    legend.setAccessibleText(say("Legend of the probabilities"));
    legend.setMinWidth(USE_PREF_SIZE);
    Label parting = new Label();
    parting.setId("parting");
    parting.getStyleClass().add("small-text");
    parting.setMinWidth(0);
    parting.setMaxWidth(Double.MAX_VALUE);
    parting.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(parting, Priority.ALWAYS);
    parting.textProperty().bind(model.partingProperty());
    Tip.on(parting, parting.textProperty());
    Button part = Shortcut.PART.on(new Button(say("Where they part"), Icon.TURN.node()));
    part.setId("part");
    part.setMinWidth(USE_PREF_SIZE);
    part.getStyleClass().add("small");
    part.setOnAction(_ -> model.part());
    getChildren().addAll(legend, parting, part);
    // Beside it are the sentences that say why nothing is marked.
    visibleProperty()
        .bind(Bindings.or(model.of(Side.A).shownProperty(), model.of(Side.B).shownProperty()));
    managedProperty().bind(visibleProperty());
  }
}
