package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.Review.Reveal;
import app.diptych.review.Rubric;
import app.diptych.session.SessionSummary;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.AnyChoice;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.PlainChoice;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.review.NewReview.Leaks;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Which answers are to be judged, and how. */
final class NewReviewForm extends VBox {
  private static final double LEAST_SESSIONS = 120;

  private final ReviewModel model;
  private final Label wrong = new Label();

  NewReviewForm(ReviewModel model) {
    this.model = model;
    NewReview draft = model.draft();
    getStyleClass().addAll("card", "review-card");
    Label title = new Label(say("New review"));
    title.getStyleClass().add("card-title");
    ListView<SessionSummary> sessions = new ListView<>(model.sessions());
    sessions.setId("review-sessions");
    sessions.setAccessibleText(say("Sessions whose answers are judged"));
    sessions.setPlaceholder(new Label(say("No session has a trial yet: run a comparison first.")));
    sessions.setCellFactory(_ -> new SessionChoice());
    sessions.addEventHandler(KeyEvent.KEY_PRESSED, event -> tick(sessions, event));
    VBox.setVgrow(sessions, Priority.ALWAYS);
    Button begin = Actions.byName(new Button(say("Begin"), Icon.RUN.node()));
    begin.setId("review-begin");
    begin.getStyleClass().add("accent");
    begin.setOnAction(_ -> model.create());
    Label first = new Label(say("First tick the sessions whose answers are to be judged."));
    first.setId("review-tick-first");
    first.getStyleClass().addAll("muted", "small-text");
    BooleanBinding none = Bindings.isEmpty(draft.chosen());
    first.setWrapText(true);
    first.setMinHeight(USE_PREF_SIZE);
    first.visibleProperty().bind(none);
    first.managedProperty().bind(none);
    begin.disableProperty().bind(none.or(wrong.textProperty().isNotEmpty()));
    // A low window scrolls them, and never takes the list of sessions away.
    sessions.setMinHeight(LEAST_SESSIONS);
    VBox all = new VBox(sessions, settings(draft));
    all.getStyleClass().add("review-form");
    ScrollPane scrolled = new ScrollPane(all);
    scrolled.setFitToWidth(true);
    scrolled.setFitToHeight(true);
    scrolled.setMinHeight(0);
    scrolled.getStyleClass().add("panel-scroll");
    VBox.setVgrow(scrolled, Priority.ALWAYS);
    begin.setMinHeight(USE_PREF_SIZE);
    title.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(title, scrolled, first, begin);
  }

  /** The space bar ticks the session that the arrow keys went to. */
  private void tick(ListView<SessionSummary> sessions, KeyEvent event) {
    SessionSummary session = sessions.getFocusModel().getFocusedItem();
    if (event.getCode() == KeyCode.SPACE && session != null) {
      NewReview draft = model.draft();
      draft.choose(session.id(), !draft.chosen().contains(session.id()));
      sessions.refresh();
      event.consume();
    }
  }

  private GridPane settings(NewReview draft) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    TextField name = field("review-name", say("Name"), say("that of the session"));
    name.textProperty().bindBidirectional(draft.titleProperty());
    TextField rater = field("review-rater", say("Rater"), say("you"));
    rater.textProperty().bindBidirectional(model.raterProperty());
    ComboBox<Reveal> reveal =
        PlainChoice.of(
            say("Names are shown"),
            Reveal.values(),
            one -> say("names %s").formatted(say(one.words())));
    reveal.valueProperty().bindBidirectional(draft.revealProperty());
    TextField repeats = field("review-repeats", say("Pairs shown twice"), "0");
    repeats.textProperty().bindBidirectional(draft.repeatsProperty());
    repeats.setPrefColumnCount(5);
    repeats.setMaxWidth(USE_PREF_SIZE);
    ComboBox<AnyChoice<Rubric>> rubric =
        AnyChoice.of(
            say("No rubric"),
            say("Rubric"),
            model.rubrics().all(),
            draft.rubricProperty(),
            one ->
                one.version() > 1
                    ? say("%s, version %s").formatted(one.name(), one.version())
                    : one.name());
    rubric.setId("review-rubric");
    ComboBox<Leaks> leaks = PlainChoice.of(say("Names in answers"), Leaks.values(), Leaks::words);
    leaks.setId("review-leaks");
    leaks.valueProperty().bindBidirectional(draft.leaksProperty());
    CheckBox strength = new CheckBox(say("Tell much better from slightly better"));
    strength.selectedProperty().bindBidirectional(draft.strengthProperty());
    CheckBox replay = new CheckBox(say("Show answers at the speed they came"));
    replay.setId("review-replay");
    Tip.on(replay, say("Both answers appear from one moment on, each at the speed it came then"));
    Tip.on(strength, say("Shift and the key of a side is much better, the key alone slightly"));
    replay.selectedProperty().bindBidirectional(draft.replayProperty());
    grid.addRow(0, label(say("Name")), name);
    grid.addRow(1, label(say("Rater")), rater);
    grid.addRow(2, label(say("Reveal")), reveal);
    Label again = new Label(say("the second time with the sides swapped: do you say the same?"));
    again.getStyleClass().addAll("muted", "small-text");
    again.setWrapText(true);
    again.setMinHeight(USE_PREF_SIZE);
    grid.addRow(3, label(say("Pairs shown twice")), repeats);
    wrong.setId("review-repeats-problem");
    wrong.getStyleClass().addAll("problem", "small-text");
    wrong.setWrapText(true);
    wrong.setMinHeight(USE_PREF_SIZE);
    wrong.textProperty().bind(draft.repeatsProblem());
    wrong.managedProperty().bind(wrong.textProperty().isNotEmpty());
    grid.add(new VBox(again, wrong), 1, 4);
    Button rubrics = Actions.byName(new Button(say("Rubrics")));
    rubrics.setId("review-rubrics");
    rubrics.setAccessibleText(say("Read and write rubrics"));
    rubrics.setMinWidth(USE_PREF_SIZE);
    rubrics.setOnAction(_ -> model.showRubrics());
    HBox scored = new HBox(rubric, rubrics);
    scored.getStyleClass().add("review-row");
    grid.addRow(5, label(say("Rubric")), scored);
    grid.addRow(6, label(say("Names in answers")), leaks);
    for (CheckBox box : List.of(strength, replay)) {
      box.setWrapText(true);
      box.setMinHeight(USE_PREF_SIZE);
    }
    grid.add(strength, 1, 7);
    grid.add(replay, 1, 8);
    return grid;
  }

  private static Label label(String words) {
    Label label = new Label(words);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static TextField field(String id, String name, String hint) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(hint);
    field.setAccessibleText(name);
    return field;
  }

  /** A session with a box to tick. */
  private final class SessionChoice extends ListCell<SessionSummary> {
    private final CheckBox box = new CheckBox();

    SessionChoice() {
      box.setMnemonicParsing(false);
      box.setMaxWidth(Double.MAX_VALUE);
      // As wide as the list, so that a long title is cut and nothing scrolls sideways.
      setPrefWidth(0);
      // Tab goes to the list and not through as many boxes as there are sessions.
      box.setFocusTraversable(false);
    }

    @Override
    protected void updateItem(@Nullable SessionSummary session, boolean empty) {
      super.updateItem(session, empty);
      if (empty || session == null) {
        setGraphic(null);
        return;
      }
      box.setText("%s (%,d)".formatted(session.title(), session.trials()));
      box.setOnAction(null);
      box.setSelected(model.draft().chosen().contains(session.id()));
      box.setOnAction(_ -> model.draft().choose(session.id(), box.isSelected()));
      setGraphic(box);
    }
  }
}
