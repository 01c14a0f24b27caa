package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.review.CastVote.Strength;
import app.diptych.review.Rubric.Criterion;
import app.diptych.ui.fx.FixedKey;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Place;
import app.diptych.ui.fx.Tip;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Two answers without names, and one key for each thing that can be said. Nothing in it, not in a
 * tooltip and not for a screen reader, says whose they are.
 */
final class VotingView extends VBox {
  private final VotingModel model;
  private final Answers answers;
  private final Label prompt = new Label();
  private final TextField note = new TextField();
  private final FlowPane rubric = new FlowPane();
  private final ProgressBar bar = new ProgressBar(0);
  private boolean wantsMuch;

  /**
   * @param leave what leads out of the review; everything said is saved
   * @param finish what leads to the results
   */
  VotingView(VotingModel model, Runnable leave, Runnable finish) {
    this.model = model;
    this.answers = new Answers(model);
    setId("voting");
    getStyleClass().add("voting");
    getChildren()
        .addAll(head(leave, finish), question(), answers(finish), rubric, choices(), below());
    setFocusTraversable(true);
    setAccessibleText(say("Pair to judge"));
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    rubric.getStyleClass().add("rubric");
    model.pairProperty().subscribe(this::show);
    model.scoredProperty().subscribe(_ -> showRubric());
  }

  private HBox head(Runnable leave, Runnable finish) {
    Label title = new Label(model.review().title());
    title.getStyleClass().add("card-title");
    title.setMinWidth(0);
    Label progress = new Label();
    progress.setId("review-progress");
    progress.textProperty().bind(model.sitting().progressProperty());
    progress.setMinWidth(USE_PREF_SIZE);
    bar.setPrefWidth(160);
    bar.setAccessibleText(say("Pairs judged"));
    Label pace = new Label();
    pace.getStyleClass().addAll("muted", "small-text");
    pace.textProperty().bind(model.sitting().paceProperty());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button results = new Button(say("Results"));
    results.setId("review-results");
    results.setMinWidth(USE_PREF_SIZE);
    results.setOnAction(_ -> finish.run());
    Button out = new Button(say("All reviews"));
    out.setId("review-leave");
    out.setMinWidth(USE_PREF_SIZE);
    out.setOnAction(_ -> leave.run());
    HBox head = new HBox(title, bar, progress, pace, space, results, out);
    head.getStyleClass().addAll("card", "voting-head");
    return head;
  }

  private VBox question() {
    prompt.setId("review-prompt");
    prompt.setWrapText(true);
    ScrollPane scrolled = new ScrollPane(prompt);
    scrolled.setFitToWidth(true);
    scrolled.getStyleClass().addAll("panel-scroll", "voting-prompt");
    scrolled.setMaxHeight(96);
    VBox box = new VBox(scrolled);
    box.getStyleClass().add("card");
    box.setMinHeight(USE_PREF_SIZE);
    return untilDone(box);
  }

  /** Once every pair is judged there is nothing left to say with it. */
  private <T extends Node> T untilDone(T part) {
    part.visibleProperty().bind(model.doneProperty().not());
    part.managedProperty().bind(part.visibleProperty());
    return part;
  }

  /** The names come only when somebody asks for them: a vote can still be taken back. */
  private VBox allJudged(Runnable finish) {
    Label title = new Label(say("Every pair is judged"));
    title.setId("review-done");
    title.getStyleClass().add("empty-title");
    Label advice = new Label(say("U takes the last vote back. The results name the models."));
    advice.getStyleClass().add("muted");
    Button results = new Button(say("See the results"));
    results.setId("review-see-results");
    results.getStyleClass().add("accent");
    results.setOnAction(_ -> finish.run());
    VBox box = new VBox(Icon.DONE.node(), title, advice, results);
    box.getStyleClass().add("empty-state");
    box.visibleProperty().bind(model.doneProperty());
    return box;
  }

  private StackPane answers(Runnable finish) {
    answers.visibleProperty().bind(model.doneProperty().not());
    StackPane middle = new StackPane(answers, allJudged(finish));
    middle.setMinHeight(0);
    VBox.setVgrow(middle, Priority.ALWAYS);
    return middle;
  }

  private FlowPane choices() {
    List<Node> buttons = new ArrayList<>();
    boolean strength = model.review().settings().strength();
    buttons.add(choice(say("Left is better"), "1", "vote-left", () -> voteFor(true)));
    buttons.add(choice(say("Right is better"), "2", "vote-right", () -> voteFor(false)));
    buttons.add(choice(say("Tie"), "3", "vote-same", () -> voteNeither(false)));
    buttons.add(choice(say("Both bad"), "4", "vote-bad", () -> voteNeither(true)));
    buttons.add(choice(say("Skip"), "S", "vote-skip", model::skip));
    buttons.add(choice(say("Undo"), "U", "vote-undo", model::undo));
    if (model.review().settings().replay()) {
      buttons.add(choice(say("All at once"), "A", "vote-whole", model::showWhole));
    }
    if (strength) {
      Label how = new Label(say("Shift: much better"));
      how.getStyleClass().addAll("muted", "small-text");
      buttons.add(how);
    }
    buttons.stream().filter(button -> !"vote-undo".equals(button.getId())).forEach(this::untilDone);
    FlowPane choices = new FlowPane(buttons.toArray(Node[]::new));
    choices.getStyleClass().add("voting-choices");
    choices.setAlignment(Pos.CENTER);
    choices.setMinHeight(USE_PREF_SIZE);
    return choices;
  }

  private static Button choice(String words, String key, String id, Runnable action) {
    Label cap = new Label(key);
    cap.getStyleClass().add("key-cap");
    Button button = new Button(words, cap);
    button.setId(id);
    button.getStyleClass().add("verdict");
    button.setMinWidth(USE_PREF_SIZE);
    // The keys work wherever the focus is, and no button takes it away from them.
    button.setFocusTraversable(true);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private VBox below() {
    note.setId("review-note");
    note.setPromptText(say("Why? N to write, Enter when done (optional)"));
    note.setAccessibleText(say("Note on this pair"));
    note.textProperty().bindBidirectional(model.noteProperty());
    note.setOnAction(_ -> requestFocus());
    untilDone(note);
    VBox below = new VBox(note, line("review-problem", model.problemProperty()));
    below.getChildren().add(line("review-revealed", model.revealedProperty()));
    below.getChildren().add(line("review-rest", model.sitting().restProperty()));
    below.getChildren().getFirst().setViewOrder(-1);
    below.getStyleClass().add("voting-below");
    below.setMinHeight(USE_PREF_SIZE);
    return below;
  }

  private static Label line(String id, javafx.beans.property.ReadOnlyStringProperty words) {
    Label line = new Label();
    line.setId(id);
    line.getStyleClass().add(id.equals("review-problem") ? "problem" : "muted");
    line.getStyleClass().add("small-text");
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    line.textProperty().bind(words);
    line.managedProperty().bind(line.textProperty().isNotEmpty());
    line.visibleProperty().bind(line.managedProperty());
    return line;
  }

  /** Once its letter was typed, which would else be the first of the note. */
  private void writeNote() {
    FxThread.later(note::requestFocus);
  }

  private void voteFor(boolean forLeft) {
    model.voteFor(forLeft, wantsMuch ? Strength.MUCH : Strength.SLIGHTLY);
    wantsMuch = false;
  }

  private void voteNeither(boolean bothBad) {
    model.voteNeither(bothBad);
  }

  /** Keys work wherever the focus is, but in a text that is being written. */
  private void pressed(KeyEvent event) {
    if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
      return;
    }
    if (note.isFocused()) {
      if (event.getCode() == KeyCode.ESCAPE) {
        requestFocus();
        event.consume();
      }
      return;
    }
    wantsMuch = event.isShiftDown();
    if (FixedKey.of(Place.REVIEW, event.getCode()).map(this::does).orElse(false)) {
      event.consume();
    }
  }

  private boolean does(FixedKey key) {
    return switch (key) {
      case LEFT_IS_BETTER -> run(() -> voteFor(true));
      case RIGHT_IS_BETTER -> run(() -> voteFor(false));
      case TIE -> run(() -> voteNeither(false));
      case BOTH_BAD -> run(() -> voteNeither(true));
      case SKIP -> run(model::skip);
      case UNDO_VOTE -> run(model::undo);
      case WRITE_NOTE -> run(this::writeNote);
      case RUBRIC -> run(this::focusRubric);
      case WHOLE -> run(model::showWhole);
      case MARK_WRONG, MARK_UNSUPPORTED, MARK_UNCLEAR, MARK_UNSAFE, MARK_EXCELLENT ->
          MarkTag.of(key).map(answers::mark).orElse(false);
      case MUCH_BETTER, OPEN_ROW -> false;
    };
  }

  private static boolean run(Runnable action) {
    action.run();
    return true;
  }

  private void focusRubric() {
    rubric.getChildren().stream()
        .flatMap(box -> box.lookupAll(".button").stream())
        .findFirst()
        .ifPresent(Node::requestFocus);
  }

  private void show(@Nullable Pair pair) {
    prompt.setText(pair == null ? "" : words(pair));
    String progress = model.sitting().progressProperty().get();
    int of = progress.indexOf(" of ");
    if (of > 0) {
      double done = Double.parseDouble(progress.substring(0, of));
      double all = Double.parseDouble(progress.substring(of + 4));
      bar.setProgress(all == 0 ? 1 : done / all);
    }
    showRubric();
    requestFocus();
  }

  private static String words(Pair pair) {
    StringBuilder words = new StringBuilder();
    for (Message message : pair.before()) {
      words.append(message.role() == Role.SYSTEM ? say("System: ") : say("Before: "));
      words.append(message.content()).append("\n\n");
    }
    words.append(pair.prompt());
    if (pair.round() > 0) {
      words.append(say("\n\nYou have seen this pair before."));
    }
    return words.toString();
  }

  private void showRubric() {
    rubric.getChildren().clear();
    var wanted = model.review().settings().rubric();
    rubric.setManaged(wanted != null);
    rubric.setVisible(wanted != null);
    if (wanted == null || model.pairProperty().get() == null) {
      return;
    }
    for (Criterion criterion : wanted.criteria()) {
      rubric.getChildren().add(criterion(criterion));
    }
  }

  private Node criterion(Criterion criterion) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("rubric-criterion");
    Label name = new Label(criterion.name() + (criterion.required() ? " *" : ""));
    grid.add(name, 0, 0, criterion.scale().steps() + 1, 1);
    if (criterion.perAnswer()) {
      row(grid, criterion, true, say("Left"), 1);
      row(grid, criterion, false, say("Right"), 2);
    } else {
      row(grid, criterion, null, "", 1);
    }
    return grid;
  }

  private void row(GridPane grid, Criterion criterion, @Nullable Boolean side, String name, int y) {
    Label who = new Label(name);
    who.getStyleClass().addAll("muted", "small-text");
    grid.add(who, 0, y);
    int chosen = model.scoreOf(criterion, side);
    for (int score = 1; score <= criterion.scale().steps(); score++) {
      int value = score;
      Button button = new Button(label(criterion, score));
      button.getStyleClass().addAll("small", value == chosen ? "accent" : "flat");
      button.setAccessibleText(
          (criterion.name() + ", " + name + ": " + meaning(criterion, score)).replace(", :", ":"));
      if (!criterion.anchors().isEmpty()) {
        Tip.on(button, criterion.anchors().get(score - 1));
      }
      button.setOnAction(_ -> {
        model.score(criterion, side, value);
        requestFocus();
      });
      grid.add(button, score, y);
    }
  }

  private static String label(Criterion criterion, int score) {
    return switch (criterion.scale()) {
      case PASS_FAIL -> score == 1 ? say("Fail") : say("Pass");
      case THREE, FIVE, SEVEN -> Integer.toString(score);
    };
  }

  private static String meaning(Criterion criterion, int score) {
    return criterion.anchors().isEmpty()
        ? say("%s of %s").formatted(label(criterion, score), criterion.scale().steps())
        : criterion.anchors().get(score - 1);
  }
}
