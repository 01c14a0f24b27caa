package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.review.stats.Overlap;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.PlainChoice;
import java.io.File;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** How many pairs a second rater should judge, and the packet of them. */
final class OverlapView extends VBox {
  private static final Integer[] POINTS = {5, 10, 15, 20};
  private static final int USUAL = 10;

  private final ReviewModel model;
  private final Planned planned;
  private final Overlap overlap;
  private final TextField count = new TextField();
  private final Label plan = new Label();

  OverlapView(ReviewModel model, Planned planned) {
    this.model = model;
    this.planned = planned;
    this.overlap = planned.overlap();
    setId("overlap");
    getStyleClass().addAll("card", "review-card");
    Label known = new Label(told(overlap.sentence()));
    known.setId("overlap-known");
    known.setWrapText(true);
    known.setMinHeight(USE_PREF_SIZE);
    plan.setId("overlap-plan");
    plan.setWrapText(true);
    plan.setMinHeight(USE_PREF_SIZE);
    plan.getStyleClass().add("results-sentence");
    ComboBox<Integer> within =
        PlainChoice.of(
            say("Interval of the agreement"),
            POINTS,
            one -> say("\u00b1 %s points").formatted(one));
    within.setId("overlap-within");
    within.valueProperty().subscribe(this::show);
    within.setValue(USUAL);
    count.setId("overlap-count");
    count.setPrefColumnCount(5);
    count.setAccessibleText(say("Pairs to send"));
    Button write = new Button(say("Write packet"), Icon.EXPORT.node());
    write.setId("overlap-write");
    write.getStyleClass().add("accent");
    write.disableProperty().bind(count.textProperty().map(typed -> number(typed) == 0));
    write.setOnAction(_ -> write());
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    grid.addRow(0, new Label(say("Agreement within")), within);
    grid.addRow(1, new Label(say("Pairs to send")), count);
    getChildren().addAll(head(), known, plan, grid, write);
  }

  private HBox head() {
    Label title = new Label(say("Second rater: %s").formatted(planned.review().title()));
    title.getStyleClass().add("card-title");
    title.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button back = new Button(say("All reviews"));
    back.setId("overlap-leave");
    back.setMinWidth(USE_PREF_SIZE);
    back.setOnAction(_ -> model.list());
    HBox head = new HBox(title, space, back);
    head.getStyleClass().add("review-row");
    return head;
  }

  private void show(Integer points) {
    if (points != null) {
      plan.setText(overlap.plan(points / 100d));
      count.setText(Integer.toString(overlap.more(points / 100d)));
    }
  }

  /** What is no number sends nothing. */
  private int number(String typed) {
    String words = typed == null ? "" : typed.strip();
    return words.matches("\\d{1,6}")
        ? Math.min(Integer.parseInt(words), overlap.once().size() + overlap.never().size())
        : 0;
  }

  private void write() {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName("second-rater.packet.json");
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      int wanted = number(count.getText());
      model.packets(packets -> packets.sendSome(planned.review(), wanted, file.toPath()));
    }
  }
}
