package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.exchange.ReviewFormat;
import app.diptych.review.Review;
import app.diptych.session.Reviews.Standing;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.TwoEnds;
import app.diptych.ui.review.ReviewModel.State;
import java.io.File;
import java.nio.file.Path;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** The review page: the reviews there are and a new one, the way through one, what it taught. */
public final class ReviewView extends StackPane {
  private final ReviewModel model;
  private final VBox lists = new VBox();
  private final StackPane voting = new StackPane();
  private final StackPane results = new StackPane();
  private final StackPane unfinished = new StackPane();
  private final StackPane plan = new StackPane();

  public ReviewView(ReviewModel model) {
    this.model = model;
    setId("review-page");
    getStyleClass().add("review");
    lists.getStyleClass().add("review-lists");
    HBox halves = new HBox(existing(), new NewReviewForm(model));
    halves.getStyleClass().add("review-halves");
    halves.setMinHeight(0);
    for (Node half : halves.getChildren()) {
      HBox.setHgrow(half, Priority.ALWAYS);
      ((Region) half).setMinWidth(0);
      ((Region) half).setPrefWidth(0);
    }
    RubricsView rubrics = new RubricsView(model.rubrics(), model::list);
    getChildren().addAll(halves, rubrics, plan, voting, results, unfinished, waiting(), failed());
    model
        .stateProperty()
        .subscribe(state -> {
          halves.setVisible(state == State.LIST);
          voting.setVisible(state == State.VOTING);
          results.setVisible(state == State.RESULTS);
          unfinished.setVisible(state == State.UNFINISHED);
          rubrics.setVisible(state == State.RUBRICS);
          plan.setVisible(state == State.PLAN);
          if (state == State.VOTING) {
            // Its keys are those of who votes, also after a look elsewhere.
            voting.getChildren().forEach(Node::requestFocus);
          }
        });
    model
        .votingProperty()
        .subscribe(way -> {
          voting.getChildren().clear();
          if (way != null) {
            voting
                .getChildren()
                .add(new VotingView(way, model::list, () -> model.results(way.review())));
          }
        });
    model
        .unfinishedProperty()
        .subscribe(found -> {
          unfinished.getChildren().clear();
          if (found != null) {
            unfinished.getChildren().add(new UnfinishedView(model, found));
          }
        });
    model
        .planProperty()
        .subscribe(planned -> {
          plan.getChildren().clear();
          if (planned != null) {
            plan.getChildren().add(new OverlapView(model, planned));
          }
        });
    model
        .outcomeProperty()
        .subscribe(found -> {
          results.getChildren().clear();
          if (found != null) {
            results
                .getChildren()
                .add(new ResultsView(found, model::list, () -> model.begin(found.review())));
          }
        });
  }

  /** The page is about to be seen. */
  public void shown() {
    model.shown();
  }

  private VBox existing() {
    Label title = new Label(say("Reviews"));
    title.getStyleClass().add("card-title");
    Label news = new Label();
    news.setId("review-news");
    news.getStyleClass().addAll("small-text", "muted");
    news.setWrapText(true);
    news.textProperty().bind(model.newsProperty());
    news.managedProperty().bind(news.textProperty().isNotEmpty());
    Button open = Actions.byName(new Button(say("Open packet"), Icon.IMPORT.node()));
    open.setId("review-open-packet");
    open.setOnAction(
        _ -> choose(say("Open a review packet"), file -> packets -> packets.open(file)));
    Button merge = Actions.byName(new Button(say("Import votes"), Icon.IMPORT.node()));
    merge.setId("review-merge");
    merge.setOnAction(_ -> choose(say("Import votes"), file -> packets -> packets.merge(file)));
    for (Button button : new Button[] {open, merge}) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    HBox packets = new HBox(open, merge);
    packets.getStyleClass().add("review-row");
    TwoEnds head = new TwoEnds(title, packets);
    Button undo = new Button(say("Undo"), Icon.UNDO.node());
    undo.setId("review-undo-delete");
    undo.setOnAction(_ -> model.undoDelete());
    model
        .newsProperty()
        .subscribe(_ -> {
          undo.setVisible(model.canUndoDelete());
          undo.setManaged(model.canUndoDelete());
        });
    Label empty =
        new Label(
            say(
                "No review yet. Tick sessions on the right: their answers are shown in pairs, without"
                    + " names, the sides drawn at random."));
    empty.getStyleClass().add("muted");
    empty.setWrapText(true);
    VBox rows = new VBox();
    rows.getStyleClass().add("review-rows");
    model
        .reviews()
        .subscribe(() -> {
          rows.getChildren().setAll(model.reviews().stream().map(this::row).toList());
          empty.setVisible(model.reviews().isEmpty());
          empty.setManaged(model.reviews().isEmpty());
        });
    empty.setVisible(true);
    javafx.scene.control.ScrollPane scrolled = new javafx.scene.control.ScrollPane(rows);
    scrolled.setFitToWidth(true);
    scrolled.getStyleClass().add("panel-scroll");
    VBox.setVgrow(scrolled, Priority.ALWAYS);
    VBox box = new VBox(head, news, undo, empty, scrolled);
    box.getStyleClass().addAll("card", "review-card");
    return box;
  }

  private TwoEnds row(Standing standing) {
    Review review = standing.review();
    Label title = new Label(review.title());
    title.getStyleClass().add("review-title");
    title.setWrapText(true);
    Label about =
        new Label(
            say("%,d pairs, %,d votes by %,d %s")
                .formatted(
                    review.items().size(),
                    standing.ballots(),
                    standing.raters(),
                    standing.raters() == 1 ? say("rater") : say("raters")));
    about.getStyleClass().addAll("muted", "small-text");
    about.setWrapText(true);
    VBox words = new VBox(title, about);
    words.setMinWidth(0);
    Button go = new Button(say("Vote"), Icon.RUN.node());
    go.getStyleClass().add("accent");
    go.setAccessibleText(say("Vote in %s").formatted(review.title()));
    go.setOnAction(_ -> model.begin(review));
    Button see = new Button(say("Results"));
    see.setAccessibleText(say("Results of %s").formatted(review.title()));
    see.setOnAction(_ -> model.results(review));
    Button delete = new Button("", Icon.DELETE.node());
    delete.getStyleClass().addAll("button-icon", "flat");
    delete.setAccessibleText(say("Delete %s").formatted(review.title()));
    delete.setOnAction(_ -> model.delete(review));
    MenuButton more = new MenuButton("", Icon.MORE.node());
    more.getStyleClass().addAll("button-icon", "flat", "no-arrow");
    more.setAccessibleText(say("Packets and exports of %s").formatted(review.title()));
    MenuItem send = new MenuItem(say("Send to another rater\u2026"));
    send.setOnAction(_ -> save("packet.json", file -> packets -> packets.send(review, file)));
    MenuItem answer = new MenuItem(say("Send my votes back\u2026"));
    answer.setOnAction(_ -> {
      String rater = model.raterProperty().get().strip();
      save("votes.json", file -> packets -> packets.answer(review, rater, file));
    });
    MenuItem second = new MenuItem(say("Send some to a second rater\u2026"));
    second.setOnAction(_ -> model.plan(review));
    more.getItems().addAll(send, second, answer, exports(review));
    for (Control button : new Control[] {go, see, more, delete}) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    HBox actions = new HBox(go, see, more, delete);
    actions.getStyleClass().add("review-row");
    return new TwoEnds(words, actions);
  }

  private Menu exports(Review review) {
    Menu exports = new Menu(say("Export votes, with the names of the models"));
    for (ReviewFormat format : ReviewFormat.values()) {
      MenuItem item = new MenuItem(told(format.words()) + "\u2026");
      item.setOnAction(_ ->
          save(
              "votes." + format.ending(), file -> packets -> packets.export(review, format, file)));
      exports.getItems().add(item);
    }
    return exports;
  }

  private void choose(String title, Function<Path, ReviewModel.Errand> errand) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    File file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      model.packets(errand.apply(file.toPath()));
    }
  }

  private void save(String name, Function<Path, ReviewModel.Errand> errand) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName(name);
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      model.packets(errand.apply(file.toPath()));
    }
  }

  private ProgressIndicator waiting() {
    ProgressIndicator waiting = new ProgressIndicator();
    waiting.setMaxSize(48, 48);
    waiting.setAccessibleText(say("Reading the reviews"));
    model.stateProperty().subscribe(state -> waiting.setVisible(state == State.LOADING));
    return waiting;
  }

  private VBox failed() {
    Label title = new Label(say("The reviews cannot be read"));
    title.getStyleClass().add("empty-title");
    Label why = new Label();
    why.getStyleClass().add("muted");
    why.setWrapText(true);
    why.textProperty().bind(model.problemProperty());
    Button retry = new Button(say("Try again"), Icon.RESTART.node());
    retry.setOnAction(_ -> model.list());
    VBox box = new VBox(Icon.ERROR.node(), title, why, retry);
    box.getStyleClass().add("empty-state");
    model.stateProperty().subscribe(state -> box.setVisible(state == State.FAILED));
    return box;
  }
}
