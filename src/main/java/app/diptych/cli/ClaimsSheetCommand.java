package app.diptych.cli;

import app.diptych.report.claim.CheckedClaim;
import app.diptych.report.claim.Claim;
import app.diptych.report.claim.ClaimCheck;
import app.diptych.report.claim.ClaimFile;
import app.diptych.report.claim.ClaimSheet;
import app.diptych.report.claim.Measured;
import app.diptych.report.claim.OwnMeasurements;
import app.diptych.session.MeasureQuery;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes claims beside measurements. */
@Command(
    name = "sheet",
    description = {
      "Writes what is claimed beside what was measured, each with a verdict and its reason.",
      "A claim is refuted only when the whole interval lies on the wrong side of it."
    },
    footer = {"", "Exit code: 0 written, 1 it cannot be written, 2 a file cannot be read."})
final class ClaimsSheetCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "Claims of your own, in JSON or CSV. Without it: those of the migration playbook.")
  @Nullable Path file;

  @Option(
      names = "--measured",
      paramLabel = "FILE",
      description =
          "What was measured elsewhere, in JSON or CSV: metric, subject, n, value, low, high."
              + " Without it: what the recorded answers of this workspace show.")
  @Nullable Path measured;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}, in small letters or not. Default: markdown.")
  ClaimSheet.@Nullable Format format;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to, a new file.")
  @Nullable Path out;

  ClaimsSheetCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException {
    List<Claim> said = ClaimsSource.read(file);
    List<Measured> measurements =
        measured == null ? recorded(said) : ClaimsSource.read(measured, ClaimFile::measurements);
    List<CheckedClaim> claims = ClaimCheck.of(said, measurements);
    String sheet = ClaimSheet.write(wanted(), claims);
    if (out == null) {
      root.terminal().print(Terminal.safe(sheet).stripTrailing());
      return Exit.FINE;
    }
    return write(out, sheet, ClaimSheet.summary(claims));
  }

  private List<Measured> recorded(List<Claim> said) throws WorkspaceException {
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspace().orElse(null);
      return saved == null
          ? List.of()
          : OwnMeasurements.of(saved.measurements(MeasureQuery.all()).answers(), said);
    }
  }

  private int write(Path target, String sheet, String summary) {
    if (Files.exists(target)) {
      root.terminal().complain("There is a file " + target + " already: give another name.");
      return Exit.FAILED;
    }
    try {
      WholeFile.text(target, sheet);
      root.terminal().print(Terminal.safe(target + ": " + summary + "."));
      return Exit.FINE;
    } catch (IOException refused) {
      root.terminal()
          .complain("%s cannot be written: %s.".formatted(target, WholeFile.reason(refused)));
      return Exit.FAILED;
    }
  }

  private ClaimSheet.Format wanted() {
    return format != null
        ? format
        : root.json ? ClaimSheet.Format.JSON : ClaimSheet.Format.MARKDOWN;
  }
}
