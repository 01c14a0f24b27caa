package app.diptych.report.decision;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Part of a chapter. */
public sealed interface Block {
  /**
   * A paragraph.
   *
   * @param strong whether it is what to take away
   */
  record Words(Text text, boolean strong) implements Block {}

  /** A list. */
  record Points(List<Text> items) implements Block {
    public Points {
      items = List.copyOf(items);
    }
  }

  /**
   * A table; the first cell of a row names it.
   *
   * @param id by which evidence is led to, of small letters, digits and hyphens
   */
  record Table(String id, String caption, List<String> columns, List<List<Text>> rows)
      implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Values with their intervals, one below the other, all on one axis.
   *
   * @param id as that of a table
   * @param mark a value to hold them against, such as one half; null for none
   */
  record Chart(String id, String caption, String unit, List<Bar> bars, @Nullable Double mark)
      implements Block {
    public Chart {
      bars = List.copyOf(bars);
    }
  }

  /**
   * One of a chart.
   *
   * @param value null for a span without a middle
   * @param words the numbers, as people read them
   */
  record Bar(
      String label, Whose whose, double low, @Nullable Double value, double high, String words) {}

  /** Of which model something is, told by colour, shape and letter. */
  enum Whose {
    A,
    B,
    NEITHER
  }

  /** A paragraph. */
  static Words words(String text) {
    return new Words(Text.of(text), false);
  }

  /** A list of plain sentences. */
  static Points points(List<String> sentences) {
    return new Points(sentences.stream().map(Text::of).toList());
  }

  /** A row of plain cells. */
  static List<Text> row(String... cells) {
    return Arrays.stream(cells).map(Text::of).toList();
  }
}
