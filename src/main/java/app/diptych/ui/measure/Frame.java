package app.diptych.ui.measure;

/** How large a chart is, and how much of it is for words around it. */
record Frame(double width, double height) {
  private static final double LEFT = 46;
  private static final double RIGHT = 16;
  private static final double TOP = 10;
  private static final double BOTTOM = 34;

  double left() {
    return LEFT;
  }

  double right() {
    return Math.max(LEFT + 1, width - RIGHT);
  }

  double top() {
    return TOP;
  }

  double bottom() {
    return Math.max(TOP + 1, height - BOTTOM);
  }
}
