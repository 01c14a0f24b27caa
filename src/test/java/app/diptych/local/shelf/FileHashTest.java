package app.diptych.local.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SHA-256 of a file. */
class FileHashTest {
  @TempDir Path folder;

  /** FIPS 180-4, the example of one block. */
  @Test
  void hashesAsTheStandardSays() throws Exception {
    Path file = Files.writeString(folder.resolve("abc"), "abc");
    assertThat(FileHash.of(file, _ -> {}))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void tellsHowFarItIsAndGivesUpWhenInterrupted() throws Exception {
    Path file = Files.write(folder.resolve("large"), new byte[3 << 20]);
    List<Long> told = new ArrayList<>();
    FileHash.of(file, told::add);
    assertThat(told.getLast()).isEqualTo(3 << 20);
    assertThatThrownBy(() -> FileHash.of(file, _ -> Thread.currentThread().interrupt()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void saysWhenTheFileChangesOrIsGone() throws Exception {
    Path file = Files.write(folder.resolve("large"), new byte[3 << 20]);
    assertThatThrownBy(() ->
            FileHash.of(
                file,
                _ -> {
                  try {
                    Files.write(file, new byte[5], java.nio.file.StandardOpenOption.APPEND);
                  } catch (IOException impossible) {
                    throw new AssertionError(impossible);
                  }
                }))
        .hasMessageContaining("changed while it was read");
    assertThatThrownBy(() -> FileHash.of(folder.resolve("gone"), _ -> {}))
        .hasMessageContaining("it is no longer there");
  }
}
