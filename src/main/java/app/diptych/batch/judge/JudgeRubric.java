package app.diptych.batch.judge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a judge judges, in words for it. A file begins with lines such as {@code kind: pairwise}
 * and a line of hyphens, or is only the words.
 *
 * @param version larger for every change of the words
 * @param needsReference whether it compares with a right answer
 */
public record JudgeRubric(
    String name, int version, JudgeKind kind, boolean needsReference, String words) {
  private static final String PLACE = "/judges/";
  private static final int MOST_BYTES = 64 * 1024;
  private static final Pattern HEAD = Pattern.compile("([a-z]{1,20}):\\s*(.{1,80})");
  private static final Pattern NAME = Pattern.compile("[\\w .-]{1,60}");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,5}");

  /** Those that come with the program. */
  public static List<JudgeRubric> bundled() {
    return resource("index.txt")
        .lines()
        .filter(line -> !line.isBlank())
        .map(name -> parse(resource(name + ".md"), name, null))
        .toList();
  }

  /** The one that comes with the program for that kind. */
  public static JudgeRubric usual(JudgeKind kind) {
    return bundled().stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
  }

  /**
   * One of the program by its name, else a file.
   *
   * @param kind what the user asked for; null when nothing was said
   * @throws IllegalArgumentException when there is none or it makes no sense, with a sentence
   */
  public static JudgeRubric find(String nameOrFile, @Nullable JudgeKind kind) {
    JudgeRubric found =
        bundled().stream().filter(one -> one.name().equals(nameOrFile)).findFirst().orElse(null);
    if (found == null) {
      found = parse(read(Path.of(nameOrFile)), nameOf(Path.of(nameOrFile)), kind);
    }
    if (kind != null && found.kind() != kind) {
      throw new IllegalArgumentException(
          "The rubric %s is %s: leave --%s out, or name another."
              .formatted(found.name(), found.kind().words(), kind.words()));
    }
    return found;
  }

  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    return NAME.matcher(name).matches() ? name : "own";
  }

  private static String read(Path file) {
    List<String> names = bundled().stream().map(JudgeRubric::name).toList();
    try {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "There is no rubric %s: give a file, or one of %s."
                .formatted(file, String.join(", ", names)));
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(
            "The rubric %s is longer than %d KB: say it in fewer words."
                .formatted(file, MOST_BYTES / 1024));
      }
      return Files.readString(file);
    } catch (CharacterCodingException broken) {
      throw new IllegalArgumentException(
          "The rubric " + file + " is no UTF-8 text: save it as that.", broken);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The rubric " + file + " cannot be read: check its permissions.", unreadable);
    }
  }

  private static JudgeRubric parse(String text, String name, @Nullable JudgeKind kind) {
    List<String> lines = text.lines().toList();
    int ruler = lines.indexOf("---");
    Map<String, String> head = new HashMap<>();
    for (String line : lines.subList(0, Math.max(0, ruler))) {
      var matcher = HEAD.matcher(line.strip());
      if (!line.isBlank() && !matcher.matches()) {
        throw new IllegalArgumentException(
            "The rubric %s has a line before --- that is no \"word: value\"; name, version, kind and reference are known."
                .formatted(name));
      }
      if (!line.isBlank()) {
        head.put(matcher.group(1), matcher.group(2).strip());
      }
    }
    String words = String.join("\n", lines.subList(ruler + 1, lines.size())).strip();
    String version = head.getOrDefault("version", "1");
    String called = head.getOrDefault("name", name);
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "The rubric " + name + " says nothing: write by what a judge is to judge.");
    }
    if (!VERSION.matcher(version).matches() || !NAME.matcher(called).matches()) {
      throw new IllegalArgumentException(
          "The rubric %s needs a version from 1 on and a short plain name.".formatted(name));
    }
    return new JudgeRubric(
        called,
        Integer.parseInt(version),
        kind(head.get("kind"), kind),
        isYes(head.getOrDefault("reference", "no")),
        words);
  }

  private static JudgeKind kind(@Nullable String said, @Nullable JudgeKind asked) {
    if (said == null) {
      return asked == null ? JudgeKind.PAIRWISE : asked;
    }
    for (JudgeKind kind : JudgeKind.values()) {
      if (kind.words().equals(said.toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "A rubric's kind is pairwise or single, not \"" + said + "\".");
  }

  private static boolean isYes(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default ->
          throw new IllegalArgumentException("A rubric's reference is yes or no, not " + word);
    };
  }

  private static String resource(String name) {
    try (InputStream in = JudgeRubric.class.getResourceAsStream(PLACE + name)) {
      if (in == null) {
        throw new IllegalStateException("The program came without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException torn) {
      throw new IllegalStateException("The program's " + name + " cannot be read", torn);
    }
  }
}
