package app.diptych.exchange;

import app.diptych.session.SavedSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes sessions as several files that belong together, where one file cannot hold them. */
interface FolderExporter {
  Format format();

  /**
   * Writes them into a folder, which is made when it is not there.
   *
   * @return what the format has no place for
   */
  List<Loss> write(List<SavedSession> sessions, Path folder) throws IOException;
}
