package app.diptych.ui.fx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of translations, and what is wrong with it.
 *
 * @param code of its language
 * @param words English sentences and the same in that language
 */
record Translation(String code, Map<String, String> words) {
  /** A place that a value takes in a format, with the number of that value when it has one. */
  private static final Pattern PLACE =
      Pattern.compile("%(?:(\\d+)\\$)?([-#+0,(]*\\d*(?:\\.\\d+)?[a-zA-Z%])");

  /** Every one in a folder, in the order of their names. */
  static List<Translation> in(Path folder) throws IOException {
    List<Translation> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        try (Stream<String> lines = Files.lines(file)) {
          all.add(new Translation(name.replaceFirst("\\.po$", ""), PoFile.read(lines)));
        }
      }
    }
    return all;
  }

  Set<String> missing(Set<String> said) {
    Set<String> missing = new TreeSet<>(said);
    missing.removeAll(words.keySet());
    return missing;
  }

  Set<String> stale(Set<String> said) {
    Set<String> stale = new TreeSet<>(words.keySet());
    stale.removeAll(said);
    return stale;
  }

  /** Those that do not take the values that their originals take. */
  List<String> otherPlaces() {
    return where((english, other) -> !places(english).equals(places(other)));
  }

  /** Those that end with an exception where their originals are formats: a lone percent sign. */
  List<String> noFormats() {
    return where((english, other) ->
        (!places(english).isEmpty() || english.contains("%%"))
            && PLACE.matcher(other).replaceAll("").contains("%"));
  }

  /** Those with more or fewer lines, or another beginning. */
  List<String> otherLines() {
    return where((english, other) ->
        english.lines().count() != other.lines().count()
            || english.startsWith("\n") != other.startsWith("\n"));
  }

  private List<String> where(BiPredicate<String, String> wrong) {
    return words.entrySet().stream()
        .filter(pair -> wrong.test(pair.getKey(), pair.getValue()))
        .map(pair -> pair.getKey() + " = " + pair.getValue())
        .sorted()
        .toList();
  }

  /** Which value stands in which shape, in the order of the values. */
  private static List<String> places(String format) {
    List<String> places = new ArrayList<>();
    var found = PLACE.matcher(format);
    int next = 0;
    while (found.find()) {
      String shape = found.group(2);
      if (!shape.equals("%")) {
        String number = found.group(1);
        int which = number == null ? ++next : Integer.parseInt(number);
        places.add(which + shape);
      }
    }
    return places.stream().sorted().toList();
  }

  @Override
  public String toString() {
    return code + ".po";
  }
}
