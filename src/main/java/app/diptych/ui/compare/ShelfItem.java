package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line of a list of prompts: a heading, or a prompt below it. */
public sealed interface ShelfItem {

  /**
   * What the prompts below it have in common.
   *
   * @param own whether they are the user's own; nothing to tell of favourites
   */
  record Heading(String words, boolean own) implements ShelfItem {}

  /** A prompt. */
  record Entry(Shelved shelved) implements ShelfItem {}

  /** Puts headings between prompts that are in order already. */
  static List<ShelfItem> of(List<Shelved> prompts) {
    List<ShelfItem> items = new ArrayList<>();
    Heading last = new Heading("", true);
    for (Shelved shelved : prompts) {
      Heading heading = heading(shelved);
      if (!heading.equals(last)) {
        items.add(heading);
        last = heading;
      }
      items.add(new Entry(shelved));
    }
    return items;
  }

  private static Heading heading(Shelved shelved) {
    String folder = shelved.prompt().folder();
    if (shelved.favourite()) {
      return new Heading(say("Favourites"), true);
    }
    if (shelved.own()) {
      return new Heading(folder.isEmpty() ? say("My prompts") : folder, true);
    }
    String words = folder.isEmpty() ? say("More") : folder;
    return new Heading(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1), false);
  }
}
