package app.diptych.ui.review;

import app.diptych.review.stats.Estimate;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/** A table of names and numbers; each number with its interval and with how many it is made of. */
final class Sheet extends GridPane {
  private static final int LONGEST = 60;

  Sheet() {
    getStyleClass().add("sheet-grid");
  }

  /** A row of words under which the next rows stand. */
  Sheet heads(String... words) {
    Node[] cells = new Node[words.length];
    for (int i = 0; i < words.length; i++) {
      Label cell = new Label(words[i]);
      cell.getStyleClass().addAll("muted", "small-text");
      cells[i] = cell;
    }
    addRow(getRowCount(), cells);
    return this;
  }

  Sheet row(String name, String value, String more) {
    Label what = new Label(cut(name));
    Label number = new Label(value);
    number.getStyleClass().add("sheet-value");
    number.setMinWidth(USE_PREF_SIZE);
    GridPane.setHalignment(number, HPos.RIGHT);
    Label rest = new Label(more);
    rest.getStyleClass().addAll("muted", "small-text");
    addRow(getRowCount(), what, number, rest);
    return this;
  }

  /** A row of cells, the first of them a name. */
  Sheet cells(String... words) {
    Node[] cells = new Node[words.length];
    for (int i = 0; i < words.length; i++) {
      Label cell = new Label(i == 0 ? cut(words[i]) : words[i]);
      if (i > 0) {
        cell.setMinWidth(USE_PREF_SIZE);
        cell.getStyleClass().add("sheet-value");
      }
      cells[i] = cell;
    }
    addRow(getRowCount(), cells);
    return this;
  }

  Sheet share(String name, Optional<Estimate> estimate) {
    estimate.ifPresent(one -> row(name, share(one), n(one)));
    return this;
  }

  /** The same of something else than votes. */
  Sheet share(String name, Optional<Estimate> estimate, String of) {
    estimate.ifPresent(one -> row(name, share(one), of));
    return this;
  }

  /** A number that is no share, such as a coefficient. */
  Sheet plain(String name, Optional<Estimate> estimate) {
    estimate.ifPresent(one -> row(name, plain(one), n(one)));
    return this;
  }

  static String n(Estimate one) {
    return String.format(Locale.ROOT, "n %,d", one.n());
  }

  static String share(Estimate one) {
    return String.format(
        Locale.ROOT,
        "%.1f %%  [%.1f to %.1f]",
        100 * one.value(),
        100 * one.low(),
        100 * one.high());
  }

  static String plain(Estimate one) {
    return String.format(Locale.ROOT, "%.2f  [%.2f to %.2f]", one.value(), one.low(), one.high());
  }

  static String p(double p) {
    return p < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", p);
  }

  /** One line, and not too long a one. */
  static String cut(String words) {
    String line = words.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(LONGEST - 2, 0)) + "\u2026";
  }
}
