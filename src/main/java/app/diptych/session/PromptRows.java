package app.diptych.session;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes prompts and reads them back. */
final class PromptRows {
  /** Begins the name of the value that marks a bundled prompt as a favourite. */
  static final String FAVOURITE = "favourite:";

  /** The columns that {@link #prompt} reads, of a prompt {@code p} and a revision {@code r}. */
  static final String COLUMNS =
      "p.id, r.body, p.folder, p.favourite, "
          + RowSum.whole("prompt", "p")
          + " AND "
          + RowSum.whole("prompt_revision", "r")
          + " AS whole";

  private static final String UNNAMED = "prompt" + PromptFile.ENDING;

  private PromptRows() {}

  static Prompt prompt(ResultSet row) throws SQLException {
    RowSum.require(row, "whole", "prompt");
    // Not by its id: that may come from a file of somebody else's, and need not be a path.
    return PromptFile.parse(UNNAMED, row.getString(2))
        .prompt()
        .withId(row.getString(1))
        .withFolder(row.getString(3))
        .withFavourite(row.getInt(4) > 0);
  }

  /**
   * Where a prompt lies and whether it is a favourite is no part of a revision: neither changes
   * what is asked.
   */
  static String body(Prompt prompt) {
    return PromptFile.of(prompt.withFavourite(false)).text();
  }

  static void save(
      Connection connection, Prompt prompt, Prompts.@Nullable Sitting sitting, Instant now)
      throws SQLException {
    String body = body(prompt);
    int last =
        (int)
            Sql.number(
                connection,
                "SELECT coalesce(max(number), 0) FROM prompt_revision WHERE prompt = ?",
                prompt.id());
    int number = number(connection, prompt.id(), body, last, sitting);
    Sql.update(
        connection,
        "INSERT INTO prompt (id, folder, title, favourite, revision) VALUES (?, ?, ?, ?, ?) ON"
            + " CONFLICT (id) DO UPDATE SET folder = excluded.folder, title = excluded.title,"
            + " favourite = excluded.favourite, revision = excluded.revision, deleted_at = NULL",
        prompt.id(),
        prompt.folder(),
        prompt.title(),
        prompt.favourite() ? 1 : 0,
        number);
    if (body(connection, prompt.id(), number).filter(body::equals).isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO prompt_revision (prompt, number, made_at, body) VALUES (?, ?, ?, ?) ON"
              + " CONFLICT DO UPDATE SET made_at = excluded.made_at, body = excluded.body",
          prompt.id(),
          number,
          now.toEpochMilli(),
          body);
    }
    if (sitting != null && number > last) {
      sitting.revision = number;
    }
  }

  /** Which revision this text is: the last one when nothing changed, else the sitting's, or new. */
  private static int number(
      Connection connection,
      String prompt,
      String body,
      int last,
      Prompts.@Nullable Sitting sitting)
      throws SQLException {
    if (body(connection, prompt, last).filter(body::equals).isPresent()) {
      return last;
    }
    if (sitting == null || last == 0 || sitting.revision != last) {
      return last + 1;
    }
    if (body(connection, prompt, last - 1).filter(body::equals).isEmpty()) {
      return last;
    }
    // All that was changed in this sitting was changed back.
    Sql.update(
        connection, "DELETE FROM prompt_revision WHERE prompt = ? AND number = ?", prompt, last);
    return last - 1;
  }

  private static Optional<String> body(Connection connection, String prompt, int number)
      throws SQLException {
    return Sql.first(
        connection,
        "SELECT body FROM prompt_revision WHERE prompt = ? AND number = ?",
        row -> row.getString(1),
        prompt,
        number);
  }

  static void favour(Connection connection, String prompt, boolean favourite) throws SQLException {
    int own =
        Sql.update(
            connection,
            "UPDATE prompt SET favourite = ? WHERE id = ? AND deleted_at IS NULL",
            favourite ? 1 : 0,
            prompt);
    if (own > 0) {
      return;
    }
    if (favourite) {
      Sql.update(
          connection,
          "INSERT INTO meta (name, value) VALUES (?, '') ON CONFLICT DO NOTHING",
          FAVOURITE + prompt);
    } else {
      Sql.update(connection, "DELETE FROM meta WHERE name = ?", FAVOURITE + prompt);
    }
  }
}
