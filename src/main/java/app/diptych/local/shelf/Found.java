package app.diptych.local.shelf;

import java.nio.file.Path;

/**
 * A file of a model.
 *
 * @param title what it is called where it is kept; empty when it has no name there but its file's
 */
record Found(String title, Path file) {}
