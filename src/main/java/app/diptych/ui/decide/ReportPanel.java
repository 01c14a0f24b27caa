package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.report.decision.Block;
import app.diptych.report.decision.Chapter;
import app.diptych.report.decision.DecisionReport;
import app.diptych.report.decision.Text;
import app.diptych.session.SessionSummary;
import app.diptych.ui.decide.ReportModel.State;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import java.io.File;
import java.util.List;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Sessions to decide from above, what they come to below. */
final class ReportPanel extends VBox {
  /** What of a report is read first; the page has all of it. */
  private static final Set<String> SHOWN =
      Set.of("recommendation", "quality", "checks", "speed", "reliability", "cost", "fit");

  private static final int MOST_ROWS = 12;
  private static final double LIST_HEIGHT = 108;

  /** Before there is a report the page has nothing else to show. */
  private static final double ROOMY_LIST = 260;

  private final ReportModel model;
  private final ListView<SessionSummary> list = new ListView<>();
  private final VBox page = new VBox();
  private final ScrollPane scrolled = new ScrollPane(page);

  ReportPanel(ReportModel model) {
    this.model = model;
    getStyleClass().addAll("card", "decide-panel");
    setId("report");
    list.setId("report-sessions");
    list.setAccessibleText(say("The sessions to decide from; several can be chosen"));
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setItems(model.sessions());
    list.setCellFactory(_ -> new SessionCell());
    model
        .reportProperty()
        .subscribe(report -> list.setPrefHeight(report == null ? ROOMY_LIST : LIST_HEIGHT));
    list.setMinHeight(64);
    list.getSelectionModel()
        .getSelectedItems()
        .addListener(
            (ListChangeListener<SessionSummary>)
                _ -> model.choose(List.copyOf(list.getSelectionModel().getSelectedItems())));
    page.getStyleClass().add("report-page");
    scrolled.getStyleClass().add("panel-scroll");
    scrolled.setId("report-page");
    scrolled.setFitToWidth(true);
    scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    StackPane body = new StackPane(scrolled, nothing());
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(sessions(), asked(), news(), body);
    model.reportProperty().subscribe(this::show);
    Shortcut.RUN.within(this, model::make);
  }

  /** Where there is one session only, it is the one meant. */
  private VBox sessions() {
    Label caption = new Label(say("Sessions to decide from"));
    caption.getStyleClass().addAll("muted", "small-text");
    VBox sessions = new VBox(caption, list);
    sessions.getStyleClass().add("session-rows");
    sessions.visibleProperty().bind(Bindings.isNotEmpty(model.sessions()));
    sessions.managedProperty().bind(sessions.visibleProperty());
    model
        .sessions()
        .addListener(
            (ListChangeListener<SessionSummary>)
                _ -> {
                  if (model.sessions().size() == 1 && isBefore(model.stateProperty().get())) {
                    list.getSelectionModel().select(0);
                  }
                });
    return sessions;
  }

  /** A report that was made, or is being made, stays. */
  private static boolean isBefore(State state) {
    return state == State.LOADING || state == State.NOTHING || state == State.CHOOSING;
  }

  private FlowPane asked() {
    TextField question = new TextField();
    question.setId("report-question");
    question.setAccessibleText(say("What is to be decided, in your words"));
    question.setPromptText(say("What is to be decided? For example: shall the nightly job move?"));
    question.setPrefColumnCount(32);
    question.textProperty().bindBidirectional(model.questionProperty());
    question.setOnAction(_ -> model.make());
    Button make =
        Shortcut.RUN.on(
            new Button(say("Make the report"), Icon.RUN.node()), say("Make the report"));
    make.setId("report-make");
    make.getStyleClass().add("accent");
    make.setMinWidth(Region.USE_PREF_SIZE);
    make.setOnAction(_ -> model.make());
    make.disableProperty().bind(Bindings.isEmpty(list.getSelectionModel().getSelectedItems()));
    FlowPane row =
        new FlowPane(
            question,
            models("A", model.modelAProperty()),
            models("B", model.modelBProperty()),
            make);
    row.getChildren().addAll(uses());
    row.getStyleClass().add("decide-bar");
    return row;
  }

  private ComboBox<String> models(String side, StringProperty picked) {
    ComboBox<String> box = new ComboBox<>(model.models());
    box.setId("report-" + side.toLowerCase(java.util.Locale.ROOT));
    box.setAccessibleText(say("The model called %s").formatted(side));
    box.setPromptText(say("Model %s").formatted(side));
    box.valueProperty().bindBidirectional(picked);
    // Which models there are is known once a report was made.
    box.visibleProperty().bind(Bindings.isNotEmpty(model.models()));
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private List<Button> uses() {
    Button save =
        PanelButton.of("report-save", say("Save"), Icon.EXPORT, say("Save as HTML or Markdown"));
    save.setOnAction(_ -> save());
    Button browse =
        PanelButton.of(
            "report-browse",
            say("Open in the browser"),
            Icon.FILE,
            say("The whole page, in your browser"));
    browse.setOnAction(_ -> model.browse());
    for (Button each : List.of(save, browse)) {
      each.disableProperty().bind(model.reportProperty().isNull());
    }
    return List.of(save, browse);
  }

  private Label news() {
    Label news = new Label();
    news.setId("report-news");
    news.getStyleClass().addAll("muted", "small-text");
    news.setWrapText(true);
    news.textProperty().bind(model.newsProperty());
    news.visibleProperty().bind(news.textProperty().isNotEmpty());
    news.managedProperty().bind(news.visibleProperty());
    return news;
  }

  private Node nothing() {
    EmptyState words = new EmptyState("report-empty");
    VBox box = new VBox(words, making());
    box.getStyleClass().add("empty-state");
    model
        .stateProperty()
        .subscribe(state -> {
          words.say(
              state == State.LOADING,
              switch (state) {
                case LOADING -> say("Looking for sessions");
                case NOTHING ->
                    say(
                        "No session has an answer yet. Compare two models first; a report says which to"
                            + " take, why, and what would change it.");
                case CHOOSING ->
                    say(
                        "Choose the sessions to decide from above, several with Shift or Ctrl, and make"
                            + " the report.");
                case FAILED ->
                    say("The report could not be made: %s").formatted(model.newsProperty().get());
                case MAKING, MADE -> "";
              });
          words.setVisible(state != State.MAKING);
          words.setManaged(state != State.MAKING);
          box.setVisible(state != State.MADE);
          scrolled.setVisible(state == State.MADE);
        });
    return box;
  }

  /** How far it is, and the way out. */
  private Node making() {
    ProgressBar bar = new ProgressBar();
    bar.setId("report-progress");
    bar.setAccessibleText(say("Share of the trials that was read"));
    bar.progressProperty().bind(model.progressProperty());
    Label doing = new Label();
    doing.setId("report-doing");
    doing.setWrapText(true);
    doing.getStyleClass().addAll("muted", "centered");
    doing.textProperty().bind(model.doingProperty());
    Button cancel =
        PanelButton.of(
            "report-cancel",
            say("Cancel"),
            Icon.CLOSE,
            say("Stop making the report; keep nothing"));
    cancel.setOnAction(_ -> model.cancel());
    VBox box = new VBox(doing, bar, cancel);
    box.getStyleClass().add("report-making");
    box.visibleProperty().bind(model.stateProperty().isEqualTo(State.MAKING));
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private void show(@Nullable DecisionReport report) {
    page.getChildren().clear();
    if (report == null) {
      return;
    }
    scrolled.setVvalue(0);
    for (Chapter chapter : report.page().chapters()) {
      if (SHOWN.contains(chapter.id())) {
        Label title = new Label(chapter.title());
        title.getStyleClass().add("card-title");
        page.getChildren().add(title);
        chapter.blocks().forEach(block -> page.getChildren().add(block(block)));
      }
    }
    page.getChildren()
        .add(
            words(
                say(
                    "Claims, scorecard, risks, fallback, method and the evidence of every number are on the"
                        + " whole page."),
                "muted"));
  }

  private static Node block(Block block) {
    return switch (block) {
      case Block.Words one -> words(one.text(), one.strong() ? "report-strong" : "report-words");
      case Block.Points points -> {
        VBox box = new VBox();
        box.setManaged(!points.items().isEmpty());
        box.getStyleClass().add("report-points");
        points
            .items()
            .forEach(item -> box.getChildren().add(words("\u2022  " + read(item), "report-words")));
        yield box;
      }
      case Block.Table table -> table(table.caption(), table.columns(), table.rows());
      case Block.Chart chart ->
          table(
              chart.caption(),
              List.of("", chart.unit()),
              chart.bars().stream().map(bar -> Block.row(bar.label(), bar.words())).toList());
    };
  }

  private static Label words(Text text, String style) {
    return words(read(text), style);
  }

  private static Label words(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static String read(Text text) {
    return text.small().isEmpty() ? text.words() : text.words() + "  " + text.small();
  }

  private static Node table(String caption, List<String> columns, List<List<Text>> rows) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("fact-table");
    for (int column = 0; column < columns.size(); column++) {
      grid.add(words(columns.get(column), "muted"), column, 0);
    }
    int shown = Math.min(MOST_ROWS, rows.size());
    for (int row = 0; row < shown; row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        grid.add(words(rows.get(row).get(column), "report-words"), column, row + 1);
      }
    }
    String more = shown < rows.size() ? say(" (%d of %d rows)").formatted(shown, rows.size()) : "";
    VBox box = new VBox(words(caption + more, "muted"), grid);
    box.getStyleClass().add("report-table");
    return box;
  }

  private void save() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Save the report"));
    chooser.setInitialFileName("decision-report.html");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("HTML", "*.html"),
            new FileChooser.ExtensionFilter("Markdown", "*.md"));
    File target = chooser.showSaveDialog(getScene().getWindow());
    if (target != null) {
      model.save(target.toPath());
    }
  }

  private static final class SessionCell extends ListCell<SessionSummary> {
    SessionCell() {
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable SessionSummary session, boolean empty) {
      super.updateItem(session, empty);
      setText(
          session == null || empty
              ? null
              : "%s  \u00b7  %s  \u00b7  %s"
                  .formatted(
                      session.title(),
                      session.trials() == 1
                          ? say("1 trial")
                          : say("%s trials").formatted(session.trials()),
                      String.join(", ", session.models())));
    }
  }
}
