package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.cost.Price;
import app.diptych.cost.PriceDiff;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.settings.PriceImportModel.Line;
import app.diptych.ui.settings.PriceImportModel.Preview;
import app.diptych.ui.settings.PriceImportModel.Step;
import java.io.File;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** A file of prices: where it is, what it would change, and whether it is taken. */
final class PriceImportPane extends VBox {
  /** Of doubts the first say enough. */
  private static final int MOST_DOUBTS = 20;

  private final PriceImportModel model;
  private final TableView<Line> table = new TableView<>();
  private final Label summary = new Label();
  private final VBox doubts = new VBox();

  PriceImportPane(PriceImportModel model) {
    this.model = model;
    getStyleClass().add("price-book");
    Label about = new Label();
    about.setText(
        say(
            "LiteLLM's price map, a price file of Portkey, or one of Diptych's own. Nothing is taken"
                + " before you have seen what would change."));
    about.setWrapText(true);
    about.setMinHeight(USE_PREF_SIZE);
    about.getStyleClass().addAll("muted", "small-text");
    Label problem = new Label();
    problem.setId("price-import-problem");
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.textProperty().bind(model.problemProperty());
    Field.shownWhileSaying(problem);
    getChildren().addAll(about, place(), problem, reading(), seen());
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && model.stepProperty().get() != Step.ASKING) {
            model.cancel();
            event.consume();
          }
        });
  }

  private HBox place() {
    TextField address =
        Field.text(
            say("Address of a file of prices"),
            "price-address",
            say("https address, or a path"),
            model.addressProperty());
    address.setMinWidth(0);
    address.setOnAction(_ -> model.fetch());
    HBox.setHgrow(address, Priority.ALWAYS);
    Button fetch = button("price-fetch", say("Look"), Icon.SEARCH);
    fetch.setAccessibleText(say("Read the file and show what would change"));
    fetch.setOnAction(_ -> model.fetch());
    Button choose = button("price-choose", say("Choose a file"), Icon.FOLDER);
    choose.setOnAction(_ -> choose());
    HBox bar = new HBox(address, fetch, choose);
    bar.getStyleClass().add("editor-bar");
    return bar;
  }

  private static Button button(String id, String words, Icon icon) {
    Button button = new Button(words, icon.node());
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Choose a file of prices"));
    File chosen = chooser.showOpenDialog(getScene().getWindow());
    if (chosen != null) {
      model.open(chosen.toPath());
    }
  }

  private HBox reading() {
    ProgressBar bar = new ProgressBar();
    bar.setAccessibleText(say("Share of the file that was read"));
    bar.progressProperty().bind(model.progressProperty());
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    Button cancel = button("price-cancel", say("Cancel"), Icon.CLOSE);
    cancel.setOnAction(_ -> model.cancel());
    HBox row = new HBox(bar, cancel);
    row.getStyleClass().add("editor-bar");
    model.stepProperty().subscribe(step -> Field.shown(row, step == Step.READING));
    return row;
  }

  private VBox seen() {
    summary.setId("price-diff-summary");
    summary.setWrapText(true);
    summary.setMinHeight(USE_PREF_SIZE);
    table.setId("price-diff");
    table.setAccessibleText(say("What the file would change"));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setMinHeight(96);
    TableColumn<Line, String> what = PriceTable.text("", 84, Line::what);
    what.setMinWidth(80);
    what.setMaxWidth(96);
    table.getColumns().add(what);
    table.getColumns().add(PriceTable.text(say("Model"), 170, line -> line.price().model()));
    TableColumn<Line, String> gateway =
        PriceTable.text(say("Gateway"), 110, line -> line.price().gateway());
    table.getColumns().add(gateway);
    table
        .getColumns()
        .add(PriceTable.text(say("Input"), 120, line -> move(line, p -> p.rates().input())));
    table
        .getColumns()
        .add(PriceTable.text(say("Output"), 120, line -> move(line, p -> p.rates().output())));
    TableColumn<Line, String> currency =
        PriceTable.text(say("Currency"), 90, PriceImportPane::currency);
    table.getColumns().add(currency);
    PriceTable.onlyWhenWide(table, List.of(gateway, currency));
    Label none = new Label(say("The book says all of it already."));
    none.getStyleClass().add("muted");
    table.setPlaceholder(none);
    VBox.setVgrow(table, Priority.ALWAYS);
    doubts.setId("price-doubts");
    doubts.getStyleClass().add("price-doubts");
    ScrollPane scroll = new ScrollPane(doubts);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().addAll("edit-form", "price-doubt-scroll");
    doubts
        .getChildren()
        .addListener(
            (javafx.beans.Observable _) -> Field.shown(scroll, !doubts.getChildren().isEmpty()));
    Field.shown(scroll, false);
    VBox box = new VBox(summary, table, scroll, answers());
    box.getStyleClass().add("price-book");
    box.setMinHeight(0);
    VBox.setVgrow(box, Priority.ALWAYS);
    model
        .stepProperty()
        .subscribe(step -> Field.shown(box, step == Step.LOOKING || step == Step.TAKING));
    model.previewProperty().subscribe(this::show);
    return box;
  }

  /** For example {@code 0.23 > 0.2 (-13.0 %)}; only the new rate where nothing stood or moved. */
  private static String move(Line line, Function<Price, BigDecimal> rate) {
    BigDecimal after = rate.apply(line.change().after());
    Price old = line.change().before();
    BigDecimal before = old == null ? after : rate.apply(old);
    if (before.compareTo(after) == 0) {
      return after.toPlainString();
    }
    boolean other = old != null && !old.currency().equals(line.price().currency());
    String percent =
        other
            ? ""
            : PriceDiff.percent(before, after)
                .map(share -> say(" (%s%s %%)").formatted(share.signum() > 0 ? "+" : "", share))
                .orElse("");
    return before.toPlainString() + " > " + after.toPlainString() + percent;
  }

  private static String currency(Line line) {
    Price old = line.change().before();
    String now = line.price().currency();
    return old == null || old.currency().equals(now) ? now : old.currency() + " > " + now;
  }

  private void show(@Nullable Preview seen) {
    table.getItems().clear();
    doubts.getChildren().clear();
    if (seen == null) {
      return;
    }
    summary.setText(seen.summary());
    table.getItems().setAll(seen.lines());
    seen.doubts().stream()
        .limit(MOST_DOUBTS)
        .forEach(words -> {
          Label label = new Label(words);
          label.setWrapText(true);
          label.setMinHeight(USE_PREF_SIZE);
          label.getStyleClass().add("small-text");
          doubts.getChildren().add(label);
        });
  }

  private FlowPane answers() {
    Button take = button("price-take", say("Take these prices"), Icon.DONE);
    take.getStyleClass().add("accent");
    take.setOnAction(_ -> model.take());
    Button leave = button("price-leave", say("Leave them"), Icon.CLOSE);
    leave.setOnAction(_ -> model.cancel());
    CheckBox despite = new CheckBox(say("Also what is in a doubtful unit"));
    despite.setId("price-despite-doubts");
    despite.selectedProperty().bindBidirectional(model.doubtfulTooProperty());
    model
        .previewProperty()
        .subscribe(seen -> Field.shown(despite, seen != null && seen.isDoubtful()));
    FlowPane row = new FlowPane(take, leave, despite);
    row.getStyleClass().add("question-answers");
    take.disableProperty().bind(Bindings.not(model.isTakingProperty()));
    model.stepProperty().subscribe(step -> leave.setDisable(step != Step.LOOKING));
    return row;
  }
}
