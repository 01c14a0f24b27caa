package app.diptych.ui.fx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words that a source file of the window says, and those it forgot to say. */
record SourceWords(Path file, String text) {
  private static final Path WINDOW = Path.of("src/main/java/app/diptych/ui");

  /** One literal, or several joined by plus signs. */
  private static final String LITERALS =
      "\"(?:[^\"\\\\\\n]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\\\n]|\\\\.)*\")*";

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern SAID =
      Pattern.compile("(?<![.\\w])(?:Wording\\.)?(?:say|toSay)\\(\\s*(" + LITERALS + ")");

  /** A constant of a class or of an enumeration. */
  private static final Pattern EARLY =
      Pattern.compile(
          "(?:static final [^;(]*?|^ +[A-Z][A-Z0-9_]*\\([^;{]*?)\\bsay\\(\\s*(" + LITERALS + ")",
          Pattern.MULTILINE);

  /** Where words for people go; what is given there begins with a letter and has four of them. */
  private static final Pattern NOT_SAID =
      Pattern.compile(
          "(?:new (?:Label|Button|ToggleButton|CheckBox|RadioButton|MenuItem|Menu|MenuButton|"
              + "Tooltip)\\(|Tip\\.on\\(\\s*[\\w.()]+,\\s*|\\.set(?:Text|PromptText|AccessibleText|AccessibleHelp|Title)\\(|"
              + "(?:sentence|statement|problem|words|news|status|whyNot)\\.set\\()\\s*"
              + "(?:[\\w.()]+ \\? )?\"(?!https)[A-Za-z][^\"]*[a-z]{3}[^\"]*\"");

  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|^\\s*//[^\\n]*", Pattern.DOTALL | Pattern.MULTILINE);

  static List<SourceWords> all() throws IOException {
    List<SourceWords> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(WINDOW)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String text = COMMENT.matcher(Files.readString(file)).replaceAll("");
        all.add(new SourceWords(file, text));
      }
    }
    return all;
  }

  List<String> said() {
    return found(SAID);
  }

  List<String> saidTooEarly() {
    return found(EARLY);
  }

  List<String> notSaid() {
    return NOT_SAID.matcher(text).results().map(hit -> file + ": " + hit.group()).toList();
  }

  private List<String> found(Pattern pattern) {
    return pattern.matcher(text).results().map(hit -> value(hit.group(1))).toList();
  }

  private static String value(String literals) {
    StringBuilder value = new StringBuilder();
    Matcher each = LITERAL.matcher(literals);
    while (each.find()) {
      value.append(unicode(each.group(1)).translateEscapes());
    }
    return value.toString();
  }

  private static String unicode(String escaped) {
    return Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(escaped)
        .replaceAll(hit -> Matcher.quoteReplacement(Character.toString(hex(hit.group(1)))));
  }

  private static int hex(String digits) {
    return Integer.parseInt(digits, 16);
  }
}
