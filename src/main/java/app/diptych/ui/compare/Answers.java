package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.diff.DiffModel;
import app.diptych.ui.diff.DiffView;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.FirstShown;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.ScrollCouple;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Styles;
import app.diptych.ui.fx.WhyDisabled;
import app.diptych.ui.replay.ReplayBar;
import atlantafx.base.controls.ToggleSwitch;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * Both panes, and below their heads either the answers or what differs between them; below all of
 * it the replay while there is one.
 */
final class Answers extends VBox {
  private static final double ROOM_FOR_WORDS = 1400;
  private final AnswerDiff diff;
  private final AnswerPane a;
  private final AnswerPane b;
  private final HBox panes;
  private final ScrollCouple scrolling;
  private final DiffView view;
  private final AnswerReplay replay;
  private final ReplayBar bar;
  private final ExactRepeat repeat;
  private final AnswerCertainty certainty;

  Answers(CompareModel model, AnswerPane a, AnswerPane b, HBox panes) {
    this.diff = model.diff();
    this.a = a;
    this.b = b;
    this.panes = panes;
    this.scrolling = new ScrollCouple(a.answer(), b.answer());
    this.view = new DiffView(diff.model());
    this.replay = model.replay();
    this.repeat = model.repeat();
    this.certainty = model.certainty();
    this.bar = new ReplayBar(replay.model(), () -> replay.shownProperty().set(false));
    getStyleClass().add("answers");
    VBox.setVgrow(view, Priority.ALWAYS);
    view.setVisible(false);
    bar.setVisible(false);
    FirstShown.into(this, panes, new CertaintyBar(certainty), view, bar);
    diff.shownProperty().subscribe(this::show);
    replay.model().tracksProperty().subscribe(tracks -> showReplay(!tracks.isEmpty()));
  }

  private void showReplay(boolean replayed) {
    boolean had = bar.isVisible();
    bar.setVisible(replayed);
    bar.setManaged(replayed);
    if (replayed) {
      bar.focusAxis();
    } else if (had) {
      a.focusAnswer();
    }
  }

  private void show(boolean differences) {
    List.of(a, b).forEach(pane -> pane.showContent(!differences));
    VBox.setVgrow(panes, differences ? Priority.NEVER : Priority.ALWAYS);
    view.setVisible(differences);
    view.setManaged(differences);
    if (differences) {
      view.focusRows();
    }
  }

  boolean showsDiff() {
    return diff.shownProperty().get();
  }

  boolean showsReplay() {
    return bar.isVisible();
  }

  void focusReplay() {
    bar.focusAxis();
  }

  void focusDiff() {
    view.focusRows();
  }

  void keys(BiConsumer<Shortcut, Runnable> add) {
    DiffModel model = diff.model();
    add.accept(Shortcut.DIFF, () -> flip(diff.shownProperty()));
    add.accept(Shortcut.DIFF_NEXT, model::next);
    add.accept(Shortcut.DIFF_PREVIOUS, model::previous);
    add.accept(Shortcut.DIFF_ONLY, () -> flip(model.onlyDifferencesProperty()));
    add.accept(Shortcut.DIFF_MODE, model::nextMode);
    add.accept(Shortcut.SYNC_SCROLL, () -> flip(scrolling.onProperty()));
    add.accept(Shortcut.CERTAINTY, () -> flip(certainty.wantedProperty()));
    add.accept(Shortcut.PART, certainty::part);
    add.accept(Shortcut.REPEAT, repeat::begin);
    add.accept(Shortcut.REPLAY, () -> flip(replay.shownProperty()));
  }

  /** What belongs to a comparison or to marks has no button before they are shown. */
  void tellWhyNot(Node part) {
    for (Shortcut comparing : List.of(Shortcut.DIFF_ONLY, Shortcut.DIFF_MODE)) {
      Actions.unless(part, comparing, this::noDiff);
    }
    for (Shortcut step : List.of(Shortcut.DIFF_NEXT, Shortcut.DIFF_PREVIOUS)) {
      Actions.unless(part, step, () -> showsDiff() ? diff.model().noDifferences() : noDiff());
    }
    Actions.unless(
        part,
        Shortcut.PART,
        () -> certainty.isShown() ? "" : say("Show how sure the models were first."));
  }

  private String noDiff() {
    return showsDiff() ? "" : say("Compare the answers first.");
  }

  private static void flip(BooleanProperty property) {
    property.set(!property.get());
  }

  HBox tools() {
    ToggleButton compare =
        Shortcut.DIFF.on(new ToggleButton(say("Compare answers"), Icon.DIFF.node()));
    compare.setId("compare-answers");
    compare.selectedProperty().bindBidirectional(diff.shownProperty());
    ToggleSwitch sync = Shortcut.SYNC_SCROLL.on(new ToggleSwitch(say("Sync scroll")));
    sync.setId("sync-scroll");
    // The library gives it none.
    sync.setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
    sync.selectedProperty().bindBidirectional(scrolling.onProperty());
    sync.disableProperty().bind(diff.shownProperty());
    ToggleButton again = Shortcut.REPLAY.on(new ToggleButton(say("Replay"), Icon.REPLAY.node()));
    again.setId("replay-answers");
    again.selectedProperty().bindBidirectional(replay.shownProperty());
    Button exactly = Shortcut.REPEAT.on(new Button(say("Re-run exactly"), Icon.REPEAT.node()));
    exactly.setId("repeat-exactly");
    exactly.setOnAction(_ -> repeat.begin());
    ToggleButton sure = Shortcut.CERTAINTY.on(new ToggleButton("", Icon.CERTAINTY.node()));
    sure.setId("certainty");
    sure.selectedProperty().bindBidirectional(certainty.wantedProperty());
    HBox tools =
        new HBox(
            WhyDisabled.around(exactly, repeat.whyNotProperty()),
            WhyDisabled.around(again, replay.whyNotProperty()),
            sure,
            compare,
            sync);
    tools.getStyleClass().add("page-tools");
    // In a narrow window the icons alone say it; their tooltips have the words and the keys.
    ObservableValue<Boolean> narrow =
        tools
            .sceneProperty()
            .flatMap(Styles::room)
            .map(width -> width < ROOM_FOR_WORDS)
            .orElse(false);
    narrow.subscribe(tight -> sync.setText(tight ? "" : say("Sync scroll")));
    for (ButtonBase button : List.of(compare, again, exactly)) {
      button.setAccessibleText(button.getText());
      button.setMinWidth(USE_PREF_SIZE);
      narrow.subscribe(tight ->
          button.setContentDisplay(tight ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
    }
    return tools;
  }
}
