package app.diptych.local.shelf;

/** Something a look at the shelf left out, and why, in a sentence. */
public record ShelfNote(ShelfPlace place, String sentence) {}
