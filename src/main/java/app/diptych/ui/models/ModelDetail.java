package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.local.shelf.ShelfModel;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.WhyDisabled;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Everything about the selected model, and what can be done with it. */
final class ModelDetail extends VBox {
  private final ModelsModel model;
  private final Label title = new Label();
  private final Label trouble = new Label();
  private final ModelFacts facts = new ModelFacts();

  /**
   * @param whyNot why no model can be put on a side now; empty when one can
   */
  ModelDetail(ModelsModel model, ObservableValue<String> whyNot) {
    this.model = model;
    getStyleClass().addAll("card", "model-detail");
    setId("model-detail");
    title.setId("model-name");
    title.getStyleClass().add("panel-title");
    title.setMinWidth(0);
    trouble.setId("model-trouble");
    trouble.setGraphic(Icon.ERROR.node());
    trouble.setWrapText(true);
    trouble.setMinHeight(USE_PREF_SIZE);
    trouble.getStyleClass().add("model-trouble");
    VBox body =
        new VBox(
            trouble, facts, new FitCard(model.fit()), new SpeedCard(model), new HashRow(model));
    body.getStyleClass().add("panel-body");
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("panel-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title, actions(whyNot), scroll);
    model.selectedProperty().subscribe(this::show);
  }

  private FlowPane actions(ObservableValue<String> whyNot) {
    Button copy = Actions.byName(new Button(say("Copy name"), Icon.COPY.node()));
    copy.setId("model-copy");
    copy.setAccessibleText(say("Copy the name for the command line"));
    copy.setOnAction(_ -> copy());
    Button reveal = Actions.byName(new Button(say("Show folder"), Icon.FOLDER.node()));
    reveal.setId("model-reveal");
    reveal.setOnAction(_ -> model.reveal());
    FlowPane actions = new FlowPane(use(Side.A, whyNot), use(Side.B, whyNot), copy, reveal);
    actions.getStyleClass().add("model-actions");
    return actions;
  }

  private Node use(Side side, ObservableValue<String> whyNot) {
    Button use = Actions.byName(new Button(say("Use as %s").formatted(side)));
    use.setId("use-" + side);
    use.setOnAction(_ -> model.use(side));
    ObservableValue<String> reason =
        Bindings.createStringBinding(
            () -> {
              ShelfModel chosen = model.selectedProperty().get();
              String unusable = chosen == null || chosen.isUsable() ? "" : chosen.trouble();
              return unusable.isEmpty() ? whyNot.getValue() : unusable;
            },
            model.selectedProperty(),
            whyNot);
    return WhyDisabled.around(use, reason);
  }

  private void copy() {
    ShelfModel chosen = model.selectedProperty().get();
    if (chosen != null) {
      ClipboardContent content = new ClipboardContent();
      content.putString(chosen.model());
      Clipboard.getSystemClipboard().setContent(content);
      model.copied(chosen.model());
    }
  }

  private void show(@Nullable ShelfModel chosen) {
    setVisible(chosen != null);
    title.setText(chosen == null ? "" : chosen.title());
    String why = chosen == null ? "" : chosen.troubleAndAdvice();
    trouble.setText(why);
    trouble.setVisible(!why.isEmpty());
    trouble.setManaged(!why.isEmpty());
    facts.show(chosen);
  }
}
