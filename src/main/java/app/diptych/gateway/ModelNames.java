package app.diptych.gateway;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Compares names of models as people write them: capitals, dashes, dots and the vendor in front do
 * not count.
 */
public final class ModelNames {
  private static final int MOST = 3;
  private static final int TOO_FAR = 1_000;

  private ModelNames() {}

  /**
   * Whether a list has that model. Gateways take more spellings than they list: a variant after a
   * colon, as in {@code vendor/model:free}, and no tag for the latest one.
   */
  public static boolean has(Collection<String> ids, String model) {
    int colon = model.lastIndexOf(':');
    return ids.contains(model)
        || ids.contains(model + ":latest")
        || (colon > 0 && ids.contains(model.substring(0, colon)));
  }

  /** Up to three of the names, those most like the wanted one first; none when none is like it. */
  public static List<String> nearest(String wanted, Collection<String> names) {
    return names.stream()
        .distinct()
        .map(name -> new Candidate(name, distance(wanted, name)))
        .filter(candidate -> candidate.distance() < TOO_FAR)
        .sorted(Comparator.comparingInt(Candidate::distance))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  private record Candidate(String name, int distance) {}

  private static int distance(String wanted, String name) {
    return Stream.of(wanted, last(wanted))
        .flatMap(a -> Stream.of(name, last(name)).map(b -> plainDistance(plain(a), plain(b))))
        .min(Comparator.naturalOrder())
        .orElse(TOO_FAR);
  }

  private static int plainDistance(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return TOO_FAR;
    }
    // A third of the letters may be wrong; more is another name.
    int most = Math.max(1, Math.min(a.length(), b.length()) / 3);
    int edits = EditDistance.between(a, b, most);
    if (edits <= most) {
      return edits;
    }
    boolean contains = a.length() >= 4 && b.length() >= 4 && (a.contains(b) || b.contains(a));
    return contains ? most + Math.abs(a.length() - b.length()) : TOO_FAR;
  }

  /** Letters and digits only, in lower case. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** What stands after the vendor. */
  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
