package app.diptych.ui.measure;

import app.diptych.ui.charts.Palette;

/**
 * A model on the charts. It keeps its colour, sign and number for as long as the page is there.
 *
 * @param slot from 0 to {@link Palette#SERIES} less one
 */
record Series(int slot, String model) {
  /** Stands beside everything that is its own. */
  String number() {
    return String.valueOf(slot + 1);
  }

  /** Number and name. */
  String words() {
    return number() + " " + model;
  }
}
