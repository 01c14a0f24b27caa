package app.diptych.ui.replay;

import static app.diptych.ui.fx.Wording.say;

import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/**
 * One side on the axis: waiting, reasoning, answering, and the numbers of its start and its end.
 */
final class TrackRow {
  /** How thick it is tells what goes on, for those who do not see the colour. */
  private static final double WAITING = 2;

  private static final double REASONING = 4;
  private static final double ANSWERING = 8;
  private static final double END = 2;
  private static final double LETTER = 16;

  private final Track track;
  private final HBox letter;
  private final Region waiting = bar("replay-waiting");
  private final Region reasoning = bar("replay-reasoning");
  private final Region answering = bar("replay-answering");
  private final Region end = bar("replay-end");
  private final Label times = new Label();

  TrackRow(Track track) {
    this.track = track;
    Label name = new Label(track.side().name());
    name.getStyleClass().add("side-letter");
    letter = new HBox(name);
    letter.getStyleClass().addAll("replay-letter", style());
    List.of(waiting, reasoning, answering, end).forEach(bar -> bar.getStyleClass().add(style()));
    times.getStyleClass().add("replay-times");
    times.setId("replay-times-" + track.side());
    times.setText(say("TTFT %s  end %s").formatted(millis(track.first()), millis(track.last())));
    times.setMouseTransparent(true);
  }

  private String style() {
    return "side-" + track.side().name().toLowerCase(Locale.ROOT);
  }

  private static Region bar(String style) {
    Region bar = new Region();
    bar.getStyleClass().add(style);
    bar.setMouseTransparent(true);
    return bar;
  }

  private static String millis(long nanos) {
    double millis = nanos / 1e6;
    return millis < 10_000
        ? String.format(Locale.ROOT, "%5.0f ms", millis)
        : String.format(Locale.ROOT, "%6.1f s", millis / 1_000);
  }

  List<Node> nodes() {
    return List.of(waiting, reasoning, answering, end, letter, times);
  }

  double timesWidth() {
    return times.prefWidth(-1);
  }

  /**
   * @param axis how long the axis is, in nanoseconds
   */
  void layOut(double left, double top, double length, double height, long axis, boolean withTimes) {
    double middle = top + height / 2;
    double first = left + length * track.first() / axis;
    double text = left + length * track.firstText().orElse(track.last()) / axis;
    double last = left + length * track.last() / axis;
    letter.resizeRelocate(0, top + (height - LETTER) / 2, LETTER, LETTER);
    place(waiting, left, first, middle, WAITING);
    place(reasoning, first, text, middle, REASONING);
    place(answering, text, last, middle, ANSWERING);
    place(end, last - END, last, middle, ANSWERING + 4);
    double width = timesWidth();
    times.setVisible(withTimes);
    times.resizeRelocate(left + length + 12, top, width, height);
  }

  private static void place(Region bar, double from, double to, double middle, double thick) {
    bar.resizeRelocate(from, middle - thick / 2, to - from, thick);
  }
}
