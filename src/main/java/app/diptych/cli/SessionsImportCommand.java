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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Takes the sessions or prompts of a file into the workspace. */
@Command(
    name = "import",
    description = {
      "Takes sessions or prompts out of files of ours, or of other tools.",
      "What is here already stays as it is: a session that is, comes as a copy."
    },
    footer = {
      "",
      "Exit code: 0 imported, 1 the file could not be read or saved, 2 nothing can be saved here."
    })
final class SessionsImportCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "The files; those that belong together, such as questions and answers, are one.")
  List<Path> files = new ArrayList<>();

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
    try (Rooms rooms = root.open()) {
      Workspace saved = dryRun ? rooms.workspace().orElse(null) : rooms.workspaceToSave();
      List<IntakeText> texts = new ArrayList<>();
      for (List<Path> group : groups()) {
        texts.add(take(group, saved));
        if (!root.json) {
          root.terminal().print(texts.getLast().text());
        }
      }
      if (root.json) {
        root.terminal().print(json(texts));
      }
      return Exit.FINE;
    } catch (ExchangeException refused) {
      root.terminal().complain(refused.sentence());
      return Exit.FAILED;
    }
  }

  private List<List<Path>> groups() {
    return format == null ? Exchange.groups(files) : files.stream().map(List::of).toList();
  }

  private IntakeText take(List<Path> group, @Nullable Workspace saved)
      throws ExchangeException, WorkspaceException, InterruptedException {
    Imported imported =
        format == null ? Exchange.read(group, _ -> {}) : Exchange.read(group.getFirst(), format);
    Intake intake =
        saved == null
            ? Intake.ofAll(imported)
            : Intake.of(imported, saved, NanoClock.system().now());
    boolean taken = saved != null && !dryRun && !intake.isEmpty();
    if (saved != null && taken) {
      intake.save(saved);
    }
    return new IntakeText(group, intake, taken);
  }

  /** One document for one file, a list for several. */
  private static String json(List<IntakeText> texts) {
    if (texts.size() == 1) {
      return SessionsText.pretty(texts.getFirst().json());
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    texts.forEach(text -> all.add(text.json()));
    return SessionsText.pretty(all);
  }
}
