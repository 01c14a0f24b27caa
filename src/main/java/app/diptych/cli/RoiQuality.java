package app.diptych.cli;

import app.diptych.report.decision.Checks;
import app.diptych.report.decision.Gathered;
import app.diptych.report.decision.WonVerdicts;
import app.diptych.report.roi.MeasuredQuality;
import app.diptych.report.roi.Quality;
import app.diptych.report.roi.Quantities;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How good the model that is gone to must be, and what was measured of it. */
final class RoiQuality {
  private static final String THRESHOLD = "--quality-threshold";

  @Option(
      names = THRESHOLD,
      paramLabel = "PERCENT",
      description =
          "The least share of verdicts against the old model that the new one must win (ties half), or"
              + " of checks that it must pass: 45 or \"45 %%\".")
  @Nullable String threshold;

  @Option(
      names = "--quality-votes",
      paramLabel = "WON/TIED/LOST",
      description =
          "What was measured: verdicts such as 54/12/54, or 60/120 for won of all. Both bad is lost.")
  @Nullable String votes;

  @Option(
      names = "--quality-checks",
      paramLabel = "PASSED/ALL",
      description = "Or checks such as 48/120.")
  @Nullable String checks;

  @Option(
      names = "--quality-session",
      paramLabel = "SESSION",
      description = "Or the recorded verdicts of a session; may stand several times.")
  List<String> sessions = new ArrayList<>();

  @Option(
      names = "--quality-of",
      paramLabel = "MODEL",
      description =
          "With --quality-session: the model that is gone to, as the session names it. Default: --to.")
  @Nullable String of;

  @Option(
      names = "--quality-against",
      paramLabel = "MODEL",
      description =
          "With --quality-session: the model that is left. Default: --from; without it the only other one.")
  @Nullable String against;

  /**
   * @param from the model that is left, as the price book names it; null when only its prices are
   *     known
   * @param to the model that is gone to; null likewise
   * @return null when nothing is asked of the quality
   * @throws NotStarted for what cannot be, with why
   */
  @Nullable Quality quality(Rooms rooms, @Nullable String from, @Nullable String to)
      throws WorkspaceException, InterruptedException {
    boolean named = of != null || against != null;
    long measured =
        Stream.of(votes != null, checks != null, !sessions.isEmpty())
            .filter(given -> given)
            .count();
    if (threshold == null) {
      if (measured > 0 || named) {
        throw new NotStarted(
            "What was measured of the quality goes with %s: say how good the new model must be."
                .formatted(THRESHOLD));
      }
      return null;
    }
    if (measured > 1) {
      throw new NotStarted(
          "Give one of --quality-votes, --quality-checks and --quality-session, not several.");
    }
    if (named && sessions.isEmpty()) {
      throw new NotStarted("--quality-of and --quality-against go with --quality-session.");
    }
    Quality asked = new Quality(Quantities.percent(THRESHOLD, threshold), null);
    if (sessions.isEmpty()) {
      return asked.measuredAs(typed());
    }
    WonVerdicts won = recorded(rooms, from, to);
    return won.measured() == null ? asked.unmeasured(won.why()) : asked.measuredAs(won.measured());
  }

  private @Nullable MeasuredQuality typed() {
    if (votes != null) {
      return MeasuredQuality.verdicts("--quality-votes", votes);
    }
    return checks == null ? null : MeasuredQuality.checks("--quality-checks", checks);
  }

  private WonVerdicts recorded(Rooms rooms, @Nullable String from, @Nullable String to)
      throws WorkspaceException, InterruptedException {
    Workspace saved = rooms.workspace().orElse(null);
    if (saved == null) {
      throw new NotStarted(SessionsText.NONE_YET);
    }
    Gathered gathered =
        Gathered.read(
            saved, ReportCommand.ids(saved, sessions), Checks.NONE, Gathered.Progress.NONE);
    List<String> known = gathered.models();
    String gone = model(known, of, to, "gone to", "--quality-of", List.of());
    String left = model(known, against, from, "left", "--quality-against", List.of(gone));
    return WonVerdicts.read(gathered, gone, left);
  }

  /**
   * @param named by the user; null when not
   * @param usual by the price book; null when not
   * @param others that it is not; where the price book names none, the only one that is left
   *     without them is meant
   */
  private static String model(
      List<String> known,
      @Nullable String named,
      @Nullable String usual,
      String role,
      String option,
      List<String> others) {
    List<String> possible = known.stream().filter(one -> !others.contains(one)).toList();
    String there = possible.isEmpty() ? "" : " There are: " + String.join(", ", possible) + ".";
    if (named != null) {
      if (!possible.contains(named)) {
        throw new NotStarted(
            others.contains(named)
                ? "--quality-of and --quality-against name the same model."
                : "No answer of %s is in these sessions.%s".formatted(named, there));
      }
      return named;
    }
    if (usual != null && possible.contains(usual)) {
      return usual;
    }
    // A model that was named but is not in the sessions must not be taken for another one.
    if (usual == null && !others.isEmpty() && possible.size() == 1) {
      return possible.getFirst();
    }
    throw new NotStarted(
        "Say with %s which model of these sessions is %s.%s".formatted(option, role, there));
  }
}
