package app.diptych.local.shelf;

import java.nio.file.Path;

/** A folder that models are looked for in, and whose it is. */
public record ShelfPlace(ShelfSource source, Path folder) {}
