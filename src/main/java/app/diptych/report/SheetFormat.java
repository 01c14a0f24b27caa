package app.diptych.report;

import app.diptych.session.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** How a benchmark sheet is written. */
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
   * Saves it whole or not at all: beside the file first, then in its place.
   *
   * @throws IOException when it cannot be written
   */
  public void save(BenchmarkSheet sheet, Path file) throws IOException {
    WholeFile.text(file, write(sheet));
  }
}
