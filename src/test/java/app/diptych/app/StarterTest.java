package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./diptych} and {@code diptych.cmd} start with. */
class StarterTest {

  /** The tests run with what the build asks for, so another version there is a leftover. */
  @ParameterizedTest
  @ValueSource(strings = {"target/libraries", "target/modules"})
  void startsWithNoLibraryOfAnOlderBuild(String folder) throws IOException {
    assumeThat(Path.of(folder)).isDirectory();
    Set<String> wanted =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> String.valueOf(Path.of(entry).getFileName()))
            .collect(Collectors.toSet());

    try (Stream<Path> jars = Files.list(Path.of(folder))) {
      assertThat(jars.map(jar -> jar.getFileName().toString())).isNotEmpty().isSubsetOf(wanted);
    }
  }

  /** To cmd a quote ends a quote, whatever stands before it. */
  @Test
  void closesEveryQuoteInEachLineOfTheWindowsStarter() throws IOException {
    assertThat(windowsStarter())
        .allSatisfy(line -> assertThat(line.chars().filter(c -> c == '"').count()).isEven());
  }

  @Test
  void keepsExclamationMarksInArgumentsOnWindows() throws IOException {
    assertThat(windowsStarter())
        .contains("setlocal EnableExtensions DisableDelayedExpansion")
        .noneMatch(line -> line.contains("EnableDelayedExpansion"));
  }

  private static List<String> windowsStarter() throws IOException {
    return Files.readAllLines(Path.of("diptych.cmd"));
  }
}
