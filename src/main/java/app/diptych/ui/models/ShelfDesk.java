package app.diptych.ui.models;

import app.diptych.local.shelf.Shelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the models page works with; each call may take a while. */
public interface ShelfDesk {
  /** Looks at this machine. */
  Shelf look() throws InterruptedException;

  /** The folders the user named. */
  List<Path> folders();

  /**
   * Adds one.
   *
   * @throws IOException when it cannot be kept, with a sentence
   */
  void add(Path folder) throws IOException;

  /**
   * Takes one off the list; its files stay.
   *
   * @return takes that back
   * @throws IOException when it cannot be kept, with a sentence
   */
  Undo remove(Path folder) throws IOException;

  /**
   * Shows a file in the platform's own program for files.
   *
   * @throws IOException when that does not go, with a sentence
   */
  void reveal(Path file) throws IOException;

  /** Takes a change back. */
  interface Undo {
    void run() throws IOException;
  }
}
