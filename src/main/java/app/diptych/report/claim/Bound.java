package app.diptych.report.claim;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a claimed value is meant. */
public enum Bound {
  AT_MOST("at most"),
  AT_LEAST("at least"),
  ABOUT("about");

  private final String words;

  Bound(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** Empty for an empty text. */
  static Optional<Bound> of(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    Optional<Bound> found =
        Arrays.stream(values()).filter(bound -> bound.words.equals(plain)).findFirst();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" is no bound: there are %s."
              .formatted(
                  text,
                  Arrays.stream(values()).map(Bound::words).collect(Collectors.joining(", "))));
    }
    return found;
  }
}
