package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.batch.BatchIndex.Entry;
import app.diptych.batch.BatchOrigin;
import app.diptych.session.Batches.Standing;
import app.diptych.trial.Side;
import app.diptych.ui.batch.GridModel.State;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What came of a batch: what can be done with it, filters, and the table. */
final class ResultsView extends VBox {
  /** More than that nobody judges, and reading their answers would take minutes. */
  private static final int MOST_TO_REVIEW = 5_000;

  private final BatchModel model;
  private final GridModel grid;
  private final BatchView.Uses uses;
  private final GridTable table;
  private final TextField search = new TextField();
  private final Label title = new Label();
  private final Button resume = Actions.byName(new Button(say("Resume"), Icon.RUN.node()));
  private final Button retry = Actions.byName(new Button(say("Retry failed"), Icon.RESTART.node()));

  ResultsView(BatchModel model, BatchView.Uses uses) {
    this.model = model;
    this.grid = model.grid();
    this.uses = uses;
    this.table = new GridTable(grid, this::open);
    getStyleClass().addAll("card", "batch-results");
    setMinHeight(0);
    StackPane body = new StackPane(table, empty(), waiting());
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head(), new ScoreCard(grid), filters(), body, actions());
    model.shownProperty().subscribe(_ -> describe());
    model.run().batchProperty().subscribe(_ -> describe());
    grid.indexProperty().subscribe(_ -> describe());
  }

  void focusSearch() {
    search.requestFocus();
  }

  private VBox head() {
    title.setId("batch-results-title");
    title.getStyleClass().add("panel-title");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    resume.setId("batch-resume");
    resume.getStyleClass().add("accent");
    Tip.on(resume, say("Goes on where it was; what is there is not asked again"));
    resume.setOnAction(_ -> model.resume(false));
    retry.setId("batch-retry");
    Tip.on(retry, say("Asks again where a side failed, and only that side"));
    retry.setOnAction(_ -> model.resume(true));
    Button export = Actions.byName(new Button(say("Export\u2026"), Icon.EXPORT.node()));
    export.setId("batch-export");
    Tip.on(export, say("Everything as JSON Lines"));
    export.setOnAction(_ -> save());
    Button refresh = new Button("", Icon.RESTART.node());
    refresh.setId("batch-refresh");
    refresh.getStyleClass().addAll("button-icon", "flat");
    Tip.on(refresh, say("Show what has come since"));
    refresh.setAccessibleText(say("Show what has come since"));
    refresh.setOnAction(_ -> {
      Standing now = model.shownProperty().get();
      if (now != null) {
        grid.show(now.batch());
      }
    });
    FlowPane row = new FlowPane(resume, retry, export, refresh);
    row.getStyleClass().add("filters");
    VBox head = new VBox(title, row);
    head.getStyleClass().add("batch-head");
    return head;
  }

  private void save() {
    uses.target().apply("batch.jsonl").ifPresent(model::export);
  }

  private void describe() {
    Standing now = model.shownProperty().get();
    if (now == null) {
      return;
    }
    title.setText(now.title());
    for (Side side : Side.values()) {
      table.name(side, BatchOrigin.model(now.batch(), side));
    }
    boolean busy = isRunning();
    show(resume, !busy && now.batch().endedAt() == null);
    long failures = grid.failures();
    retry.setText(say("Retry %,d failed").formatted(failures));
    show(retry, !busy && failures > 0);
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private FlowPane filters() {
    search.setId("batch-search");
    search.setPromptText(say("Search ids, prompts and answers"));
    search.setAccessibleText(say("Search ids, prompts and answers"));
    search.setPrefColumnCount(18);
    search.textProperty().bindBidirectional(grid.searchProperty());
    TextField slower = new TextField();
    slower.setId("batch-slower");
    slower.setPromptText(say("slower than ms"));
    slower.setAccessibleText(say("Only rows with an answer slower than so many milliseconds"));
    slower.setPrefColumnCount(9);
    slower.textProperty().bindBidirectional(grid.slowerProperty());
    Label words = new Label();
    words.setId("batch-rows");
    words.getStyleClass().addAll("muted", "small-text");
    words.textProperty().bind(grid.wordsProperty());
    FlowPane row =
        new FlowPane(
            search,
            toggle(say("Failed"), "batch-failed-only", grid.failedProperty()),
            toggle(say("Answers differ"), "batch-differ", grid.differingProperty()),
            toggle(say("Check failed"), "batch-check-failed", grid.checkFailedProperty()),
            slower,
            toggle(say("Group by tag"), "batch-group", grid.groupedProperty()),
            sort(),
            words);
    row.getStyleClass().add("filters");
    return row;
  }

  /** The heads of a table are the mouse's only. */
  private MenuButton sort() {
    MenuButton sort = new MenuButton(say("Sort"));
    sort.setId("batch-sort");
    sort.setOnShowing(_ -> sort.getItems().setAll(table.orders()));
    // A menu without items does not open.
    sort.getItems().setAll(table.orders());
    return sort;
  }

  private static ToggleButton toggle(String words, String id, BooleanProperty value) {
    ToggleButton button = new ToggleButton(words);
    button.setId(id);
    button.selectedProperty().bindBidirectional(value);
    return button;
  }

  private void open(Line line) {
    switch (line) {
      case Line.OfGroup group -> grid.toggle(group.group());
      case Line.OfItem(Entry entry) -> {
        String why = uses.whyNotOpen().getValue();
        Standing now = model.shownProperty().get();
        if (!why.isEmpty()) {
          model.tell(why);
        } else if (now != null) {
          grid.open(entry, trial -> uses.open().accept(trial, now.title()), model::tell);
        }
      }
    }
  }

  private HBox actions() {
    Button open = new Button(say("Open in the panes"));
    open.setId("batch-open");
    Tip.on(open, say("Shows the row on the compare page  Enter"));
    open.setOnAction(_ -> {
      Line line = table.getSelectionModel().getSelectedItem();
      if (line != null) {
        open(line);
      }
    });
    Button review = Actions.byName(new Button(say("Review blind")));
    review.setId("batch-review");
    review.setOnAction(_ -> review(table.chosen()));
    Button again = new Button(say("Ask again\u2026"), Icon.REPEAT.node());
    again.setId("batch-again");
    Tip.on(again, say("Puts these rows into a new batch, whose cost is told before it begins"));
    again.setOnAction(_ -> model.askAgain(table.chosen()));
    Label chosen = new Label(say("Select rows to open, review or ask them again."));
    chosen.setId("batch-chosen");
    chosen.getStyleClass().addAll("muted", "small-text");
    chosen.setMinWidth(0);
    List<Button> all = List.of(open, review, again);
    Runnable look =
        () -> {
          int count = table.getSelectionModel().getSelectedIndices().size();
          all.forEach(button -> button.setDisable(count == 0));
          chosen.setText(
              count == 0
                  ? say("Select rows to open, review or ask them again.")
                  : say("%s selected").formatted(Words.count(count, say("line"), say("lines"))));
        };
    table.getSelectionModel().getSelectedIndices().subscribe(look);
    look.run();
    all.forEach(button -> button.setMinWidth(USE_PREF_SIZE));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox row = new HBox(chosen, space, open, review, again);
    row.getStyleClass().add("session-row");
    return row;
  }

  private void review(List<Entry> entries) {
    Standing now = model.shownProperty().get();
    List<String> trials = entries.stream().map(Entry::trial).filter(Objects::nonNull).toList();
    if (now == null || trials.isEmpty()) {
      model.tell(say("None of these rows was asked, so there is nothing to judge."));
    } else if (trials.size() > MOST_TO_REVIEW) {
      model.tell(
          say("At most %,d rows can be reviewed at once: select fewer.").formatted(MOST_TO_REVIEW));
    } else {
      uses.review().accept(now.title(), trials);
    }
  }

  private ProgressIndicator waiting() {
    ProgressIndicator waiting = new ProgressIndicator();
    waiting.setMaxSize(48, 48);
    waiting.setAccessibleText(say("Reading the results"));
    grid.stateProperty().subscribe(state -> waiting.setVisible(state == State.LOADING));
    return waiting;
  }

  /** What is said in place of the table. */
  private void explain(VBox box, Label words, Label advice, Button all) {
    State state = grid.stateProperty().get();
    box.setVisible(state != State.SHOWN && state != State.LOADING);
    show(all, state == State.NONE_FITS);
    words.setText(
        switch (state) {
          case LOADING, SHOWN -> "";
          case NONE_YET -> say("No row is answered yet");
          case NONE_FITS -> say("No row fits");
          case FAILED -> say("The results cannot be read");
        });
    advice.setText(
        switch (state) {
          case LOADING, SHOWN, NONE_FITS -> "";
          case NONE_YET ->
              isRunning()
                  ? say("Answers are listed here as they come.")
                  : say("Resume the batch, or make another one.");
          case FAILED -> grid.problemProperty().get();
        });
  }

  private boolean isRunning() {
    Standing now = model.shownProperty().get();
    return now != null
        && (now.running() || now.batch().id().equals(model.run().batchProperty().get()));
  }

  private VBox empty() {
    Label words = new Label();
    words.setId("batch-grid-empty");
    words.getStyleClass().add("empty-title");
    Label advice = new Label();
    advice.setId("batch-grid-advice");
    advice.getStyleClass().add("muted");
    advice.setWrapText(true);
    Button all = new Button(say("Show all rows"));
    all.setId("batch-show-all");
    all.setOnAction(_ -> grid.clearFilters());
    VBox box = new VBox(words, advice, all);
    box.getStyleClass().add("empty-state");
    Consumer<Object> look = _ -> explain(box, words, advice, all);
    grid.stateProperty().subscribe(look);
    model.run().batchProperty().subscribe(look);
    model.shownProperty().subscribe(look);
    return box;
  }
}
