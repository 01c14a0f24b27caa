package app.diptych.app;

import app.diptych.cli.Rooms.Finding;
import app.diptych.cli.Rooms.Level;
import app.diptych.session.Backup;
import app.diptych.session.WorkspaceReport;
import java.util.List;
import java.util.Locale;

/** What the doctor says of the workspace. */
final class WorkspaceFinding {
  private static final String SUBJECT = "Workspace";
  private static final double MEGA = 1e6;

  private WorkspaceFinding() {}

  static Finding of(WorkspaceReport report) {
    if (!report.exists()) {
      return report
          .backup()
          .map(backup -> failed("gone: " + report.file(), putBack(backup)))
          .orElseGet(() ->
              new Finding(
                  SUBJECT, Level.OPTIONAL, "none yet", "It is made with the first window."));
    }
    if (!report.problems().isEmpty()) {
      return failed(
          "damaged: " + problems(report.problems()),
          report
              .backup()
              .map(WorkspaceFinding::putBack)
              .orElse(
                  "There is no backup. Move "
                      + report.file()
                      + " away to begin with an empty one."));
    }
    String facts =
        String.format(
            Locale.ROOT,
            "%.1f MB, version %d, %d sessions, %d trials; %s",
            report.bytes() / MEGA,
            report.version(),
            report.sessions(),
            report.trials(),
            report
                .backup()
                .map(backup -> "newest backup " + WorkspaceCare.date(backup))
                .orElse("no backup yet"));
    return report.newer()
        ? failed(facts, "It was made by a newer version and can only be read: update Diptych.")
        : new Finding(SUBJECT, Level.OK, facts, "");
  }

  private static Finding failed(String found, String advice) {
    return new Finding(SUBJECT, Level.FAILED, found, advice);
  }

  private static String putBack(Backup backup) {
    return "Run diptych doctor --restore-backup: it puts the backup of "
        + WorkspaceCare.date(backup)
        + " back, with everything newer that can still be read.";
  }

  private static String problems(List<String> problems) {
    String first = problems.getFirst().lines().findFirst().orElse("");
    return problems.size() == 1 ? first : first + " (and " + (problems.size() - 1) + " more)";
  }
}
