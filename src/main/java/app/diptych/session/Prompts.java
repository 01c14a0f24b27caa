package app.diptych.session;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptRevision;
import app.diptych.timing.NanoClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The user's own prompts with every revision they ever had. A revision is kept as the Markdown file
 * it would be. Reading blocks for a moment; a change returns at once and is done when its future
 * is.
 */
public final class Prompts {
  private final Readers readers;
  private final Writer writer;
  private final NanoClock clock;

  /**
   * A prompt and how often it was sent.
   *
   * @param uses trials that began with it, those of deleted sessions left out
   */
  public record Used(Prompt prompt, int uses) {}

  /** Changes that belong together: however often they are saved, they become one revision. */
  public static final class Sitting {
    /** The one these changes made, 0 before the first; only the writer's thread looks at it. */
    int revision;
  }

  Prompts(Readers readers, Writer writer, NanoClock clock) {
    this.readers = readers;
    this.writer = writer;
    this.clock = clock;
  }

  /** Every prompt that is not deleted: favourites first, then by title. */
  public List<Used> list() throws WorkspaceException {
    Map<String, Integer> uses = uses();
    return readers.read(connection ->
        Sql.list(
            connection,
            "SELECT "
                + PromptRows.COLUMNS
                + " FROM prompt p JOIN prompt_revision r ON r.prompt = p.id AND r.number = p.revision"
                + " WHERE p.deleted_at IS NULL ORDER BY p.favourite DESC, p.title COLLATE NOCASE",
            row -> new Used(PromptRows.prompt(row), uses.getOrDefault(row.getString(1), 0))));
  }

  /** How often each prompt was sent, bundled ones included, by id. */
  public Map<String, Integer> uses() throws WorkspaceException {
    Map<String, Integer> uses = new HashMap<>();
    readers.read(connection ->
        Sql.list(
            connection,
            "SELECT t.prompt_id, count(*) FROM trial t JOIN session s ON s.id = t.session WHERE"
                + " t.prompt_id IS NOT NULL AND s.deleted_at IS NULL GROUP BY t.prompt_id",
            row -> uses.put(row.getString(1), row.getInt(2))));
    return uses;
  }

  /** The bundled prompts that are favourites, by id. */
  public Set<String> favouriteBundled() throws WorkspaceException {
    return Set.copyOf(
        readers.read(connection ->
            Sql.list(
                connection,
                "SELECT substr(name, ?) FROM meta WHERE name GLOB ?",
                row -> row.getString(1),
                PromptRows.FAVOURITE.length() + 1,
                PromptRows.FAVOURITE + "*")));
  }

  /** Every revision of a prompt, newest first. */
  public List<PromptRevision> revisions(String prompt) throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            "SELECT "
                + PromptRows.COLUMNS
                + ", r.number, r.made_at FROM prompt_revision r JOIN prompt p ON p.id = r.prompt WHERE"
                + " r.prompt = ? ORDER BY r.number DESC",
            row ->
                new PromptRevision(
                    row.getInt("number"),
                    Instant.ofEpochMilli(row.getLong("made_at")),
                    PromptRows.prompt(row)),
            prompt));
  }

  /** The last trials that began with a prompt, newest first, those of deleted sessions left out. */
  public List<SavedTrial> lastResults(String prompt, int most) throws WorkspaceException {
    return readers.read(connection -> {
      List<String> ids =
          Sql.list(
              connection,
              "SELECT t.id FROM trial t JOIN session s ON s.id = t.session WHERE t.prompt_id = ? AND"
                  + " s.deleted_at IS NULL ORDER BY t.key DESC LIMIT ?",
              row -> row.getString(1),
              prompt,
              most);
      List<SavedTrial> trials = new ArrayList<>();
      for (String id : ids) {
        TrialReader.one(connection, id).ifPresent(trials::add);
      }
      return trials;
    });
  }

  /** Saves a prompt as a new revision; one that is the same as the last changes nothing. */
  public CompletableFuture<Void> save(Prompt prompt) {
    return writer.write(connection -> PromptRows.save(connection, prompt, null, clock.now()));
  }

  /**
   * Saves a prompt while it is being written: the last revision is written anew as long as it was
   * made in the same sitting.
   */
  public CompletableFuture<Void> save(Prompt prompt, Sitting sitting) {
    return writer.write(connection -> PromptRows.save(connection, prompt, sitting, clock.now()));
  }

  /** Makes a prompt a favourite or no longer one, bundled prompts included. */
  public CompletableFuture<Void> favour(String prompt, boolean favourite) {
    return writer.write(connection -> PromptRows.favour(connection, prompt, favourite));
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
}
