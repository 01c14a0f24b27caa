package app.diptych.ui.charts;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.Side;
import java.util.Map;

/** What one chart draws, says of a moment, and gives away as a table. */
interface Plot {
  String title();

  /** What its numbers are, in a few words, as things are now. */
  String unit(Map<Side, Trace> traces);

  /** What the chart shows and how it is computed, for a tooltip. */
  String definition();

  /** Why there is nothing to draw; empty when there is. */
  default String nothing(Map<Side, Trace> traces) {
    return traces.values().stream().allMatch(trace -> trace.size() == 0) ? say("nothing yet") : "";
  }

  void draw(Brush brush, Map<Side, Trace> traces);

  /** What one side had at that moment, without its letter; empty when there is nothing to say. */
  String reading(Trace trace, long nanos);

  /** The same as comma-separated values with a head. */
  String table(Map<Side, Trace> traces);
}
