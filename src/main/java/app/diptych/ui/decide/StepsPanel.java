package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The steps to a decision, with what is done of them. */
final class StepsPanel extends VBox {
  private final StepsModel model;
  private final Consumer<Step> go;
  private final Label summary = new Label();
  private final GridPane rows = new GridPane();

  StepsPanel(StepsModel model, Consumer<Step> go) {
    this.model = model;
    this.go = go;
    getStyleClass().addAll("card", "decide-panel");
    setId("steps");
    Label title = new Label(say("From two models to a decision"));
    title.getStyleClass().add("card-title");
    summary.setId("steps-summary");
    summary.getStyleClass().add("muted");
    summary.setWrapText(true);
    Label problem = new Label();
    problem.setId("steps-problem");
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    rows.getColumnConstraints().addAll(new ColumnConstraints(), wide, new ColumnConstraints());
    rows.getStyleClass().add("step-rows");
    ScrollPane scrolled = new ScrollPane(rows);
    scrolled.getStyleClass().add("panel-scroll");
    scrolled.setFitToWidth(true);
    scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scrolled, Priority.ALWAYS);
    getChildren().addAll(title, summary, problem, scrolled);
    model.doneProperty().subscribe(this::show);
  }

  private void show(Map<Step, String> done) {
    int all = Step.values().length;
    summary.setText(
        say("%d of %d done%s")
            .formatted(
                done.size(),
                all,
                model
                    .next()
                    .map(
                        step -> say(". Next: %s.").formatted(step.words().toLowerCase(Locale.ROOT)))
                    .orElse(".")));
    rows.getChildren().clear();
    for (Step step : Step.values()) {
      add(step, done.get(step), model.next().filter(next -> next == step).isPresent());
    }
  }

  private void add(Step step, @Nullable String shown, boolean isNext) {
    boolean done = shown != null;
    Node mark = (done ? Icon.DONE : Icon.WAITING).node();
    mark.getStyleClass().add(done ? "step-done" : "step-open");
    Label name = new Label(step.words());
    name.getStyleClass().add("card-title");
    Label words = new Label(done ? say("Done: %s.").formatted(shown) : step.why());
    words.setId("step-" + step.name().toLowerCase(Locale.ROOT));
    words.getStyleClass().addAll("muted", "small-text");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    Button button = new Button(step.action());
    button.setId("go-" + step.name().toLowerCase(Locale.ROOT));
    button.setAccessibleText(
        "%s, %s: %s"
            .formatted(step.words(), done ? say("done") : say("not done yet"), step.action()));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setMaxWidth(Double.MAX_VALUE);
    if (isNext) {
      button.getStyleClass().add("accent");
    }
    button.setOnAction(_ -> go.accept(step));
    rows.addRow(rows.getRowCount(), mark, new VBox(name, words), button);
  }
}
