package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.Diptych;
import app.diptych.completion.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the packaging scripts name is there, so that they cannot rot between two releases. */
class PackagingTest {
  private static final Path FOLDER = Path.of("packaging");

  /** Folders of the sources; what the scripts make themselves lies in target. */
  private static final Pattern SOURCE =
      Pattern.compile("(?<![\\w/.])(?:packaging|assets|docs)[/\\\\][\\w./\\\\-]+\\w");

  @Test
  void everyFileThatAScriptNamesIsThere() throws IOException {
    for (Path script : scripts()) {
      for (String named : all(SOURCE, Files.readString(script))) {
        assertThat(Path.of(named.replace('\\', '/'))).as("named in %s", script).exists();
      }
    }
  }

  @Test
  void everyScriptThatIsReadByAnotherIsThere() throws IOException {
    for (Path script : scripts()) {
      Pattern read = Pattern.compile("\\. \"\\$\\(dirname \"\\$0\"\\)/([\\w-]+\\.sh)\"");
      Matcher matcher = read.matcher(Files.readString(script));
      while (matcher.find()) {
        assertThat(FOLDER.resolve(matcher.group(1))).exists();
      }
    }
  }

  @Test
  void theVersionIsReadFromThePom() throws IOException {
    Matcher version =
        Pattern.compile("(?m)^  <version>(.*)</version>$")
            .matcher(Files.readString(Path.of("pom.xml")));

    assertThat(version.find()).isTrue();
    assertThat(version.group(1)).isEqualTo(Product.version());
    for (Path script : scripts()) {
      assertThat(Files.readString(script)).as("%s", script).doesNotContain(version.group(1));
    }
  }

  @Test
  void packagesStartAsTheSourcesDo() throws IOException {
    String launcher = Files.readString(Path.of("diptych"));

    for (String file : List.of("image.sh", "windows.ps1")) {
      String script = Files.readString(FOLDER.resolve(file));
      assertThat(script).as(file).contains(Diptych.class.getName());
      for (String option :
          List.of(
              "--enable-native-access=javafx.graphics,ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-XX:+UseSerialGC",
              "-Xmx1g")) {
        assertThat(launcher).contains(option);
        assertThat(script).as(file).contains(option);
      }
    }
  }

  /** Nothing says so when they are missing, but text of several scripts is drawn wrong again. */
  @Test
  void linuxOpensWhatTheLayoutOfComplexTextNeeds() throws IOException {
    for (Path script : List.of(Path.of("diptych"), FOLDER.resolve("linux.sh"))) {
      assertThat(Files.readString(script))
          .as("%s", script)
          .contains(
              "--add-opens=javafx.graphics/com.sun.javafx.text=ALL-UNNAMED",
              "--add-opens=javafx.graphics/com.sun.javafx.font.freetype=ALL-UNNAMED");
    }
  }

  @Test
  void whatWasNotRunSaysSoAtItsTop() throws IOException {
    assertThat(Files.readAllLines(FOLDER.resolve("windows.ps1")).getFirst()).contains("Not run");
    assertThat(Files.readAllLines(FOLDER.resolve("macos.sh")).get(1)).contains("Not run");
  }

  @Test
  void theTypeOfTheMenuEntryIsTheOneThatIsDeclared() throws IOException {
    String entry = Files.readString(FOLDER.resolve("linux/diptych.desktop"));
    String type = Files.readString(FOLDER.resolve("linux/diptych.xml"));

    assertThat(entry).contains("MimeType=application/x-diptych-session;");
    assertThat(type).contains("type=\"application/x-diptych-session\"", "*.diptych.jsonl");
  }

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".sh") || file.toString().endsWith(".ps1"))
          .sorted()
          .toList();
    }
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
