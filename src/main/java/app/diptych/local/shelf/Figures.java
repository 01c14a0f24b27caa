package app.diptych.local.shelf;

import app.diptych.local.ModelHeader;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sizes, counts and times of models as people write them. */
public final class Figures {
  private Figures() {}

  /** For example {@code 4.92 GB}, in powers of ten as the web writes the sizes of files. */
  public static String bytes(long bytes) {
    if (bytes >= 1_000_000_000) {
      return String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
    if (bytes >= 1_000_000) {
      return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
    return String.format(Locale.ROOT, "%,.0f kB", Math.ceil(bytes / 1e3));
  }

  /** For example {@code 30.5B} or {@code 5.2M}. */
  public static String count(long parameters) {
    if (parameters >= 999_500_000) {
      return String.format(
          Locale.ROOT, parameters >= 99.95e9 ? "%.0fB" : "%.1fB", parameters / 1e9);
    }
    if (parameters < 100_000) {
      return String.format(Locale.ROOT, "%,d", parameters);
    }
    return String.format(Locale.ROOT, parameters >= 99.95e6 ? "%.0fM" : "%.1fM", parameters / 1e6);
  }

  /** For example {@code 30.5B, 3.3B active}. */
  public static String parameters(ModelHeader header) {
    Long active = header.activeParameters();
    return count(header.parameters()) + (active == null ? "" : ", " + count(active) + " active");
  }

  /** For example {@code 128k} for 131,072 tokens. */
  public static String context(@Nullable Long tokens) {
    if (tokens == null) {
      return "";
    }
    return tokens >= 10_000 && tokens % 1024 == 0
        ? tokens / 1024 + "k"
        : String.format(Locale.ROOT, "%,d", tokens);
  }

  /** For example {@code 2 min 5 s}. */
  public static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }
}
