package app.diptych.ui.diff;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.diff.Mode;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.OneOf;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.fx.WhyDisabled;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** What is compared, how much differs, and the way from one difference to the next. */
final class DiffBar extends HBox {
  private static final String SIMILARITY =
      toSay(
          "The same: twice the words (lines, values) that have a partner on the other side, divided by"
              + " all words (lines, values) of both.");

  private final DiffModel model;

  DiffBar(DiffModel model) {
    this.model = model;
    getStyleClass().add("diff-bar");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren()
        .addAll(modes(), only(), space, summary(), position(), previousButton(), nextButton());
  }

  private HBox modes() {
    ToggleGroup group = new ToggleGroup();
    HBox box = new HBox();
    box.getStyleClass().add("diff-modes");
    for (Mode mode : Mode.values()) {
      ToggleButton button = new ToggleButton(say(mode.word()));
      button.setId("diff-" + mode.word().toLowerCase(Locale.ROOT));
      button.setToggleGroup(group);
      button.getStyleClass().add(place(mode));
      button.setMinWidth(USE_PREF_SIZE);
      Shortcut.DIFF_MODE
          .on(button)
          .setAccessibleText(say("Compare %s").formatted(say(mode.word())));
      OneOf.choose(button, mode, model.modeProperty());
      box.getChildren()
          .add(
              mode == Mode.STRUCTURE
                  ? WhyDisabled.around(button, model.noStructureProperty())
                  : button);
    }
    return box;
  }

  private static String place(Mode mode) {
    return switch (mode) {
      case WORDS -> "left-pill";
      case LINES -> "center-pill";
      case STRUCTURE -> "right-pill";
    };
  }

  private ToggleButton only() {
    ToggleButton only = Shortcut.DIFF_ONLY.on(new ToggleButton(say("Only differences")));
    only.setId("diff-only");
    only.setMinWidth(USE_PREF_SIZE);
    only.selectedProperty().bindBidirectional(model.onlyDifferencesProperty());
    return only;
  }

  private Label summary() {
    Label summary = new Label();
    summary.setId("diff-summary");
    summary.getStyleClass().add("diff-summary");
    summary.textProperty().bind(model.summaryProperty());
    Tip.on(summary, say(SIMILARITY));
    summary.setMinWidth(0);
    return summary;
  }

  private Label position() {
    Label position = new Label();
    position.setId("diff-position");
    position.getStyleClass().addAll("muted", "diff-position");
    position.textProperty().bind(model.positionProperty());
    return position;
  }

  private Button previousButton() {
    return step(Icon.UP, Shortcut.DIFF_PREVIOUS, "diff-previous", model::previous);
  }

  private Button nextButton() {
    return step(Icon.DOWN, Shortcut.DIFF_NEXT, "diff-next", model::next);
  }

  private static Button step(Icon icon, Shortcut shortcut, String id, Runnable action) {
    Button button = shortcut.on(new Button("", icon.node()));
    button.setId(id);
    button.getStyleClass().addAll("button-icon", "flat");
    button.setOnAction(_ -> action.run());
    return button;
  }
}
