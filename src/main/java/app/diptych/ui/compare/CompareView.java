package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.charts.ChartRail;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.FirstShown;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Styles;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The compare page: prompts and trials at the left, two panes with the editor below them, and the
 * charts at the right.
 */
public final class CompareView extends HBox {
  /** Narrower than this the answers need the room that the charts take. */
  private static final double ROOM_FOR_RAIL = 1280;

  /** Narrower than this the charts come over the answers: beside them neither has room. */
  private static final double ROOM_BESIDE = 850;

  /** Lower than this the charts need the room of what was voted. */
  private static final double ROOM_FOR_VOTES = 530;

  /** What the answers have of the height, beside the prompt. */
  private static final double USUAL = 0.82;

  private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");

  /** By how much a key moves what parts the answers from the prompt, of the page's height. */
  private static final double STEP = 0.05;

  /** Narrower than this they need the room of the lists, too. */
  private static final double ROOM_FOR_PROMPTS = 1000;

  /** Lower than this they need the verdicts' room while they are replayed. */
  private static final double ROOM_FOR_REPLAY = 560;

  /** The height of what stands between answers and editor, and a little more. */
  private static final double DIVIDER = 12;

  private final CompareModel model;
  private final AnswerPane a;
  private final AnswerPane b;
  private final PromptEditor editor;
  private final PromptList prompts;
  private final VerdictBar verdicts;
  private final TrialList trials;
  private final SplitPane work;
  private final ChartRail charts;
  private final VBox rail = new VBox();

  /** Blanks to fill in, or something to say: a higher editor. */
  private final BooleanBinding needsRoom;

  private Side current = Side.A;
  private double size = 1;
  private final Answers answers;
  private final Node tools;

  /**
   * @param editPrompt shows the prompt of that id where it can be changed
   */
  public CompareView(CompareModel model, Consumer<String> editPrompt) {
    this.model = model;
    this.a = new AnswerPane(model, Side.A);
    this.b = new AnswerPane(model, Side.B);
    this.editor = new PromptEditor(model);
    this.prompts = new PromptList(model, editPrompt, editor::focusPrompt);
    this.verdicts = new VerdictBar(model);
    this.needsRoom =
        Bindings.isNotEmpty(model.variables().asked()).or(model.problemProperty().isNotEmpty());
    this.trials = new TrialList(model);
    getStyleClass().add("compare");
    // Else a window made small at once never gets so small that something folds.
    setMinSize(0, 0);
    a.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> choose(Side.A));
    b.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> choose(Side.B));
    choose(current);
    HBox panes = new HBox(a, b);
    panes.getStyleClass().add("panes");
    for (AnswerPane pane : List.of(a, b)) {
      HBox.setHgrow(pane, Priority.ALWAYS);
      // Equal widths whatever the panes hold: neither side may look bigger than the other.
      pane.setPrefWidth(0);
      pane.setMinWidth(0);
    }
    this.answers = new Answers(model, a, b, panes);
    this.tools = answers.tools();
    VBox upper = new VBox(answers, verdicts, new BlindVoteNote(model.session()));
    upper.getStyleClass().add("judged-answers");
    this.work = new SplitPane(upper, editor);
    work.setOrientation(javafx.geometry.Orientation.VERTICAL);
    work.setDividerPositions(USUAL);
    Styles.factor(this).subscribe(this::resized);
    SplitPane.setResizableWithParent(editor, false);
    // Of the page's height: that of the work is what its parts asked for before.
    editor.roomIs(() ->
        getHeight() - snappedTopInset() - snappedBottomInset() - upper.minHeight(-1) - DIVIDER);
    heightProperty().subscribe(_ -> editor.requestLayout());
    giveRoomBack(work, needsRoom);
    HBox.setHgrow(work, Priority.ALWAYS);
    VBox.setVgrow(answers, Priority.ALWAYS);
    rail.getStyleClass().add("rail");
    this.charts = new ChartRail(model.charts().model(), NanoClock.system());
    VBox.setVgrow(charts, Priority.ALWAYS);
    VerdictCard votes = new VerdictCard(model.session());
    rail.getChildren().addAll(charts, votes);
    Styles.factor(this)
        .flatMap(factor -> heightProperty().map(high -> high.doubleValue() / factor))
        .map(high -> high == 0 || high >= ROOM_FOR_VOTES)
        .subscribe(fits -> show(votes, fits));
    VBox lists = new VBox(prompts, trials);
    lists.getStyleClass().add("lists");
    VBox.setVgrow(prompts, Priority.ALWAYS);
    // Whether there is room for it is not known before the window has its width.
    show(rail, false);
    FirstShown.into(this, lists, work, rail);
    foldWhenNarrow(prompts, ROOM_FOR_PROMPTS);
    foldWhenNarrow(trials, ROOM_FOR_PROMPTS);
    lists.visibleProperty().bind(prompts.visibleProperty());
    lists.managedProperty().bind(prompts.visibleProperty());
    foldWhenNarrow(rail, ROOM_FOR_RAIL);
    closesOver();
    Styles.room(this).subscribe(_ -> placeRail());
    model.replay().shownProperty().subscribe(this::makeRoom);
    heightProperty().subscribe(this::makeRoom);
  }

  /**
   * A prompt with blanks needs a higher editor, and so does what is wrong; once that is gone so is
   * the room it took.
   */
  private static void giveRoomBack(SplitPane work, BooleanBinding needed) {
    needed.addListener(
        new ChangeListener<Boolean>() {
          private double before = -1;

          @Override
          public void changed(
              ObservableValue<? extends Boolean> of, @Nullable Boolean was, Boolean is) {
            if (is) {
              before = work.getDividerPositions()[0];
            } else if (before >= 0) {
              work.setDividerPositions(before);
              before = -1;
            }
          }
        });
  }

  /** While a trial is replayed in a low window the answers take the room of the verdicts. */
  private void makeRoom() {
    show(verdicts, !model.replay().shownProperty().get() || getHeight() >= ROOM_FOR_REPLAY);
  }

  /** Folds a part away when the page gets too narrow for it; its key shows it all the same. */
  private void foldWhenNarrow(Node part, double room) {
    Styles.room(this)
        .map(width -> width == 0 ? part.isVisible() : width >= room)
        .subscribe(fits -> show(part, fits));
  }

  /** At another size the parts have other least heights: one that grew with it must not stay so. */
  private void resized(double factor) {
    // A page that is left has no size for a while.
    if (getScene() != null && factor != size) {
      size = factor;
      work.setDividerPositions(USUAL);
    }
  }

  /** Beside the answers, or where there is no room for both over what is at the right. */
  private void placeRail() {
    double room = Styles.room(this).getValue();
    boolean over = room > 0 && room < ROOM_BESIDE;
    rail.setManaged(rail.isVisible() && !over);
    rail.pseudoClassStateChanged(OVER, over);
  }

  /** What stands over others goes as such things do: with Esc, or a press beside it. */
  private void closesOver() {
    work.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> closeOver());
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && closeOver()) {
            event.consume();
          }
        });
  }

  private boolean closeOver() {
    boolean over = rail.isVisible() && !rail.isManaged();
    if (over) {
      boolean focused = rail.isFocusWithin();
      show(rail, false);
      if (focused) {
        editor.focusPrompt();
      }
    }
    return over;
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (rail.isVisible() && !rail.isManaged()) {
      double width = snapSizeX(rail.prefWidth(-1));
      rail.resizeRelocate(
          getWidth() - snappedRightInset() - width,
          snappedTopInset(),
          width,
          getHeight() - snappedTopInset() - snappedBottomInset());
    }
  }

  /** Gives the scene this page's keys. */
  public void keysIn(Scene scene) {
    scene.focusOwnerProperty().addListener((_, _, _) -> followFocus());
    key(scene, Shortcut.RUN, model::run);
    key(scene, Shortcut.STOP, model::stop);
    // A list keeps this key to itself, though it has nothing to do with it.
    Shortcut.STOP.firstIn(scene, this, model.runningProperty()::get, model::stop);
    Shortcut.STOP_SIDE.firstIn(scene, this, () -> model.stopOne(current));
    key(scene, Shortcut.NEXT_PANE, this::focusNext);
    key(scene, Shortcut.MODEL_A, () -> fire("#model-A"));
    key(scene, Shortcut.MODEL_B, () -> fire("#model-B"));
    key(scene, Shortcut.PROMPT, editor::focusPrompt);
    key(
        scene,
        Shortcut.FIND_PROMPT,
        () -> {
          showPrompts(true);
          prompts.focusSearch();
        });
    key(scene, Shortcut.PROMPT_LIST, this::togglePrompts);
    verdicts.keys((shortcut, run) -> key(scene, shortcut, run));
    answers.keys((shortcut, run) -> key(scene, shortcut, run));
    key(scene, Shortcut.NEW_SESSION, model.saved()::startNew);
    key(scene, Shortcut.RAIL, () -> showRail(!rail.isVisible()));
    key(scene, Shortcut.CHARTS, this::focusCharts);
    key(scene, Shortcut.TALLER_ANSWERS, () -> divide(STEP));
    key(scene, Shortcut.TALLER_PROMPT, () -> divide(-STEP));
    key(scene, Shortcut.SYSTEM, editor::toggleSystem);
    key(scene, Shortcut.SAMPLING, editor::openSampling);
    key(scene, Shortcut.ATTACH, editor::attach);
    key(scene, Shortcut.SAVE_PROMPT, editor::openSave);
    key(scene, Shortcut.COPY_TEXT, () -> pane(current).copyText());
    key(scene, Shortcut.COPY_MARKDOWN, () -> pane(current).copyMarkdown());
    tellWhyNot();
  }

  /** The button of a new session may be folded away, and answers are copied from menus. */
  private void tellWhyNot() {
    verdicts.tellWhyNot(this);
    answers.tellWhyNot(this);
    Actions.unless(
        this,
        Shortcut.NEW_SESSION,
        () -> model.runningProperty().get() ? say("Both sides must have ended first.") : "");
    for (Shortcut copy : List.of(Shortcut.COPY_TEXT, Shortcut.COPY_MARKDOWN)) {
      Actions.unless(
          this,
          copy,
          () ->
              model.side(current).answeredProperty().get()
                  ? ""
                  : say("There is no answer to copy yet."));
    }
  }

  /** A key of this page does nothing while another page is shown. */
  private void key(Scene scene, Shortcut shortcut, Runnable run) {
    shortcut.in(scene, this, run);
  }

  /** What stands in the pane of a side, as Markdown. */
  public String answer(Side side) {
    return pane(side).answer().markdown();
  }

  /** What belongs to this page in the bar at the top of the window. */
  public Node tools() {
    return tools;
  }

  /** Where typing should start. */
  public void focusPrompt() {
    editor.focusPrompt();
  }

  public void togglePrompts() {
    showPrompts(!prompts.isVisible());
  }

  private void showPrompts(boolean shown) {
    show(prompts, shown);
    show(trials, shown);
    if (shown && hasRoomForOne()) {
      show(rail, false);
    }
  }

  private void showRail(boolean shown) {
    show(rail, shown);
    if (shown && hasRoomForOne()) {
      showPrompts(false);
    }
  }

  /** Both lists and charts beside the answers would push what is last out of a narrow window. */
  private boolean hasRoomForOne() {
    double room = Styles.room(this).getValue();
    return room > 0 && room < ROOM_FOR_RAIL;
  }

  /** Moves what parts the answers from the prompt, as far as both have their least room. */
  private void divide(double step) {
    double now = work.getDividerPositions()[0];
    work.setDividerPositions(Math.clamp(now + step, 0, 1));
  }

  private void focusCharts() {
    showRail(true);
    charts.requestFocus();
  }

  private void show(Node part, boolean shown) {
    part.setVisible(shown);
    part.setManaged(shown);
    placeRail();
  }

  /** Prompt, answer A, answer B, the replay when there is one, and round again. */
  private void focusNext() {
    if (answers.showsDiff() && !within(answers)) {
      answers.focusDiff();
    } else if (answers.showsDiff()) {
      editor.focusPrompt();
    } else if (within(a)) {
      b.focusAnswer();
    } else if (within(b) && answers.showsReplay()) {
      answers.focusReplay();
    } else if (within(answers)) {
      editor.focusPrompt();
    } else {
      a.focusAnswer();
    }
  }

  /** The side looked at last stays the one meant while the focus is in the editor or the list. */
  private void followFocus() {
    if (within(a)) {
      choose(Side.A);
    } else if (within(b)) {
      choose(Side.B);
    }
  }

  private void choose(Side side) {
    current = side;
    a.markCurrent(side == Side.A);
    b.markCurrent(side == Side.B);
  }

  private AnswerPane pane(Side side) {
    return side == Side.A ? a : b;
  }

  private boolean within(Node ancestor) {
    Scene scene = getScene();
    for (Node node = scene == null ? null : scene.getFocusOwner();
        node != null;
        node = node.getParent()) {
      if (node.equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  private void fire(String id) {
    if (lookup(id) instanceof ModelPicker picker) {
      picker.fire();
    }
  }
}
