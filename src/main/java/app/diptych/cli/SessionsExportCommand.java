package app.diptych.cli;

import app.diptych.exchange.Exchange;
import app.diptych.exchange.ExchangeException;
import app.diptych.exchange.Format;
import app.diptych.exchange.Loss;
import app.diptych.exchange.Redaction;
import app.diptych.session.Named;
import app.diptych.session.SavedSession;
import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes sessions to a file. */
@Command(
    name = "export",
    description = "Writes sessions to a file of ours, or of another tool.",
    footer = {
      "",
      "SESSION is an id, the beginning of one, or a whole title.",
      "Exit code: 0 written, 1 the file could not be written, 2 there is no such session."
    })
final class SessionsExportCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(arity = "1..*", paramLabel = "SESSION", description = "The sessions.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Of the file, for example bundle, csv, table-jsonl, trl. Default: csv or chainforge for a file that ends so, else bundle, which loses nothing.",
      converter = FormatName.class)
  @Nullable Format format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = {
        "The file to write; one that is there is replaced once the new one is whole.",
        "A folder for MT-Bench, Arena-Hard and OpenAI batches: questions and answers, a file each."
      })
  Path out = Path.of("");

  @Option(
      names = "--redact",
      description =
          "Leave out keys, and the folders of local models and your home. Images stay as they are.")
  boolean redact;

  @Option(names = "--no-notes", description = "Leave out notes and the names of raters.")
  boolean withoutNotes;

  SessionsExportCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException {
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspace().orElse(null);
      if (saved == null) {
        root.terminal().complain(SessionsText.NONE_YET);
        return Exit.NOT_STARTED;
      }
      List<SavedSession> sessions = new ArrayList<>();
      for (String name : names) {
        Optional<SavedSession> found = find(saved.sessions(), name);
        if (found.isEmpty()) {
          return Exit.NOT_STARTED;
        }
        SavedSession session = found.get();
        // One that is named twice, by its title and by its id, is one.
        if (sessions.stream().noneMatch(one -> isSame(one, session))) {
          sessions.add(session);
        }
      }
      return write(sessions, redaction(rooms));
    }
  }

  /** What was asked for; else what the ending of the file can only mean. */
  private Format format() {
    Format asked = format;
    if (asked != null) {
      return asked;
    }
    String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
    return Stream.of(Format.CSV, Format.CHAINFORGE)
        .filter(one -> name.endsWith("." + one.ending()))
        .findFirst()
        .orElse(Format.BUNDLE);
  }

  /** A folder that is there, or a name without an ending for a format that is several files. */
  private boolean isFolder() {
    boolean named =
        Exchange.writesFolders(format()) && !String.valueOf(out.getFileName()).contains(".");
    return Files.isDirectory(out) || named;
  }

  private Redaction redaction(Rooms rooms) {
    Redaction redaction = redact ? rooms.redaction() : Redaction.NONE;
    return withoutNotes ? redaction.andPeople() : redaction;
  }

  private static boolean isSame(SavedSession one, SavedSession other) {
    return one.summary().id().equals(other.summary().id());
  }

  private Optional<SavedSession> find(Sessions sessions, String name) throws WorkspaceException {
    return switch (sessions.names().session(name)) {
      case Named.One<SessionSummary>(SessionSummary session) -> sessions.whole(session.id());
      case Named.None<SessionSummary> none -> {
        root.terminal().complain(none.failure());
        yield Optional.empty();
      }
    };
  }

  private int write(List<SavedSession> sessions, Redaction redaction) {
    try {
      List<Loss> losses =
          isFolder()
              ? Exchange.writeFolder(format(), sessions, out, redaction)
              : Exchange.write(format(), sessions, out, redaction);
      int trials = sessions.stream().mapToInt(session -> session.trials().size()).sum();
      if (root.json) {
        root.terminal()
            .print(
                SessionsText.pretty(
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("file", out.toString())
                        .put("format", format().id())
                        .put("sessions", sessions.size())
                        .put("trials", trials)
                        .set("leftOut", SessionsText.json(losses))));
      } else {
        root.terminal()
            .print(
                "Wrote "
                    + Terminal.safe(out.toString())
                    + " ("
                    + format().words()
                    + ") from "
                    + SessionsText.count(sessions.size(), "session")
                    + " with "
                    + SessionsText.count(trials, "trial")
                    + "."
                    + SessionsText.lines(losses));
      }
      return Exit.FINE;
    } catch (ExchangeException refused) {
      root.terminal().complain(refused.sentence());
      return Exit.FAILED;
    }
  }
}
