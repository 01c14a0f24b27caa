package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerHomeTest {
  @TempDir Path temporary;

  @Test
  void isTheSameInEveryRunAndEmpty() throws IOException {
    Path first = WorkerHome.in(temporary, "Ada L/..");

    assertThat(WorkerHome.in(temporary, "Ada L/..")).isEqualTo(first);
    assertThat(first.getParent()).isEqualTo(temporary);
    assertThat(first).isEmptyDirectory();
  }

  @Test
  void takesNoFolderThatOthersCanLookInto() throws IOException {
    Path first = WorkerHome.in(temporary, "ada");
    assumeThat(Files.getFileStore(first).supportsFileAttributeView("posix")).isTrue();
    assertThat(rights(first)).isEqualTo("rwx------");
    Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rwxrwxrwx"));

    Path second = WorkerHome.in(temporary, "ada");

    assertThat(second).isNotEqualTo(first);
    assertThat(rights(second)).isEqualTo("rwx------");
  }

  @Test
  void findsAnotherPlaceWhenThereIsAFileInTheWay() throws IOException {
    Path file = Files.createFile(temporary.resolve("diptych-ada"));

    assertThat(WorkerHome.in(temporary, "ada")).isDirectory().isNotEqualTo(file);
  }

  private static String rights(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }
}
