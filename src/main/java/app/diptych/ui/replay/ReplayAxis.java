package app.diptych.ui.replay;

import static app.diptych.ui.fx.Wording.say;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.Region;

/**
 * The one time axis of a replay: a track for each side with its TTFT and its end, marks of time
 * below, and over all of them the playhead, which is a slider.
 */
final class ReplayAxis extends Region {
  private static final double NANOS = 1e9;
  private static final double ROW = 18;
  private static final double MARKS = 16;
  private static final double GUTTER = 28;
  private static final double GAP = 12;

  /** A slider keeps half its thumb free at each end. */
  private static final double HALF_THUMB = 6;

  /** Room for one mark of time. */
  private static final double MARK_ROOM = 72;

  private static final double ROOM_FOR_TIMES = 560;

  private final ReplayModel model;
  private final Slider head = new Slider();
  private final Region veil = new Region();
  private final List<TrackRow> rows = new ArrayList<>();
  private final List<Label> marks = new ArrayList<>();
  private boolean following;
  private boolean wasPlaying;

  ReplayAxis(ReplayModel model) {
    this.model = model;
    getStyleClass().add("replay-axis");
    veil.getStyleClass().add("replay-veil");
    veil.setMouseTransparent(true);
    head.setId("replay-head");
    head.getStyleClass().add("replay-head");
    head.setAccessibleText(say("Moment of the replay, in seconds"));
    model.tracksProperty().subscribe(this::show);
    model.positionProperty().subscribe(this::follow);
    head.valueProperty()
        .subscribe(seconds -> {
          if (!following) {
            model.seek(Math.round(seconds.doubleValue() * NANOS));
          }
        });
    head.valueChangingProperty().subscribe(this::hold);
  }

  void focus() {
    head.requestFocus();
  }

  /** What a screen reader says of this moment. */
  void tell(String moment) {
    head.setAccessibleHelp(moment);
  }

  /** While the playhead is held nothing may pull it away. */
  private void hold(boolean held) {
    if (held) {
      wasPlaying = model.playingProperty().get();
      model.pause();
    } else if (wasPlaying) {
      wasPlaying = false;
      model.play();
    }
  }

  private void show(List<Track> tracks) {
    rows.clear();
    tracks.forEach(track -> rows.add(new TrackRow(track)));
    marks.clear();
    getChildren().clear();
    rows.forEach(row -> getChildren().addAll(row.nodes()));
    getChildren().addAll(veil, head);
    following = true;
    head.setMax(model.axis() / NANOS);
    following = false;
    follow();
    requestLayout();
  }

  private void follow() {
    following = true;
    head.setValue(model.positionProperty().get() / NANOS);
    following = false;
    requestLayout();
  }

  @Override
  protected double computePrefHeight(double width) {
    return Math.max(1, rows.size()) * ROW + MARKS;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return ROOM_FOR_TIMES;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    boolean withTimes = width >= ROOM_FOR_TIMES;
    double times = 0;
    for (TrackRow row : rows) {
      times = withTimes ? Math.max(times, row.timesWidth() + GAP) : 0;
    }
    double length = Math.max(0, width - GUTTER - times - HALF_THUMB);
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).layOut(GUTTER, i * ROW, length, ROW, model.axis(), withTimes);
    }
    double height = rows.size() * ROW;
    double at = length * model.positionProperty().get() / model.axis();
    veil.resizeRelocate(GUTTER + at, 0, Math.max(0, length - at), height);
    head.resizeRelocate(GUTTER - HALF_THUMB, 0, length + 2 * HALF_THUMB, height);
    layOutMarks(length, height);
  }

  private void layOutMarks(double length, double top) {
    long step = TimeText.roundStep(model.axis() * MARK_ROOM / Math.max(MARK_ROOM, length));
    int count = (int) (model.axis() / step) + 1;
    while (marks.size() < count) {
      Label mark = new Label();
      mark.getStyleClass().add("replay-mark");
      mark.setMouseTransparent(true);
      marks.add(mark);
      getChildren().addFirst(mark);
    }
    for (int i = 0; i < marks.size(); i++) {
      Label mark = marks.get(i);
      mark.setVisible(i < count);
      mark.setText(TimeText.mark(i * step, step));
      double width = mark.prefWidth(-1);
      double center = GUTTER + length * (i * (double) step / model.axis());
      mark.resizeRelocate(Math.rint(center - width / 2), top, width, MARKS);
    }
  }
}
