package app.diptych.app;

import app.diptych.local.shelf.ShelfPlace;
import app.diptych.local.shelf.ShelfSource;
import app.diptych.ui.models.ShelfDesk.Undo;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The folders with models that the user named, in {@code settings.json} under {@code shelf}.
 * Thread-safe.
 */
final class ShelfSettings {
  private static final String SHELF = "shelf";
  private static final String FOLDERS = "folders";
  private static final String PATH = "path";

  private final SettingsFile settings;

  ShelfSettings(SettingsFile settings) {
    this.settings = settings;
  }

  List<ShelfPlace> folders() {
    List<ShelfPlace> folders = new ArrayList<>();
    for (JsonNode entry : settings.tree(SHELF).path(FOLDERS)) {
      String path = path(entry);
      try {
        if (!path.isEmpty()) {
          folders.add(new ShelfPlace(ShelfSource.FOLDER, Path.of(path)));
        }
      } catch (InvalidPathException elsewhere) {
        // A name of another platform: it stays in the file for that one.
      }
    }
    return folders;
  }

  /**
   * Adds a folder, unless it is there.
   *
   * @throws IOException when it cannot be kept, with a sentence
   */
  void add(Path folder) throws IOException {
    String path = folder.toAbsolutePath().normalize().toString();
    change(list -> {
      if (place(list, path) < 0) {
        list.addObject().put(PATH, path);
      }
    });
  }

  /**
   * Takes a folder off the list; its files stay.
   *
   * @return puts it back where it was
   * @throws IOException when that cannot be kept, with a sentence
   */
  Undo remove(Path folder) throws IOException {
    String path = folder.toString();
    ArrayNode before = settings.tree(SHELF).path(FOLDERS) instanceof ArrayNode list ? list : null;
    int place = before == null ? -1 : place(before, path);
    if (before == null || place < 0) {
      return () -> {};
    }
    JsonNode taken = before.get(place);
    change(list -> {
      int now = place(list, path);
      if (now >= 0) {
        list.remove(now);
      }
    });
    return () ->
        change(list -> {
          if (place(list, path) < 0) {
            list.insert(Math.min(place, list.size()), taken);
          }
        });
  }

  private interface Change {
    void make(ArrayNode list);
  }

  private void change(Change change) throws IOException {
    settings.edit(tree -> {
      ObjectNode shelf =
          tree.path(SHELF) instanceof ObjectNode known ? known : tree.putObject(SHELF);
      ArrayNode list =
          shelf.path(FOLDERS) instanceof ArrayNode known ? known : shelf.putArray(FOLDERS);
      change.make(list);
    });
    if (!settings.problem().isEmpty()) {
      settings.readAgain();
      throw new IOException(settings.problem());
    }
  }

  private static int place(ArrayNode list, String path) {
    for (int i = 0; i < list.size(); i++) {
      if (path(list.get(i)).equals(path)) {
        return i;
      }
    }
    return -1;
  }

  /** An entry may be a plain text, as people write it. */
  private static String path(JsonNode entry) {
    return entry.isString() ? entry.asString() : entry.path(PATH).asString("");
  }
}
