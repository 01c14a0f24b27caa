package app.diptych.report;

import java.util.Locale;

/** How a benchmark sheet or a table of all metrics is written. */
public enum SheetFormat {
  MD("Markdown"),
  CSV("CSV"),
  HTML("HTML"),
  JSON("JSON");

  private final String words;

  SheetFormat(String words) {
    this.words = words;
  }

  /** Its name for people. */
  public String words() {
    return words;
  }

  /** What such a file's name ends with, without the dot. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String write(BenchmarkSheet sheet) {
    return switch (this) {
      case MD -> SheetMarkdown.write(sheet);
      case CSV -> SheetCsv.write(sheet);
      case HTML -> SheetHtml.write(sheet);
      case JSON -> SheetJson.write(sheet);
    };
  }

  /**
   * Writes a table of all metrics.
   *
   * @throws IllegalArgumentException for HTML, which there is of sheets only
   */
  public String write(MetricTable table) {
    return switch (this) {
      case MD -> MetricMarkdown.write(table);
      case CSV -> MetricCsv.write(table);
      case JSON -> MetricJson.write(table);
      case HTML ->
          throw new IllegalArgumentException(
              "A table of all metrics is not written as HTML: choose md, csv or json.");
    };
  }
}
