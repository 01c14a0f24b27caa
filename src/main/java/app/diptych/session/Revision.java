package app.diptych.session;

/**
 * What a workspace was at a moment: equal to an earlier one only while nobody, in this program or
 * another, has written into its file in between, so that what was read then holds.
 *
 * @param connection who looked: the changes that two of them count cannot be compared
 * @param changes SQLite's {@code data_version}: another number after each change
 */
public record Revision(int connection, long changes) {}
