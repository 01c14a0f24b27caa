package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the documents tell to type works: page by page, in their order. Commands that need somebody
 * else's gateway, or a file that only the reader has, are read by the command line, each option and
 * each word, and not carried out.
 */
@Timeout(300)
class DocCommandsTest {
  private static final Pattern FENCE =
      Pattern.compile("^```sh\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern ANY_FENCE =
      Pattern.compile("^```(\\w*)\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern COMMAND = Pattern.compile("(?m)^(?:\\./)?diptych +(\\S.*)$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** What only somebody else has. */
  private static final List<String> NOT_HERE =
      List.of(
          "holysheep",
          "openai/",
          "/path/to/",
          "rows.csv",
          "pairs.json",
          "votes.json",
          "REVIEW",
          "measured.csv",
          "Migration, day",
          "api.holysheep.ai/v1",
          "127.0.0.1:8080");

  /** What finds something wrong with the file it looks at, as the document says, ends with 1. */
  private static final List<String> FINDS =
      List.of("claims check assets", "policy check assets/policies/playbook.json");

  /** Ends what is said of an option that is not known, or a word too many or too few. */
  private static final String MISTYPED = " --help";

  @TempDir Path home;

  private record Typed(Path page, String line, List<String> words) {
    boolean needsMore() {
      return NOT_HERE.stream().anyMatch(line::contains);
    }
  }

  @Test
  void everyCommandInTheDocumentsWorks() throws IOException {
    List<String> failed = new ArrayList<>();
    int carriedOut = 0;
    List<Typed> all = typed();
    for (Typed typed : all) {
      List<String> words = new ArrayList<>(typed.words());
      carriedOut += typed.needsMore() ? 0 : 1;
      words.replaceAll(word -> word.equals("costs.csv") ? home.resolve(word).toString() : word);
      TestCommandLine line = new TestCommandLine(home, Map.of("HOME", home.toString()));
      TestCommandLine.Result result =
          typed.needsMore()
              ? line.read(words.toArray(String[]::new))
              : line.run(words.toArray(String[]::new));
      int expected = FINDS.stream().anyMatch(typed.line()::contains) ? 1 : 0;
      if (typed.needsMore() ? result.err().contains(MISTYPED) : result.exit() != expected) {
        failed.add(
            "%s: %s ended with %d: %s"
                .formatted(typed.page(), typed.line(), result.exit(), result.err()));
      }
    }
    assertThat(failed).isEmpty();
    assertThat(carriedOut).isGreaterThan(25);
  }

  /** A command in a fence of another kind would be looked at by nobody. */
  @Test
  void everyCommandStandsWhereItIsLookedAt() throws IOException {
    List<String> elsewhere = new ArrayList<>();
    for (Path page : pages()) {
      Matcher fence = ANY_FENCE.matcher(Files.readString(page));
      while (fence.find()) {
        if (!fence.group(1).equals("sh") && COMMAND.matcher(fence.group(2)).find()) {
          elsewhere.add(page + ": " + fence.group(2));
        }
      }
    }
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void aMistypedOptionIsSeen() {
    assertThat(new TestCommandLine(home, Map.of()).read("compare", "--no-such-option").err())
        .contains(MISTYPED);
  }

  private static List<Typed> typed() throws IOException {
    List<Typed> all = new ArrayList<>();
    for (Path page : pages()) {
      Matcher fence = FENCE.matcher(Files.readString(page));
      while (fence.find()) {
        Matcher command = COMMAND.matcher(fence.group(1).replace("\\\n", " "));
        while (command.find()) {
          all.add(new Typed(page, command.group(), words(command.group(1))));
        }
      }
    }
    return all;
  }

  /** As a shell takes them apart, as far as the documents need it. */
  private static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .takeWhile(word -> !word.equals("#"))
        .toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md")),
              docs.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    }
  }
}
