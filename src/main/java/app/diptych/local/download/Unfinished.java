package app.diptych.local.download;

import java.nio.file.Path;

/**
 * A download that was stopped.
 *
 * @param address what it was started with; a query is left out of it, and must be given again
 * @param file what it is to become
 * @param done bytes that are here
 * @param total bytes of the whole file; -1 when nobody said
 */
public record Unfinished(String address, Path file, long done, long total) {}
