package app.diptych.ui.decide;

import app.diptych.ui.decide.DecideModel.Section;
import app.diptych.ui.fx.OneOf;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The decide page: claims beside measurements, facts about models, and whether a change pays, and
 * the report.
 */
public final class DecideView extends VBox {
  private final DecideModel model;

  /**
   * @param go shows the page where a step is taken; the report is on this one
   */
  public DecideView(DecideModel model, Consumer<Step> go) {
    this.model = model;
    getStyleClass().add("decide");
    setId("decide-page");
    Node claims = new ClaimsPanel(model);
    Node checker = new CheckerPanel(model.checker());
    Node cards = new FactsPanel(model);
    Node costs = new CostsPanel(model.costs());
    Node roi = new RoiPanel(model.roi(), model.report());
    Node report = new ReportPanel(model.report());
    Node steps =
        new StepsPanel(
            model.steps(),
            step -> {
              if (step == Step.REPORT) {
                model.sectionProperty().set(Section.REPORT);
              } else {
                go.accept(step);
              }
            });
    StackPane body = new StackPane(claims, checker, cards, costs, roi, report, steps);
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head(), body);
    model
        .sectionProperty()
        .subscribe(section -> {
          claims.setVisible(section == Section.CLAIMS);
          checker.setVisible(section == Section.CHECK);
          cards.setVisible(section == Section.MODELS);
          costs.setVisible(section == Section.COSTS);
          roi.setVisible(section == Section.RETURN);
          report.setVisible(section == Section.REPORT);
          steps.setVisible(section == Section.STEPS);
          if (section == Section.STEPS) {
            model.steps().refresh();
          }
        });
  }

  /** The page is about to be seen. */
  public void shown() {
    model.shown();
  }

  private HBox head() {
    ToggleGroup group = new ToggleGroup();
    HBox pills = new HBox();
    pills.getStyleClass().add("diff-modes");
    for (Section section : Section.values()) {
      ToggleButton button = new ToggleButton(section.words());
      button.setId("decide-" + section.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(group);
      button
          .getStyleClass()
          .add(
              switch (section) {
                case CLAIMS -> "left-pill";
                case CHECK, MODELS, COSTS, RETURN, REPORT -> "center-pill";
                case STEPS -> "right-pill";
              });
      OneOf.choose(button, section, model.sectionProperty());
      pills.getChildren().add(button);
    }
    Label news = new Label();
    news.setId("decide-news");
    news.getStyleClass().addAll("muted", "small-text");
    news.textProperty().bind(model.newsProperty());
    news.setWrapText(true);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(pills, space, news);
    head.getStyleClass().add("editor-bar");
    head.setMinHeight(Region.USE_PREF_SIZE);
    return head;
  }
}
