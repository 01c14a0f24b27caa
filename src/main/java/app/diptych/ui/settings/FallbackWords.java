package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

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
      return say("off: only the model asked for answers");
    }
    if (!state.on()) {
      return "off: " + state.file();
    }
    return state.isRolledBack()
        ? say("rolled back to %s").formatted(state.fallback())
        : say("%s, else %s").formatted(state.primary(), state.fallback());
  }

  /** That another model answers by decision, for the bottom of the window; empty when none does. */
  static String notice(State state) {
    if (!state.isRolledBack()) {
      return "";
    }
    AuditLine last = state.audit().isEmpty() ? null : state.audit().getLast();
    Duration answered = last == null || isPolicys(last) ? null : last.answered();
    return say("rolled back to %s%s")
        .formatted(
            state.fallback(),
            answered == null ? "" : say(" \u00b7 first answer after %s").formatted(time(answered)));
  }

  /** Whether the policy itself chose that route, when it was read. */
  static boolean isPolicys(AuditLine line) {
    return line.who().equals("policy");
  }

  /** What was changed, for who did it just now. */
  static String changed(AuditLine line) {
    Duration answered = line.answered();
    return answered == null
        ? say("%s answers from the next request on: route changed after %s, at %s; no answer yet.")
            .formatted(line.to(), time(line.took()), CLOCK.format(line.at()))
        : say("%s answers: route changed after %s, first answer after %s.")
            .formatted(line.to(), time(line.took()), time(answered));
  }

  /** One line of the list of changes. */
  static String audit(AuditLine line) {
    Duration answered = line.answered();
    return say("%s  %s: %s \u2192 %s, %s: route changed after %s, %s")
        .formatted(
            CLOCK.format(line.at()),
            line.who(),
            line.from(),
            line.to(),
            told(line.why()),
            time(line.took()),
            answered == null
                ? say("no answer yet")
                : say("first answer after %s").formatted(time(answered)));
  }

  static String level(Finding.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static String time(Duration took) {
    if (took.toMillis() < 10) {
      return String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6);
    }
    return took.toMillis() < 1_000
        ? String.format(Locale.ROOT, "%,d ms", took.toMillis())
        : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1e3);
  }
}
