package app.diptych.ui.settings;

import app.diptych.guard.AuditLine;
import app.diptych.guard.policy.Finding;
import app.diptych.ui.settings.FallbackControl.State;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What is said about a fallback policy. */
final class FallbackWords {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private FallbackWords() {}

  /** In a few words, for a list. */
  static String brief(State state) {
    if (!state.isChosen()) {
      return "off: only the model asked for answers";
    }
    if (!state.on()) {
      return "off: " + state.file();
    }
    return state.isRolledBack()
        ? "rolled back to " + state.fallback()
        : state.primary() + ", else " + state.fallback();
  }

  /** What was changed, for who did it just now. */
  static String changed(AuditLine line) {
    return "%s answers from the next request on, %s after you decided so, at %s."
        .formatted(line.to(), time(line.took()), CLOCK.format(line.at()));
  }

  /** One line of the list of changes. */
  static String audit(AuditLine line) {
    return "%s  %s: %s \u2192 %s, in %s (%s)"
        .formatted(
            CLOCK.format(line.at()),
            line.who(),
            line.from(),
            line.to(),
            time(line.took()),
            line.why());
  }

  static String level(Finding.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static String time(Duration took) {
    return took.toMillis() < 10
        ? String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6)
        : String.format(Locale.ROOT, "%,d ms", took.toMillis());
  }
}
