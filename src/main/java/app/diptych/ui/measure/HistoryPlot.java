package app.diptych.ui.measure;

import java.util.List;
import java.util.Optional;

/** What one chart of the page shows. Immutable; its cost does not grow with the answers. */
interface HistoryPlot {
  /** What is measured and how it is drawn, with its source. */
  String definition();

  /** Why there is nothing to draw, as a sentence; empty when there is. */
  String nothing();

  void draw(Board board);

  /** What is pointed at; empty for nothing. */
  Optional<Spot> at(Frame frame, double x, double y);

  /** Everything the arrow keys go through, in their order. */
  List<Spot> spots(Frame frame);

  /** The same numbers in words, a sentence each series. */
  String summary();

  /** What is not drawn, and why; empty when everything is. */
  default String beside() {
    return "";
  }

  /** The numbers as comma-separated values with a head. */
  String table();
}
