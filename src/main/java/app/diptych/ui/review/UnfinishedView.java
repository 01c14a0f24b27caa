package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** Says that results wait for the last pair, and leads on, or to them all the same. */
final class UnfinishedView extends VBox {
  UnfinishedView(ReviewModel model, Unfinished unfinished) {
    setId("review-unfinished");
    getStyleClass().add("empty-state");
    Label title =
        new Label(
            say("You have judged %,d of %,d pairs")
                .formatted(unfinished.judged(), unfinished.all()));
    title.getStyleClass().add("empty-title");
    Label why =
        new Label(
            say(
                "Results name the models, and this review shows names at the end. They can be seen"
                    + " now; votes you give afterwards are told apart, because they are not blind."));
    why.getStyleClass().add("muted");
    why.setWrapText(true);
    Button on = new Button(say("Go on voting"), Icon.RUN.node());
    on.setId("unfinished-more");
    on.getStyleClass().add("accent");
    on.setOnAction(_ -> model.begin(unfinished.review()));
    Button now = new Button(say("Show results now"));
    now.setId("unfinished-results");
    now.setOnAction(_ -> model.resultsNow(unfinished.review()));
    Button all = new Button(say("All reviews"));
    all.setOnAction(_ -> model.list());
    FlowPane ways = new FlowPane(on, now, all);
    ways.getStyleClass().add("review-ways");
    getChildren().addAll(Icon.CLOCK.node(), title, why, ways);
  }
}
