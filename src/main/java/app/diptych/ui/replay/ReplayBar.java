package app.diptych.ui.replay;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.OneOf;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Tip;
import java.util.Locale;
import java.util.Map;
import javafx.animation.AnimationTimer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Plays a trial again: its controls, who is ahead, and the time axis of both sides. */
public final class ReplayBar extends VBox {
  private final ReplayModel model;
  private final ReplayAxis axis;
  private final AnimationTimer pulses;

  /**
   * @param close ends the replay
   */
  public ReplayBar(ReplayModel model, Runnable close) {
    this.model = model;
    this.axis = new ReplayAxis(model);
    this.pulses =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            model.pulse();
          }
        };
    getStyleClass().addAll("card", "replay-bar");
    setId("replay");
    HBox controls = new HBox(playButton(), speeds());
    controls.getStyleClass().add("replay-controls");
    HBox standing = standing();
    HBox.setHgrow(standing, Priority.ALWAYS);
    HBox first = new HBox(controls, standing, closeButton(close));
    first.getStyleClass().add("replay-row");
    getChildren().addAll(first, axis);
    model.playingProperty().subscribe(this::follow);
    sceneProperty()
        .subscribe(scene -> {
          if (scene == null) {
            model.pause();
          }
        });
    keys();
  }

  private void follow(boolean playing) {
    if (playing) {
      pulses.start();
    } else {
      pulses.stop();
    }
  }

  private void keys() {
    Map.of(
            Shortcut.REPLAY_PLAY, (Runnable) model::toggle,
            Shortcut.REPLAY_BACK, () -> model.step(-1),
            Shortcut.REPLAY_ON, () -> model.step(1),
            Shortcut.REPLAY_START, model::toStart,
            Shortcut.REPLAY_END, model::toEnd,
            Shortcut.REPLAY_FASTER, model::faster,
            Shortcut.REPLAY_SLOWER, model::slower)
        .forEach((shortcut, run) -> shortcut.firstWithin(this, run));
  }

  /** The keyboard goes to the axis, which takes every key of the replay. */
  public void focusAxis() {
    axis.focus();
  }

  private Button playButton() {
    Button play = Shortcut.REPLAY_PLAY.on(new Button());
    play.setId("replay-play");
    play.getStyleClass().addAll("button-icon", "flat");
    model
        .playingProperty()
        .subscribe(playing -> {
          play.setGraphic((playing ? Icon.PAUSE : Icon.RUN).node());
          play.setAccessibleText(playing ? say("Pause") : say("Play"));
        });
    play.setOnAction(_ -> model.toggle());
    return play;
  }

  private HBox speeds() {
    ToggleGroup group = new ToggleGroup();
    HBox box = new HBox();
    box.getStyleClass().add("replay-speeds");
    for (double times : ReplayModel.SPEEDS) {
      ToggleButton button = new ToggleButton(words(times));
      button.setId("replay-speed-" + words(times).replace('.', '-'));
      button.setToggleGroup(group);
      button.getStyleClass().add(place(times));
      button.setMinWidth(USE_PREF_SIZE);
      button.setAccessibleText(say("%s times the recorded speed").formatted(words(times)));
      OneOf.take(
          button,
          () -> {
            if (model.speedProperty().get() != times) {
              model.setSpeed(times);
            }
          });
      button.setOnAction(_ -> focusAxis());
      model.speedProperty().subscribe(now -> button.setSelected(now.doubleValue() == times));
      box.getChildren().add(button);
    }
    return box;
  }

  private static String words(double times) {
    return String.format(Locale.ROOT, times == Math.rint(times) ? "%.0fx" : "%sx", times);
  }

  private static String place(double times) {
    if (times == ReplayModel.SPEEDS.getFirst()) {
      return "left-pill";
    }
    return times == ReplayModel.SPEEDS.getLast() ? "right-pill" : "center-pill";
  }

  private HBox standing() {
    Label time = new Label();
    time.setId("replay-time");
    time.getStyleClass().add("replay-time");
    time.setMinWidth(USE_PREF_SIZE);
    Label standing = new Label();
    standing.setId("replay-standing");
    standing.setMinWidth(0);
    Tip.on(standing, standing.textProperty());
    model.tracksProperty().subscribe(() -> show(time, standing));
    model.positionProperty().subscribe(() -> show(time, standing));
    HBox box = new HBox(time, standing);
    box.getStyleClass().add("replay-standing");
    return box;
  }

  private void show(Label time, Label standing) {
    time.setText(say("At %s:").formatted(model.time()));
    standing.setText(model.standing());
    axis.tell(time.getText() + " " + standing.getText());
  }

  private static Button closeButton(Runnable close) {
    Button button = Shortcut.REPLAY.on(new Button("", Icon.CLOSE.node()), say("Close the replay"));
    button.setId("replay-close");
    button.getStyleClass().addAll("button-icon", "flat");
    button.setOnAction(_ -> close.run());
    return button;
  }
}
