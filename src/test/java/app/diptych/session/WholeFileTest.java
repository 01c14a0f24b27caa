package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  private static final String MEGABYTE = "x".repeat(1 << 20);

  @TempDir Path folder;

  @Test
  void doesNotBeginWhatIsKnownNotToFit() throws IOException {
    Path target = Files.writeString(folder.resolve("kept.txt"), "before");
    AtomicLong begun = new AtomicLong();
    assertThatThrownBy(() ->
            WholeFile.write(target, 120L << 20, _ -> begun.incrementAndGet(), _ -> (80L << 20) + 1))
        .isInstanceOf(IOException.class)
        .satisfies(refused ->
            assertThat(WholeFile.reason((IOException) refused))
                .isEqualTo("it needs 120 MB and 80 MB are free there: make room first"));
    assertThat(begun).hasValue(0);
    assertThatOnlyTheFileBeforeIsThere(target);
  }

  @Test
  void givesUpBeforeTheDiskIsFullAndLeavesNoHalfFile() throws IOException {
    Path target = Files.writeString(folder.resolve("kept.txt"), "before");
    AtomicLong written = new AtomicLong();
    long room = WholeFile.SPARE + (10L << 20);
    assertThatThrownBy(() ->
            WholeFile.write(
                target,
                0,
                out -> {
                  for (int i = 0; i < 100; i++) {
                    out.write(MEGABYTE);
                    written.addAndGet(MEGABYTE.length());
                  }
                },
                _ -> room - written.get()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the disk is nearly full: make room first");
    assertThat(written.get()).isBetween(10L << 20, 20L << 20);
    assertThatOnlyTheFileBeforeIsThere(target);
  }

  @Test
  void leavesNothingOfATextThatCannotBePutInItsPlace() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("report.html"));
    Files.writeString(taken.resolve("inside.txt"), "kept");
    assertThatThrownBy(() -> WholeFile.text(taken, MEGABYTE)).isInstanceOf(IOException.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(taken);
    }
  }

  @Test
  void writesWhatFits() throws IOException {
    Path target = folder.resolve("fits.txt");
    WholeFile.text(target, MEGABYTE);
    assertThat(target).hasContent(MEGABYTE);
    WholeFile.text(target, "after");
    assertThatOnlyTheFileIsThere(target, "after");
  }

  private void assertThatOnlyTheFileBeforeIsThere(Path target) throws IOException {
    assertThatOnlyTheFileIsThere(target, "before");
  }

  private void assertThatOnlyTheFileIsThere(Path target, String content) throws IOException {
    assertThat(target).hasContent(content);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }
}
