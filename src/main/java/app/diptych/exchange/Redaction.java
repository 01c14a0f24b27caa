package app.diptych.exchange;

import app.diptych.exchange.Secrets.Change;
import app.diptych.session.SavedSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is taken out of sessions before they are written: keys and places of files, and on request
 * notes and names of raters.
 */
public final class Redaction {
  /** Everything is written as it is. */
  public static final Redaction NONE = new Redaction(null, false);

  private final @Nullable Secrets secrets;
  private final boolean people;

  private Redaction(@Nullable Secrets secrets, boolean people) {
    this.secrets = secrets;
    this.people = people;
  }

  /**
   * Takes out what looks like a key, the keys of these environment variables, and the folders of
   * local models.
   *
   * @param environment where keys are, in variables that end in {@code _API_KEY}
   */
  public static Redaction secrets(Map<String, String> environment) {
    return new Redaction(Secrets.of(environment), false);
  }

  /** The same, and notes and the names of raters as well. */
  public Redaction andPeople() {
    return new Redaction(secrets, true);
  }

  /** The sessions as they may be written. */
  List<SavedSession> apply(List<SavedSession> sessions, Losses losses) {
    if (secrets == null && !people) {
      return sessions;
    }
    Raters raters = new Raters(people, losses);
    return sessions.stream()
        .map(session -> {
          Secrets known = secrets == null ? null : secrets.with(session.summary().models());
          return new RedactedSession(text -> changes(known, text), raters, losses).of(session);
        })
        .toList();
  }

  /** A text as it may be shown to others. */
  public String clean(String text) {
    return clean(text, new Losses());
  }

  /** A text as it may be written. */
  String clean(String text, Losses losses) {
    return new RedactedSession(part -> changes(secrets, part), new Raters(people, losses), losses)
        .clean(text);
  }

  private static List<Change> changes(@Nullable Secrets known, String text) {
    return known == null ? List.of() : known.in(text);
  }

  /** Gives raters numbers in place of names, the same one in every session. */
  static final class Raters {
    private final boolean hidden;
    private final Losses losses;
    private final Map<String, String> numbers = new LinkedHashMap<>();

    Raters(boolean hidden, Losses losses) {
      this.hidden = hidden;
      this.losses = losses;
    }

    String name(String rater) {
      if (!hidden || rater.isEmpty()) {
        return rater;
      }
      losses.add("names of raters", "Left out as asked; each has a number in its place.");
      return numbers.computeIfAbsent(rater, _ -> "rater-" + (numbers.size() + 1));
    }

    String note(String note) {
      if (!hidden || note.isEmpty()) {
        return note;
      }
      losses.add("notes", "Left out as asked.");
      return "";
    }
  }
}
