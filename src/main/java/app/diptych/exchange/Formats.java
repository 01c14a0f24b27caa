package app.diptych.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who reads and who writes which format: one line each. A file is offered to the readers in this
 * order and the first that recognises it takes it, so what is told by a mark of its own comes
 * before what is told by its fields, and tables, which fit almost anything, come last.
 */
final class Formats {
  private static final List<Importer> IMPORTERS =
      List.of(
          //
          new BundleReader(), new TrlImporter(), new CsvImporter(), new TableJsonImporter());

  private static final List<Exporter> EXPORTERS =
      List.of(
          //
          new BundleWriter(), new TrlExporter(), new CsvExporter(), new TableJsonExporter());

  private Formats() {}

  /** Who says that the file is one of theirs. */
  static Optional<Importer> recognise(Source source) {
    return IMPORTERS.stream().filter(importer -> importer.recognises(source)).findFirst();
  }

  static Optional<Importer> importer(Format format) {
    return IMPORTERS.stream().filter(importer -> importer.format() == format).findFirst();
  }

  static Optional<Exporter> exporter(Format format) {
    return EXPORTERS.stream().filter(exporter -> exporter.format() == format).findFirst();
  }

  static List<Format> readable() {
    return Arrays.stream(Format.values()).filter(format -> importer(format).isPresent()).toList();
  }

  static List<Format> writable() {
    return Arrays.stream(Format.values()).filter(format -> exporter(format).isPresent()).toList();
  }
}
