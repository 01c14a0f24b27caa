package app.diptych.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/**
 * The folder in which workers get theirs: the same in every run, so that a run can clean up after
 * one that was killed, and with a short path, because a socket's must be short.
 */
final class WorkerHome {
  private WorkerHome() {}

  /**
   * A folder among the temporary files that only this user can look into.
   *
   * @throws IOException when nothing can be written there
   */
  static Path in(Path temporary, String user) throws IOException {
    Path folder = temporary.resolve("diptych-" + user.replaceAll("[^A-Za-z0-9._-]", "_"));
    try {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        create(folder);
      }
      if (isPrivate(folder)) {
        return folder;
      }
    } catch (IOException | UnsupportedOperationException taken) {
      // Somebody else's, or a file: this run gets a folder of its own.
    }
    return Files.createTempDirectory(temporary, "diptych");
  }

  private static void create(Path folder) throws IOException {
    if (isPosix(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  /** On a shared machine anybody could have made a folder of this name. */
  private static boolean isPrivate(Path folder) throws IOException {
    if (!isPosix(folder)) {
      return true;
    }
    PosixFileAttributeView view =
        Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    String rights = PosixFilePermissions.toString(view.readAttributes().permissions());
    return rights.equals("rwx------") && view.getOwner().equals(me(folder));
  }

  /** Who owns what this process makes. */
  private static UserPrincipal me(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, "owner", "");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static boolean isPosix(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
