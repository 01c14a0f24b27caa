package app.diptych.session;

import app.diptych.session.NameFinder.NoSuchName;
import app.diptych.session.Named.None;
import app.diptych.session.Named.One;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Finds what people name: a session by its id, the beginning of its id or its title; a trial as
 * {@code SESSION#TRIAL}, by its number or id; a recorded answer as {@code
 * recorded:SESSION#TRIAL/SIDE}. Deleted sessions have no other name than to be restored. Reading
 * blocks for a moment.
 */
public final class RecordingNames {
  private final Readers readers;

  RecordingNames(Readers readers) {
    this.readers = readers;
  }

  /** A recorded answer, and its name in the usual form. */
  public record Recorded(String name, RecordedAnswer answer) {}

  /**
   * A trial with its session.
   *
   * @param recordings in which pieces the answers came; none for one whose timing is not known
   */
  public record RecordedTrial(
      SessionSummary session, SavedTrial trial, Map<Side, Recording> recordings) {
    public RecordedTrial {
      recordings = Map.copyOf(recordings);
    }
  }

  /** The session of that name. */
  public Named<SessionSummary> session(String name) throws WorkspaceException {
    return look(finder -> finder.session(name));
  }

  /** The deleted session of that name. */
  public Named<SessionSummary> deleted(String name) throws WorkspaceException {
    return look(finder -> finder.deleted(name));
  }

  /**
   * The trial of that name.
   *
   * @param name {@code SESSION#TRIAL}, or {@code SESSION} alone for its last trial
   */
  public Named<RecordedTrial> trial(String name) throws WorkspaceException {
    return look(finder -> finder.trial(name));
  }

  /**
   * The recorded answer of that name.
   *
   * @param name {@code recorded:SESSION#TRIAL/SIDE}
   */
  public Named<Recorded> answer(String name) throws WorkspaceException {
    return look(finder -> finder.answer(name));
  }

  private interface Search<T> {
    T run(NameFinder finder) throws SQLException, NoSuchName;
  }

  private <T> Named<T> look(Search<T> search) throws WorkspaceException {
    return readers.read(connection -> found(connection, search));
  }

  private static <T> Named<T> found(Connection connection, Search<T> search) throws SQLException {
    try {
      return new One<>(search.run(new NameFinder(connection)));
    } catch (NoSuchName none) {
      return new None<>(none.failure());
    }
  }
}
