package app.diptych;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents lead where they say, and name what is there. */
class DocsTest {
  private static final Path DOCS = Path.of("docs");
  private static final Path ROOMS = Path.of("src/main/java/app/diptych");

  private static final Pattern FENCED =
      Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`\\n]*`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+)$", Pattern.MULTILINE);

  /** A file or folder of the sources, such as {@code assets/gateways/index.txt}. */
  private static final Pattern PLACE =
      Pattern.compile("`((?:src|assets|docs|packaging|sessions)/[^`\\s]+)`");

  private static final Pattern ROOM_ROW =
      Pattern.compile("^\\| `([a-z]+(?:\\.[a-z]+)?)` \\|", Pattern.MULTILINE);
  private static final Pattern COMMAND_ROW =
      Pattern.compile("^\\| `([a-z][a-z-]*(?: [a-z]+)?)", Pattern.MULTILINE);

  /** How a command is typed, in a sentence or at the beginning of a line. */
  private static final Pattern TYPED =
      Pattern.compile("(?:\\./diptych|^diptych) ([a-z][a-z-]*)", Pattern.MULTILINE);

  private static final Pattern ADDED =
      Pattern.compile("\\.addSubcommand\\(\\s*(?:new CommandLine\\(\\s*)?new (\\w+)\\(");
  private static final Pattern NAME = Pattern.compile("@Command\\(\\s*name = \"([^\"]+)\"");

  /** How a picture is named where the screenshots are made; the theme comes behind it. */
  private static final Pattern SHOT = Pattern.compile("\"([a-z-]+?)(?:-\"|\\.png\")");

  /** What no window shows: the report as a browser does. */
  private static final Set<String> FROM_ELSEWHERE = Set.of("report");

  @Test
  void everyPictureOfTheWindowIsOneThatTheScreenshotsMake() throws IOException {
    Path shots = Path.of("src", "test", "java", "app", "diptych", "app", "ScreenshotsTest.java");
    List<String> made = all(SHOT, Files.readString(shots));
    Set<String> shown = new TreeSet<>();
    for (Path page : pages()) {
      for (String link : links(page)) {
        if (link.contains("assets/screenshots/")) {
          String file = link.substring(link.lastIndexOf('/') + 1);
          shown.add(file.replaceFirst("(?:-dark|-light)?\\.png$", ""));
        }
      }
    }
    assertThat(shown).hasSizeGreaterThan(10);
    shown.removeAll(FROM_ELSEWHERE);
    assertThat(made).containsAll(shown);
  }

  @Test
  void everyLinkAndPictureLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      for (String link : links(page)) {
        links++;
        if (!leadsSomewhere(page, link)) {
          broken.add(page + " leads to " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(50);
  }

  @Test
  void everyFileNamedInThemIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      for (String place : all(PLACE, Files.readString(page))) {
        if (!Files.exists(Path.of(place))) {
          missing.add(page + " names " + place);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void theIndexHasEveryPage() throws IOException {
    List<String> links = links(DOCS.resolve("README.md"));
    assertThat(names(DOCS))
        .filteredOn(name -> name.endsWith(".md") && !name.equals("README.md"))
        .isNotEmpty()
        .isSubsetOf(links);
  }

  @Test
  void theArchitectureNamesEveryRoomAndNoOther() throws IOException {
    List<String> named = all(ROOM_ROW, Files.readString(DOCS.resolve("architecture.md")));
    List<String> rooms = new ArrayList<>();
    for (String name : names(ROOMS)) {
      if (Files.isDirectory(ROOMS.resolve(name))) {
        rooms.add(name);
      }
    }
    assertThat(rooms).isNotEmpty().isSubsetOf(named);
    assertThat(named)
        .allSatisfy(room -> assertThat(ROOMS.resolve(room.replace('.', '/'))).isDirectory());
  }

  @Test
  void everyCommandIsDocumentedAndNoOther() throws IOException {
    String page = Files.readString(DOCS.resolve("command-line.md"));
    List<String> commands = commands();
    assertThat(commands)
        .contains("compare", "models fit", "sessions replay")
        .allSatisfy(command -> assertThat(page).containsPattern("`" + command + "[ `]"));
    assertThat(all(COMMAND_ROW, page)).isNotEmpty().isSubsetOf(commands);
  }

  @Test
  void everyCommandTypedInThemIsOne() throws IOException {
    List<String> commands = commands();
    List<String> unknown = new ArrayList<>();
    for (Path page : pages()) {
      for (String command : all(TYPED, Files.readString(page))) {
        if (!commands.contains(command)) {
          unknown.add(page + " types " + command);
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  /** The README, what changed, and everything under {@code docs}. */
  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CHANGELOG.md")));
    try (Stream<Path> docs = Files.walk(DOCS)) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  /** The links of a page that stay in this project. */
  private static List<String> links(Path page) throws IOException {
    String text = INLINE_CODE.matcher(withoutFences(page)).replaceAll("");
    return all(LINK, text).stream()
        .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
        .toList();
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
  }

  /** The names that headings get: small letters, no punctuation, hyphens for blanks. */
  private static List<String> anchors(Path page) throws IOException {
    return all(HEADING, withoutFences(page)).stream()
        .map(heading -> heading.strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  private static String withoutFences(Path page) throws IOException {
    return FENCED.matcher(Files.readString(page)).replaceAll("");
  }

  /** Every command as one types it, such as {@code models fit}, in the order they are added. */
  private static List<String> commands() throws IOException {
    String source = Files.readString(ROOMS.resolve("cli/DiptychCommand.java"));
    int root = source.indexOf("new CommandLine(root)");
    List<String> commands = new ArrayList<>();
    String group = "";
    for (MatchResult added : ADDED.matcher(source).results().toList()) {
      String type = Files.readString(ROOMS.resolve("cli/" + added.group(1) + ".java"));
      String name = all(NAME, type).getFirst();
      if (isNested(source.substring(root, added.start()))) {
        commands.add(group + " " + name);
      } else {
        group = name;
        commands.add(name);
      }
    }
    return commands;
  }

  /** Whether a parenthesis is still open at its end. */
  private static boolean isNested(String code) {
    long opened = code.chars().filter(c -> c == '(').count();
    long closed = code.chars().filter(c -> c == ')').count();
    return opened > closed;
  }

  /** The first group of each match. */
  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
