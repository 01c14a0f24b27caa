package app.diptych.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies of the workspace beside it, in the folder {@code backups}: one of each of the last days
 * the program was used, one of each of the last weeks, and one from before each migration.
 */
public final class Backups {
  private static final int LAST = 3;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int WEEKS = 3;

  private Backups() {}

  /** The backups of a workspace, newest first. */
  public static List<Backup> of(Path workspace) {
    Path folder = folder(workspace);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> Backup.of(file).stream())
          .sorted(Comparator.comparingInt(Backup::number).reversed())
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /**
   * Copies what a connection sees, whole and consistent. The target is there in the end or it is
   * not, whatever happens in between.
   */
  static void copy(Connection connection, Path target) throws SQLException {
    Path unborn = target.resolveSibling(target.getFileName() + ".new");
    try {
      Path folder = target.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.deleteIfExists(unborn);
      Sql.update(connection, "VACUUM INTO ?", unborn.toString());
      force(unborn);
      Files.move(unborn, target, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(target);
    } catch (IOException refused) {
      throw new SQLException("No copy can be written to " + target, refused);
    } finally {
      discard(unborn);
    }
  }

  /** Makes the backup that a migration wants to have. */
  static void makeBeforeMigration(Connection connection, Path workspace, int version)
      throws SQLException {
    copy(connection, next(workspace, version));
  }

  /** Makes a backup unless there is one of the last day; then drops what is no longer wanted. */
  static void makeDaily(Connection connection, Path workspace, Instant now)
      throws SQLException, IOException {
    List<Backup> there = of(workspace);
    // A clock that was set back must not keep backups from being made.
    boolean fresh =
        !there.isEmpty()
            && Duration.between(there.getFirst().madeAt(), now).abs().compareTo(DAY) < 0;
    if (!fresh && Sql.number(connection, "SELECT count(*) FROM session") > 0) {
      Path made = next(workspace, 0);
      copy(connection, made);
      Files.setLastModifiedTime(made, FileTime.from(now));
      for (Backup old : unwanted(of(workspace))) {
        Files.deleteIfExists(old.file());
      }
    }
  }

  /** All but the last ones, the last one of each of the last weeks, and of each old version. */
  static List<Backup> unwanted(List<Backup> backups) {
    Set<Backup> kept = new HashSet<>();
    Set<Long> weeks = new HashSet<>();
    Set<Integer> versions = new HashSet<>();
    int daily = 0;
    for (Backup backup : backups) {
      if (backup.version() > 0) {
        if (versions.add(backup.version())) {
          kept.add(backup);
        }
      } else {
        boolean lastOfWeek = weeks.add(backup.madeAt().getEpochSecond() / WEEK.toSeconds());
        if (daily++ < LAST || (lastOfWeek && weeks.size() <= WEEKS)) {
          kept.add(backup);
        }
      }
    }
    return backups.stream().filter(backup -> !kept.contains(backup)).toList();
  }

  private static Path next(Path workspace, int version) {
    List<Backup> there = of(workspace);
    int number = there.isEmpty() ? 1 : there.getFirst().number() + 1;
    return folder(workspace).resolve(Backup.name(number, version));
  }

  private static Path folder(Path workspace) {
    return workspace.toAbsolutePath().resolveSibling("backups");
  }

  /** Sees to it that a file, or what a folder lists, is on the disk. */
  static void force(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    try (FileChannel channel =
        FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException refused) {
      // Not every system lets a folder be forced; those write it by themselves.
      if (!folder) {
        throw refused;
      }
    }
  }

  /** Sees to it that a file is found under its name. */
  static void forceFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      force(folder);
    }
  }

  private static void discard(Path unborn) {
    try {
      Files.deleteIfExists(unborn);
    } catch (IOException left) {
      // It has no name of a backup and is deleted the next time.
    }
  }
}
