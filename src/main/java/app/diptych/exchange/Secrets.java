package app.diptych.exchange;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what nobody else should read: keys by their look or their value, and places of files. */
final class Secrets {
  static final String MARK = "[redacted]";

  private static final String FILE = "file:";

  /** Shorter values occur in ordinary text. */
  private static final int SHORTEST_VALUE = 8;

  /** The first group, or all of it, is the key. */
  private static final List<Pattern> LOOKS =
      List.of(
          Pattern.compile("\\bsk-[A-Za-z0-9_-]{12,}+"),
          Pattern.compile(
              "\\b(?:hf_|gsk_|r8_|gh[pousr]_|github_pat_|glpat-|nvapi-|pplx-|xai-|xox[abprs]-)[A-Za-z0-9_-]{12,}+"),
          Pattern.compile("\\bAIza[A-Za-z0-9_-]{30,}+"),
          Pattern.compile("\\bA(?:KI|SI)A[A-Z0-9]{16}\\b"),
          Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]++"),
          Pattern.compile("(?i)\\bbearer\\s{1,8}([A-Za-z0-9._~+/=-]{8,}+)"),
          Pattern.compile("(?i)\\bbasic\\s{1,8}([A-Za-z0-9+/]{16,}+={0,2})"),
          Pattern.compile("://[^\\s/:@]{1,100}+:([^\\s/@]{1,200}+)@"),
          Pattern.compile(
              "(?i)(?:key|token|secret|passw(?:or)?d|authorization)[\"']?\\s{0,8}[:=]\\s{0,8}[\"']?([A-Za-z0-9+/_.~-]{16,}+={0,2})"),
          Pattern.compile(
              "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----([A-Za-z0-9+/=\\s\\\\]{0,20000}+)"));

  private final List<String> values;
  private final Map<String, String> places;

  /** A stretch of text that gives way to another. */
  record Change(int from, int to, String by) {}

  private Secrets(List<String> values, Map<String, String> places) {
    this.values = values;
    this.places = places;
  }

  /**
   * @param environment the values of its variables that end in {@code _API_KEY} are keys, and its
   *     home folder is private
   */
  static Secrets of(Map<String, String> environment) {
    Set<String> values = new TreeSet<>();
    environment.forEach((name, value) -> {
      boolean key = name.toUpperCase(Locale.ROOT).endsWith("_API_KEY");
      if (key && value.strip().length() >= SHORTEST_VALUE) {
        values.add(value.strip());
      }
    });
    Map<String, String> places = new TreeMap<>();
    for (String name : List.of("HOME", "USERPROFILE")) {
      String home = environment.getOrDefault(name, "");
      if (home.length() >= SHORTEST_VALUE) {
        places.put(home, "~");
      }
    }
    return new Secrets(List.copyOf(values), places);
  }

  /** The same, and the folders of these local models. */
  Secrets with(Collection<String> models) {
    Map<String, String> more = new TreeMap<>(places);
    for (String model : models) {
      if (model.startsWith(FILE)) {
        String path = model.substring(FILE.length());
        more.put(path, name(path));
      }
    }
    return new Secrets(values, more);
  }

  /** What is to give way in a text, in order and without overlap. */
  List<Change> in(String text) {
    List<Change> found = new ArrayList<>();
    for (String value : values) {
      literal(text, value, MARK, found);
    }
    for (Pattern look : LOOKS) {
      Matcher matcher = look.matcher(text);
      while (matcher.find()) {
        int group = matcher.groupCount();
        if (matcher.end(group) > matcher.start(group)) {
          found.add(new Change(matcher.start(group), matcher.end(group), MARK));
        }
      }
    }
    places.forEach((place, by) -> literal(text, place, by, found));
    return merged(found);
  }

  private static void literal(String text, String value, String by, List<Change> found) {
    for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length())) {
      found.add(new Change(at, at + value.length(), by));
    }
  }

  /** Of two that overlap the first counts, as far as both go together. */
  private static List<Change> merged(List<Change> found) {
    found.sort(
        Comparator.comparingInt(Change::from)
            .thenComparing(Comparator.comparingInt(Change::to).reversed()));
    List<Change> merged = new ArrayList<>();
    for (Change change : found) {
      Change last = merged.isEmpty() ? null : merged.getLast();
      if (last == null || change.from() >= last.to()) {
        merged.add(change);
      } else if (change.to() > last.to()) {
        String by = change.by().equals(MARK) ? MARK : last.by();
        merged.set(merged.size() - 1, new Change(last.from(), change.to(), by));
      } else if (change.by().equals(MARK)) {
        // A key inside of something that would only have been shortened.
        merged.set(merged.size() - 1, new Change(last.from(), last.to(), MARK));
      }
    }
    return merged;
  }

  private static String name(String path) {
    try {
      Path name = Path.of(path).getFileName();
      String text = name == null ? path : name.toString();
      // A file of another system.
      return text.substring(text.lastIndexOf('\\') + 1);
    } catch (InvalidPathException notHere) {
      return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
  }
}
