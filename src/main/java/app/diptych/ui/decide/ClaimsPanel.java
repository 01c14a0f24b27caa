package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.report.claim.CheckedClaim;
import app.diptych.report.claim.ClaimSheet;
import app.diptych.report.claim.ClaimVerdict;
import app.diptych.report.claim.Measured;
import app.diptych.ui.decide.DecideModel.State;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Styles;
import java.io.File;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Claims in a table, each beside what was measured, and why its verdict is what it is. */
final class ClaimsPanel extends VBox {
  private static final double ROOM_FOR_SOURCE = 1000;

  /** The reason that stands below names it, too. */
  private static final double ROOM_FOR_INTERVAL = 600;

  /** So wide that their heads are not cut. */
  private static final double LEAST_SAID = 72;

  /** So wide that a day is not cut. */
  private static final double LEAST_DAY = 92;

  /** So wide that its head is not cut. */
  private static final double LEAST_VALUE = 84;

  /** So wide that "not measurable here" is not cut. */
  private static final double LEAST_VERDICT = 140;

  private final DecideModel model;
  private final TableView<CheckedClaim> table = new TableView<>();
  private final Label why = new Label();
  private final Label said = new Label();

  ClaimsPanel(DecideModel model) {
    this.model = model;
    getStyleClass().addAll("card", "decide-panel");
    fill();
    StackPane body = new StackPane(table, waiting());
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(bar(), body, detail());
  }

  private FlowPane bar() {
    Label summary = new Label();
    summary.setId("claims-summary");
    summary.getStyleClass().add("card-title");
    summary
        .textProperty()
        .bind(
            model
                .sourceProperty()
                .map(source -> source.isEmpty() ? "" : say("What %s claims").formatted(source)));
    Label counts = new Label();
    counts.setId("claims-counts");
    counts.getStyleClass().addAll("muted", "small-text");
    counts.textProperty().bind(model.summaryProperty());
    Button open =
        PanelButton.of(
            "claims-open", say("Open claims"), Icon.FOLDER, say("A JSON or CSV file of claims"));
    Actions.byName(open).setOnAction(_ -> choose());
    Button bundled =
        PanelButton.of(
            "claims-bundled",
            say("Playbook"),
            Icon.LIBRARY,
            say("The claims that come with Diptych"));
    Actions.byName(bundled).setOnAction(_ -> model.openBundled());
    Button copy =
        PanelButton.of("claims-copy", say("Copy"), Icon.COPY, say("Copy the sheet as Markdown"));
    copy.setOnAction(_ -> copy());
    Button save =
        PanelButton.of(
            "claims-save",
            say("Save"),
            Icon.EXPORT,
            say("Save the sheet as .md, .csv, .html or .json"));
    save.setOnAction(_ -> save());
    FlowPane bar = new FlowPane(summary, counts, verdicts(), open, bundled, copy, save);
    bar.getStyleClass().add("decide-bar");
    return bar;
  }

  private ComboBox<ClaimVerdict> verdicts() {
    ComboBox<ClaimVerdict> only = new ComboBox<>();
    only.setId("claims-only");
    only.setAccessibleText(say("Only claims with this verdict"));
    only.getItems().add(null);
    only.getItems().addAll(ClaimVerdict.values());
    only.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable ClaimVerdict verdict) {
            return verdict == null ? say("All verdicts") : say(verdict.words());
          }

          @Override
          public @Nullable ClaimVerdict fromString(String words) {
            return null;
          }
        });
    only.valueProperty().bindBidirectional(model.onlyProperty());
    return only;
  }

  private void fill() {
    table.setId("claims");
    table.setAccessibleText(say("Claims beside measurements"));
    table.setItems(model.claims());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getColumns().add(text(say("About"), 130, each -> each.claim().subject()));
    table.getColumns().add(text(say("Metric"), 130, each -> each.claim().metric()));
    table.getColumns().add(text(say("Claimed"), 170, each -> told(each.claim().words())));
    for (var said : table.getColumns()) {
      said.minWidthProperty().bind(Styles.factor(table).map(factor -> LEAST_SAID * factor));
    }
    var whose = text(say("Measured of"), 150, each -> told(measured(each, Measured::of)));
    table.getColumns().add(whose);
    var value = text(say("Measured"), 110, each -> measured(each, Measured::words));
    value.minWidthProperty().bind(Styles.factor(table).map(factor -> LEAST_VALUE * factor));
    table.getColumns().add(value);
    table.getColumns().add(text("n", 48, each -> measured(each, one -> Long.toString(one.n()))));
    var interval = text(say("Interval"), 205, each -> measured(each, Measured::interval));
    table.getColumns().add(interval);
    table.getColumns().add(verdict());
    var source = text(say("Said by"), 150, each -> each.claim().source());
    var read = text(say("Read"), 92, each -> each.claim().date());
    read.minWidthProperty().bind(Styles.factor(table).map(factor -> LEAST_DAY * factor));
    table.getColumns().add(source);
    table.getColumns().add(read);
    // In a narrow window who says it, and of whom, stands below, with the claim that is chosen.
    Styles.room(table).map(width -> width >= ROOM_FOR_INTERVAL).subscribe(interval::setVisible);
    Styles.room(table)
        .map(width -> width >= ROOM_FOR_SOURCE)
        .subscribe(wide -> {
          source.setVisible(wide);
          read.setVisible(wide);
          whose.setVisible(wide);
        });
    Label nothing = new Label(say("No claim has this verdict."));
    nothing.getStyleClass().add("muted");
    // Before the claims are read nobody knows of their verdicts.
    nothing.visibleProperty().bind(model.stateProperty().map(state -> state == State.LISTED));
    table.setPlaceholder(nothing);
    table.getSelectionModel().selectedItemProperty().subscribe(this::explain);
  }

  private static String measured(CheckedClaim each, Function<Measured, String> words) {
    Measured one = each.measured();
    return one == null ? "" : words.apply(one);
  }

  private static TableColumn<CheckedClaim, String> text(
      String title, double width, Function<CheckedClaim, String> words) {
    TableColumn<CheckedClaim, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(words.apply(row.getValue())));
    return column;
  }

  private TableColumn<CheckedClaim, ClaimVerdict> verdict() {
    TableColumn<CheckedClaim, ClaimVerdict> column = new TableColumn<>(say("Verdict"));
    column.setPrefWidth(150);
    column.minWidthProperty().bind(Styles.factor(table).map(factor -> LEAST_VERDICT * factor));
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().verdict()));
    column.setCellFactory(_ -> new VerdictCell());
    return column;
  }

  /** A word in a colour; the word alone says it, too. */
  private static final class VerdictCell extends TableCell<CheckedClaim, ClaimVerdict> {
    @Override
    protected void updateItem(@Nullable ClaimVerdict verdict, boolean empty) {
      super.updateItem(verdict, empty);
      if (empty || verdict == null) {
        setGraphic(null);
        return;
      }
      Label badge = new Label(say(verdict.words()));
      badge
          .getStyleClass()
          .addAll("badge", "verdict-" + verdict.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      setGraphic(badge);
    }
  }

  private VBox detail() {
    for (Label label : new Label[] {why, said}) {
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
    }
    why.setId("claim-why");
    said.getStyleClass().addAll("muted", "small-text");
    VBox detail = new VBox(why, said);
    detail.getStyleClass().add("claim-detail");
    detail.setMinHeight(Region.USE_PREF_SIZE);
    return detail;
  }

  private void explain(@Nullable CheckedClaim chosen) {
    if (chosen == null) {
      why.setText(say("Choose a claim to see why its verdict is what it is."));
      said.setText("");
      return;
    }
    String also =
        chosen.alsoMeasured().isEmpty()
            ? ""
            : say(" It was also measured of %s: the one with the most requests counts.")
                .formatted(String.join(", ", chosen.alsoMeasured()));
    String of = told(measured(chosen, Measured::of));
    String whose = of.isEmpty() ? "" : say(" Measured of %s.").formatted(of);
    why.setText(told(chosen.rule()) + whose + also);
    String others =
        chosen.others().isEmpty()
            ? ""
            : say(" Of the same thing it is also claimed: %s.")
                .formatted(String.join("; ", chosen.others()));
    said.setText(
        "\u201c%s\u201d (%s). %s, %s.%s"
            .formatted(
                chosen.claim().text(),
                chosen.claim().context(),
                chosen.claim().source(),
                chosen.claim().date(),
                others));
  }

  private Node waiting() {
    ProgressIndicator busy = new ProgressIndicator();
    busy.setMaxSize(32, 32);
    Label failed = new Label();
    failed.textProperty().bind(model.newsProperty());
    failed.setWrapText(true);
    VBox box = new VBox(busy, failed);
    box.getStyleClass().add("empty-state");
    model
        .stateProperty()
        .subscribe(state -> {
          box.setVisible(state != State.LISTED);
          busy.setVisible(state == State.LOADING);
          failed.setVisible(state == State.FAILED);
        });
    return box;
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Open claims"));
    File chosen = chooser.showOpenDialog(getScene().getWindow());
    if (chosen != null) {
      model.open(chosen.toPath());
    }
  }

  private void save() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Save the sheet"));
    chooser.setInitialFileName("claims.html");
    File target = chooser.showSaveDialog(getScene().getWindow());
    if (target != null) {
      model.save(target.toPath());
    }
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(model.sheet(ClaimSheet.Format.MARKDOWN));
    Clipboard.getSystemClipboard().setContent(content);
  }
}
