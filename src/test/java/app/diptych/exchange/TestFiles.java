package app.diptych.exchange;

import app.diptych.session.SavedSession;
import app.diptych.trial.Answer;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small files for tests. */
final class TestFiles {
  private TestFiles() {}

  static Source source(Path folder, String name, String text)
      throws IOException, ExchangeException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Source.of(file);
  }

  static String written(Exporter exporter, SavedSession... sessions) throws IOException {
    StringWriter out = new StringWriter();
    exporter.write(List.of(sessions), out);
    return out.toString();
  }

  static List<Loss> losses(Exporter exporter, SavedSession... sessions) throws IOException {
    return exporter.write(List.of(sessions), new StringWriter());
  }

  static Imported again(Exporter exporter, Importer importer, Path folder, SavedSession... sessions)
      throws IOException, ExchangeException {
    Source source =
        source(folder, "again." + exporter.format().ending(), written(exporter, sessions));
    return importer.read(source);
  }

  /** Why a whole answer ended. */
  static String reason(Answer answer) {
    return answer.finishReason() == null ? "" : answer.finishReason().wire();
  }
}
