package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.timing.Goodput;
import app.diptych.timing.MetricName;
import app.diptych.ui.fx.Tip;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a good request meets: a menu with a field for each limit. */
final class GoodLimits extends MenuButton {
  private static final int COLUMNS = 6;
  private static final double WIDTH = 300;

  private final GoodDraft draft;

  GoodLimits(GoodDraft draft) {
    this.draft = draft;
    setId("measure-good");
    setAccessibleText(say("Limits of a good request"));
    Tip.on(this, say(MetricName.GOODPUT.definition()));
    getItems().add(new CustomMenuItem(form(), false));
    draft.goodputProperty().subscribe(this::name);
  }

  private void name(Goodput good) {
    int limits = good == null ? 0 : good.limits().size();
    setText(
        limits == 0
            ? say("Good requests: any")
            : say("Good requests: %s%s")
                .formatted(limits, limits == 1 ? say(" limit") : say(" limits")));
  }

  private VBox form() {
    GridPane fields = new GridPane();
    fields.getStyleClass().add("good-limits");
    int y = 0;
    for (MetricName metric : GoodDraft.METRICS) {
      String much = metric.isRate() ? say(" at least") : say(" at most");
      TextField field = new TextField();
      field.setId("good-" + metric.name().toLowerCase(Locale.ROOT));
      field.setPrefColumnCount(COLUMNS);
      field.setAccessibleText(metric.label() + much + ", " + metric.unit().sign());
      field.textProperty().bindBidirectional(draft.text(metric));
      Label name = new Label(metric.label() + much);
      name.setLabelFor(field);
      fields.addRow(y++, name, field, new Label(metric.unit().sign()));
    }
    Label problem = new Label();
    problem.setId("good-problem");
    problem.getStyleClass().addAll("problem", "small-text");
    problem.setWrapText(true);
    problem.setMaxWidth(WIDTH);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    problem.textProperty().bind(draft.problemProperty());
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    Button clear = new Button(say("No limits"));
    clear.setId("good-clear");
    clear.disableProperty().bind(draft.goodputProperty().isNull());
    clear.setOnAction(_ -> draft.clear());
    VBox form = new VBox(fields, problem, clear);
    form.getStyleClass().add("good-form");
    return form;
  }
}
