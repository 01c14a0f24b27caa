package app.diptych.cli;

import app.diptych.report.claim.CheckedClaim;
import app.diptych.report.claim.Claim;
import app.diptych.report.claim.ClaimCheck;
import app.diptych.report.claim.ClaimSheet;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what vendors claim. */
@Command(
    name = "list",
    description =
        "Prints claims with their sources: those of the migration playbook, or of a file.",
    footer = {"", "Exit code: 0 fine, 2 the file cannot be read."})
final class ClaimsListCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Claims of your own, in JSON or CSV; - for standard input.")
  @Nullable Path file;

  ClaimsListCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    List<Claim> claims = ClaimsSource.read(file);
    if (root.json) {
      List<CheckedClaim> checked = ClaimCheck.of(claims, List.of());
      root.terminal().print(ClaimSheet.write(ClaimSheet.Format.JSON, checked));
    } else {
      claims.forEach(claim -> root.terminal().print(line(claim)));
    }
    return Exit.FINE;
  }

  private static String line(Claim claim) {
    return Terminal.safe(
        SessionsText.oneLine(
            String.format(
                Locale.ROOT,
                "%s %s, %s: %s (%s%s, %s)",
                claim.id(),
                claim.subject(),
                claim.metric(),
                claim.words(),
                claim.context().isEmpty() ? "" : claim.context() + "; ",
                claim.source(),
                claim.date())));
  }
}
