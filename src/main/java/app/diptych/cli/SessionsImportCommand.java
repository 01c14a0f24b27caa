package app.diptych.cli;

import app.diptych.exchange.Exchange;
import app.diptych.exchange.ExchangeException;
import app.diptych.exchange.Format;
import app.diptych.exchange.Imported;
import app.diptych.exchange.Intake;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes the sessions or prompts of a file into the workspace. */
@Command(
    name = "import",
    description = {
      "Takes sessions or prompts out of a file of ours, or of another tool.",
      "What is here already stays as it is: a session that is, comes as a copy."
    },
    footer = {
      "",
      "Exit code: 0 imported, 1 the file could not be read or saved, 2 nothing can be saved here."
    })
final class SessionsImportCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(paramLabel = "FILE", description = "The file.")
  Path file = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Of the file, when it is not recognised by what is in it.",
      converter = FormatName.class)
  @Nullable Format format;

  @Option(names = "--dry-run", description = "Only tell what would be taken, and save nothing.")
  boolean dryRun;

  SessionsImportCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException, InterruptedException {
    try {
      Imported imported = format == null ? Exchange.read(file) : Exchange.read(file, format);
      try (Rooms rooms = root.open()) {
        Workspace saved = dryRun ? rooms.workspace().orElse(null) : rooms.workspaceToSave();
        Intake intake =
            saved == null
                ? Intake.ofAll(imported)
                : Intake.of(imported, saved, NanoClock.system().now());
        boolean taken = false;
        if (saved != null && !dryRun && !intake.isEmpty()) {
          intake.save(saved);
          taken = true;
        }
        IntakeText text = new IntakeText(file, intake, taken);
        root.terminal().print(root.json ? SessionsText.pretty(text.json()) : text.text());
        return Exit.FINE;
      }
    } catch (ExchangeException refused) {
      root.terminal().complain(refused.sentence());
      return Exit.FAILED;
    }
  }
}
