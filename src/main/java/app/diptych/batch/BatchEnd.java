package app.diptych.batch;

/**
 * How a run ended.
 *
 * @param whole whether every item is settled now
 * @param stopped whether the user stopped it
 * @param unsent items that were refused before they were sent, and wait for the next run
 * @param why what ended it early, in a sentence; empty when nothing did
 * @param last how far it has come
 */
public record BatchEnd(
    boolean whole, boolean stopped, long unsent, String why, BatchProgress last) {}
