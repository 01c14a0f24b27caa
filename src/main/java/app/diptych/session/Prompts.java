package app.diptych.session;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptFile;
import app.diptych.prompt.PromptRevision;
import app.diptych.timing.NanoClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The user's own prompts with every revision they ever had. A revision is kept as the Markdown file
 * it would be. Reading blocks for a moment; a change returns at once and is done when its future
 * is.
 */
public final class Prompts {
  private static final String WHOLE =
      RowSum.whole("prompt", "p") + " AND " + RowSum.whole("prompt_revision", "r");

  private final Readers readers;
  private final Writer writer;
  private final NanoClock clock;

  /**
   * A prompt and how often it was sent.
   *
   * @param uses trials that began with it
   */
  public record Used(Prompt prompt, int uses) {}

  Prompts(Readers readers, Writer writer, NanoClock clock) {
    this.readers = readers;
    this.writer = writer;
    this.clock = clock;
  }

  /** Every prompt that is not deleted: favourites first, then by title. */
  public List<Used> list() throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            "SELECT p.id, r.body, p.folder, (SELECT count(*) FROM trial WHERE prompt_id = p.id), "
                + WHOLE
                + " AS whole FROM prompt p"
                + " JOIN prompt_revision r ON r.prompt = p.id AND r.number = p.revision WHERE"
                + " p.deleted_at IS NULL ORDER BY p.favourite DESC, p.title COLLATE NOCASE",
            row -> new Used(prompt(row), row.getInt(4))));
  }

  /** Every revision of a prompt, newest first. */
  public List<PromptRevision> revisions(String prompt) throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            "SELECT r.prompt, r.body, p.folder, r.number, r.made_at, "
                + WHOLE
                + " AS whole FROM prompt_revision r JOIN prompt p"
                + " ON p.id = r.prompt WHERE r.prompt = ? ORDER BY r.number DESC",
            row ->
                new PromptRevision(
                    row.getInt(4), Instant.ofEpochMilli(row.getLong(5)), prompt(row)),
            prompt));
  }

  /** The last trials that began with a prompt, newest first. */
  public List<SavedTrial> lastResults(String prompt, int most) throws WorkspaceException {
    List<String> ids =
        readers.read(connection ->
            Sql.list(
                connection,
                "SELECT id FROM trial WHERE prompt_id = ? ORDER BY key DESC LIMIT ?",
                row -> row.getString(1),
                prompt,
                most));
    return readers.read(connection -> {
      List<SavedTrial> trials = new ArrayList<>();
      for (String id : ids) {
        TrialReader.one(connection, id).ifPresent(trials::add);
      }
      return trials;
    });
  }

  /** Saves a prompt as a new revision; one that is the same as the last changes nothing. */
  public CompletableFuture<Void> save(Prompt prompt) {
    String body = PromptFile.of(prompt).text();
    long now = clock.now().toEpochMilli();
    return writer.write(connection -> {
      long last =
          Sql.number(
              connection,
              "SELECT coalesce(max(number), 0) FROM prompt_revision WHERE prompt = ?",
              prompt.id());
      boolean same =
          Sql.number(
                  connection,
                  "SELECT count(*) FROM prompt_revision WHERE prompt = ? AND number = ? AND body = ?",
                  prompt.id(),
                  last,
                  body)
              > 0;
      long number = same ? last : last + 1;
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
      if (!same) {
        Sql.update(
            connection,
            "INSERT INTO prompt_revision (prompt, number, made_at, body) VALUES (?, ?, ?, ?)",
            prompt.id(),
            number,
            now,
            body);
      }
    });
  }

  /** Takes a prompt out of the list; {@link #restore} brings it back. */
  public CompletableFuture<Void> delete(String prompt) {
    long now = clock.now().toEpochMilli();
    return writer.write(connection ->
        Sql.update(connection, "UPDATE prompt SET deleted_at = ? WHERE id = ?", now, prompt));
  }

  public CompletableFuture<Void> restore(String prompt) {
    return writer.write(connection ->
        Sql.update(connection, "UPDATE prompt SET deleted_at = NULL WHERE id = ?", prompt));
  }

  private static Prompt prompt(ResultSet row) throws SQLException {
    RowSum.require(row, "whole", "prompt");
    return PromptFile.parse(row.getString(1) + PromptFile.ENDING, row.getString(2))
        .prompt()
        .withFolder(row.getString(3));
  }
}
