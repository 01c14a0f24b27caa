package app.diptych.session;

import app.diptych.completion.Failure;
import app.diptych.session.RecordingNames.Recorded;
import app.diptych.session.RecordingNames.RecordedTrial;
import app.diptych.session.SessionQuery.Shelf;
import app.diptych.trial.Answer;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.Trial;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Reads names in one look at the workspace. */
final class NameFinder {
  /** How much of an id names a session, unless more is needed to tell it from the others. */
  private static final int SHORT = 8;

  private static final int OFFERED = 3;
  private static final String FORM =
      "A recorded answer is named recorded:SESSION#TRIAL/SIDE, for example recorded:1f6ad20c#1/A.";

  private final Connection connection;

  NameFinder(Connection connection) {
    this.connection = connection;
  }

  /** Nothing has that name. */
  static final class NoSuchName extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure.ModelNotFound failure;

    NoSuchName(String message, String hint) {
      super(message);
      this.failure = new Failure.ModelNotFound(message, hint);
    }

    Failure.ModelNotFound failure() {
      return failure;
    }
  }

  SessionSummary session(String name) throws SQLException, NoSuchName {
    return session(name.strip(), Shelf.CURRENT);
  }

  SessionSummary deleted(String name) throws SQLException, NoSuchName {
    return session(name.strip(), Shelf.DELETED);
  }

  private SessionSummary session(String words, Shelf shelf) throws SQLException, NoSuchName {
    List<SessionSummary> fitting = SessionReader.named(connection, words, shelf == Shelf.DELETED);
    for (SessionSummary session : fitting) {
      if (session.id().equals(words)) {
        return session;
      }
    }
    if (fitting.size() > 1) {
      throw new NoSuchName(
          quoted(words) + " fits " + fitting.size() + " sessions.",
          "Give the beginning of its id: " + list(fitting) + ".");
    }
    if (fitting.isEmpty()) {
      throw shelf == Shelf.DELETED ? notDeleted(words) : noSession(words);
    }
    return fitting.getFirst();
  }

  private NoSuchName notDeleted(String words) throws SQLException {
    List<SessionSummary> there = SessionReader.list(connection, SessionQuery.of("", Shelf.DELETED));
    return new NoSuchName(
        "There is no deleted session " + quoted(words) + ".",
        there.isEmpty()
            ? "No session is deleted."
            : "Name it by its whole title or the beginning of its id; deleted are: "
                + list(there)
                + ".");
  }

  private NoSuchName noSession(String words) throws SQLException {
    List<SessionSummary> recent = SessionReader.list(connection, SessionQuery.all());
    return new NoSuchName(
        words.isEmpty() ? "No session is named." : "There is no session " + quoted(words) + ".",
        recent.isEmpty()
            ? "Nothing is saved here yet: run a prompt in the window first."
            : "Name it by its whole title or the beginning of its id; the latest: "
                + list(recent)
                + ".");
  }

  RecordedTrial trial(String name) throws SQLException, NoSuchName {
    int hash = name.lastIndexOf('#');
    return hash < 0 ? trial(name, "") : trial(name.substring(0, hash), name.substring(hash + 1));
  }

  private RecordedTrial trial(String sessionName, String words) throws SQLException, NoSuchName {
    SessionSummary session = session(sessionName);
    SavedTrial trial = TrialReader.named(connection, session.id(), words.strip()).orElse(null);
    if (trial == null) {
      throw noTrial(session, words.strip());
    }
    return new RecordedTrial(session, trial, SessionCopy.recordings(connection, trial));
  }

  private static NoSuchName noTrial(SessionSummary session, String words) {
    String where = "The session " + quoted(session.title());
    return switch (session.trials()) {
      case 0 -> new NoSuchName(where + " has no trials yet.", "Run a prompt in it first.");
      case 1 -> new NoSuchName(where + " has no trial " + words + ".", "Its only trial is 1.");
      default ->
          new NoSuchName(
              where + " has no trial " + words + ".",
              "Its trials are 1 to " + session.trials() + ".");
    };
  }

  Recorded answer(String name) throws SQLException, NoSuchName {
    String words =
        name.startsWith(RecordedAnswer.PREFIX)
            ? name.substring(RecordedAnswer.PREFIX.length())
            : name;
    int slash = words.lastIndexOf('/');
    int hash = words.lastIndexOf('#', slash);
    if (slash < 0 || hash < 0) {
      throw new NoSuchName(quoted(name) + " does not name a recorded answer.", FORM);
    }
    String letter = words.substring(slash + 1).strip().toUpperCase(Locale.ROOT);
    if (!letter.equals("A") && !letter.equals("B")) {
      throw new NoSuchName("There is no side " + quoted(letter) + ": sides are A and B.", FORM);
    }
    RecordedTrial found = trial(words.substring(0, hash), words.substring(hash + 1, slash));
    Side side = Side.valueOf(letter);
    String usual =
        RecordedAnswer.PREFIX
            + shortId(found.session().id())
            + "#"
            + found.trial().number()
            + "/"
            + side;
    return new Recorded(usual, answer(found, side));
  }

  private static RecordedAnswer answer(RecordedTrial found, Side side) throws NoSuchName {
    SavedTrial trial = found.trial();
    String title = found.session().title();
    String place = "Trial " + trial.number() + " of " + quoted(title);
    Answer answer = trial.answer(side).orElse(null);
    if (answer == null) {
      throw new NoSuchName(
          place + " has no side " + side + ".", "Its only side is " + side.other() + ".");
    }
    if (!answer.state().isLast()) {
      throw new NoSuchName(
          "Side " + side + " of trial " + trial.number() + " is still being answered.",
          "Wait until it has ended.");
    }
    Recording recording = found.recordings().getOrDefault(side, Recording.EMPTY);
    if (!recording.fits(answer.text(), answer.reasoning())) {
      throw new NoSuchName(
          place + " has no timing for side " + side + ".",
          "Only an answer that came piece by piece can be given again: name another.");
    }
    return new RecordedAnswer(
        title,
        trial.number(),
        side,
        trial.startedAt(),
        new Trial(trial.id(), trial.startedAt(), trial.answers()).contended(),
        answer,
        recording.pieces(answer.text(), answer.reasoning()));
  }

  private String list(List<SessionSummary> sessions) throws SQLException {
    StringJoiner words = new StringJoiner(", ");
    for (SessionSummary session : sessions.subList(0, Math.min(OFFERED, sessions.size()))) {
      words.add(shortId(session.id()) + " (" + session.title() + ")");
    }
    return words.toString();
  }

  /** The beginning of an id that fits no other session. */
  private String shortId(String id) throws SQLException {
    for (int length = SHORT; length < id.length(); length++) {
      if (SessionReader.beginningWith(connection, id.substring(0, length)) == 1) {
        return id.substring(0, length);
      }
    }
    return id;
  }

  private static String quoted(String words) {
    return '"' + words + '"';
  }
}
