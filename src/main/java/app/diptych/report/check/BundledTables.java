package app.diptych.report.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The tables of the migration playbook as it prints them, to try the checks on. */
public final class BundledTables {
  private BundledTables() {}

  /** In Markdown. */
  public static String playbook() {
    try (InputStream in = BundledTables.class.getResourceAsStream("/claims/playbook-tables.md")) {
      if (in == null) {
        throw new IllegalStateException("The bundled tables are missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
