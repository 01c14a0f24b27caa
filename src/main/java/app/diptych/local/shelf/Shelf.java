package app.diptych.local.shelf;

import java.util.List;

/**
 * What a look at this machine found.
 *
 * @param models by title
 * @param notes what could not be looked at
 * @param places where was looked, as far as the folders are there
 */
public record Shelf(List<ShelfModel> models, List<ShelfNote> notes, List<ShelfPlace> places) {
  public static final Shelf EMPTY = new Shelf(List.of(), List.of(), List.of());

  public Shelf {
    models = List.copyOf(models);
    notes = List.copyOf(notes);
    places = List.copyOf(places);
  }
}
