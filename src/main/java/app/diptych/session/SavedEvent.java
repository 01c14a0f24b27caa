package app.diptych.session;

/**
 * Something that happened to a side besides its text.
 *
 * @param atNanos nanoseconds from the side's t0; before it below zero
 * @param kind the state the side came to, or {@code started} or {@code usage}
 * @param detail what is known of it, as JSON
 */
public record SavedEvent(long atNanos, String kind, String detail) {}
