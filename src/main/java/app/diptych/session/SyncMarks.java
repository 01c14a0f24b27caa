package app.diptych.session;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What each prompt was like when it and its file were last the same. */
final class SyncMarks {
  private static final String NAME = "synced:";
  private static final String FOLDER = "synced-folder";

  private final Readers readers;
  private final Writer writer;

  /**
   * A prompt and its file, when they were the same.
   *
   * @param print tells one state of a prompt from every other
   * @param path where the file was
   */
  record Mark(String print, String path) {}

  SyncMarks(Readers readers, Writer writer) {
    this.readers = readers;
    this.writer = writer;
  }

  static String print(Prompt prompt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(prompt.folder().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(PromptFile.of(prompt).text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether the marks are of this folder. */
  boolean areOf(String folder) throws WorkspaceException {
    return readers.read(connection ->
        Sql.first(
                connection,
                "SELECT value FROM meta WHERE name = ?",
                row -> row.getString(1),
                FOLDER)
            .filter(folder::equals)
            .isPresent());
  }

  /** Every mark by the id of its prompt. */
  Map<String, Mark> all() throws WorkspaceException {
    Map<String, Mark> marks = new HashMap<>();
    readers.read(connection ->
        Sql.list(
            connection,
            "SELECT substr(name, ?), value FROM meta WHERE name GLOB ?",
            row -> marks.put(row.getString(1), mark(row.getString(2))),
            NAME.length() + 1,
            NAME + "*"));
    return marks;
  }

  private static Mark mark(String value) {
    int space = value.indexOf(' ');
    return space < 0
        ? new Mark(value, "")
        : new Mark(value.substring(0, space), value.substring(space + 1));
  }

  CompletableFuture<Void> put(String prompt, Mark mark) {
    return writer.write(connection ->
        Sql.update(
            connection,
            "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value ="
                + " excluded.value",
            NAME + prompt,
            mark.print() + " " + mark.path()));
  }

  CompletableFuture<Void> remove(String prompt) {
    return writer.write(
        connection -> Sql.update(connection, "DELETE FROM meta WHERE name = ?", NAME + prompt));
  }

  /** Begins with this folder: marks of any other mean nothing to it. */
  CompletableFuture<Void> begin(String folder) {
    return writer.write(connection -> {
      Sql.update(connection, "DELETE FROM meta WHERE name GLOB ?", NAME + "*");
      Sql.update(
          connection,
          "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value ="
              + " excluded.value",
          FOLDER,
          folder);
    });
  }
}
