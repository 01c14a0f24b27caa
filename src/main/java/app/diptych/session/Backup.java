package app.diptych.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of the workspace as it was once.
 *
 * @param number counts up with each backup, whatever the clock says
 * @param version the version of its schema when it was made before a migration, else 0
 * @param madeAt by the clock of then
 */
public record Backup(Path file, int number, int version, Instant madeAt) {
  private static final Pattern NAME =
      Pattern.compile("backup-(\\d{5,9})(?:-version-(\\d{1,5}))?\\.db");

  static Optional<Backup> of(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      return Optional.empty();
    }
    String version = name.group(2);
    return Optional.of(
        new Backup(
            file,
            Integer.parseInt(name.group(1)),
            version == null ? 0 : Integer.parseInt(version),
            modified(file)));
  }

  static String name(int number, int version) {
    String counted = String.format(Locale.ROOT, "backup-%05d", number);
    return version == 0 ? counted + ".db" : counted + "-version-" + version + ".db";
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException gone) {
      return Instant.EPOCH;
    }
  }
}
