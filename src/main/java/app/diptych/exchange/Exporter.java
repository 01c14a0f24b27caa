package app.diptych.exchange;

import app.diptych.session.SavedSession;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes sessions in one format. */
interface Exporter {
  Format format();

  /**
   * Writes them.
   *
   * @return what the format has no place for
   */
  List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException;
}
